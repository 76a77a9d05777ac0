/* Filters for the question bank. The list is the page's own; what is chosen stands in the address, so that a filtered list can
   be shared. */
(function (root) {
  "use strict";
  const FACETS = ["audience", "theme", "statement", "kind"];

  const plain = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  /* A question is { text, audience, theme, statement, kind }, all lists but the text. `but` is a facet to leave out. */
  function fits(question, chosen, but) {
    return FACETS.every((facet) => facet === but || !chosen[facet] || question[facet].includes(chosen[facet])) &&
      plain(chosen.text || "").split(/\s+/).every((word) => plain(question.text).includes(word));
  }
  /* How many questions there would be with each value of a facet in place of the one that is chosen now. */
  function counts(questions, chosen, facet) {
    const found = {};
    questions.filter((one) => fits(one, chosen, facet)).forEach((one) => new Set(one[facet]).forEach((value) => {
      found[value] = (found[value] || 0) + 1;
    }));
    return found;
  }
  function address(chosen) {
    const given = Object.entries(chosen).filter(([, value]) => value);
    return given.length ? "?" + new URLSearchParams(given) : "";
  }
  function fromAddress(search) {
    const given = new URLSearchParams(search);
    return Object.fromEntries([...FACETS, "text"].map((name) => [name, (given.get(name) || "").slice(0, 100)]));
  }
  function told(shown, all) {
    if (!shown) return "No question fits. Clear the filters, or take one of them away.";
    return shown === all ? "All " + all + " questions are shown." : "Shown: " + shown + " of " + all + " questions.";
  }
  if (typeof module !== "undefined") {
    module.exports = { fits, counts, address, fromAddress, told };
    return;
  }

  const SG = root.SG, bank = document.querySelector("[data-bank]"), controls = bank.querySelector("template");
  controls.replaceWith(controls.content);
  const form = bank.querySelector("form"), count = bank.querySelector("[data-fill=count]");
  const button = (does) => bank.querySelector("[data-do=" + does + "]");
  const parts = Array.from(bank.querySelectorAll("section, section > div"));
  /* What an entry says of itself, or else what the list or the section around it says for all of its entries. */
  const said = (item, name) => (item.querySelector("[data-" + name + "]") || item.closest("[data-" + name + "]")).dataset[name];
  const questions = Array.from(bank.querySelectorAll("[data-entries] > li"), (item) => {
    const also = (item.dataset.also || "").split(" ");
    return {
      item,
      text: item.querySelector("p, a").textContent,
      audience: [said(item, "audience")],
      kind: said(item, "kind").split(" "),
      theme: [said(item, "theme"), ...also],
      statement: [said(item, "statement"), ...also],
    };
  });
  const selects = FACETS.map((facet) => form.elements[facet]), words = new Map();
  /* What this page has one sort of is nothing to choose. */
  selects.forEach((select) => {
    const there = counts(questions, {}, select.name);
    Array.from(select.options).slice(1).forEach((one) => {
      words.set(one, one.textContent);
      if (!there[one.value]) one.remove();
    });
    select.parentElement.hidden = select.options.length < 3;
  });

  const chosen = () => Object.fromEntries(["text", ...FACETS].map((name) => [name, form.elements[name].value.trim()]));
  function choose(values) {
    Object.entries(values).forEach(([name, value]) => {
      form.elements[name].value = value;
      if (form.elements[name].selectedIndex < 0) form.elements[name].selectedIndex = 0;
    });
  }
  let pause;
  /* Says how many there are once the typing stops, where `wait` is given. */
  function show(wait) {
    const now = chosen(), shown = questions.filter((one) => fits(one, now));
    questions.forEach((one) => { one.item.hidden = !shown.includes(one); });
    parts.forEach((part) => { part.hidden = !shown.some((one) => part.contains(one.item)); });
    selects.forEach((select) => {
      const found = counts(questions, now, select.name);
      Array.from(select.options).slice(1).forEach((one) => {
        one.textContent = words.get(one) + " (" + (found[one.value] || 0) + ")";
      });
    });
    count.textContent = told(shown.length, questions.length);
    bank.classList.toggle("sg-bank--chosen", Object.values(now).some(Boolean));
    button("print").disabled = button("copy").disabled = !shown.length;
    clearTimeout(pause);
    if (wait !== undefined) pause = setTimeout(() => SG.announce(count.textContent), wait);
  }
  function changed(wait) {
    show(wait);
    try {
      root.history.replaceState(null, "", root.location.pathname + address(chosen()) + root.location.hash);
    } catch { /* a page that may not change its address still filters */ }
  }
  function clear() {
    form.reset();
    changed(0);
  }
  /* Somebody who is sent here for one question finds it open, whatever the filters. */
  function reveal() {
    const item = document.getElementById(root.location.hash.slice(1));
    if (!item || !item.matches("[data-entries] > li")) return;
    if (item.hidden) clear();
    item.querySelector("details").open = true;
    item.scrollIntoView();
  }

  function asText() {
    const lines = [document.title, root.location.href];
    parts.filter((part) => part.matches("section:not([hidden])")).forEach((part) => {
      lines.push("", part.querySelector("h2").textContent);
      questions.filter((one) => part.contains(one.item) && !one.item.hidden).forEach(({ item, text }) => {
        lines.push("- " + text);
        item.querySelectorAll("details :is(li, p)").forEach((hint) => lines.push("    " + hint.textContent));
      });
    });
    return lines.join("\n") + "\n";
  }
  /* A page without https may not use the clipboard, so there is an older way, and after that the text itself. */
  async function copy() {
    const area = SG.el("textarea", { readonly: true, rows: 8 }), text = asText();
    const box = SG.el("label", { class: "sg-bank__field sg-bank__copy" }, "The list as text", area);
    bank.querySelectorAll(".sg-bank__copy").forEach((old) => old.remove());
    try {
      await root.navigator.clipboard.writeText(text);
    } catch {
      area.value = text;
      bank.querySelector(".sg-actions").after(box);
      area.select();
      if (!document.execCommand("copy")) {
        count.textContent = "Copy the text from the box: it is selected.";
        return SG.announce(count.textContent);
      }
      box.remove();
      button("copy").focus();
    }
    count.textContent = "The list is copied as text.";
    return SG.announce(count.textContent);
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => changed(event.target.name === "text" ? 700 : 0));
  button("clear").addEventListener("click", clear);
  button("print").addEventListener("click", () => root.print());
  button("copy").addEventListener("click", copy);
  root.addEventListener("hashchange", reveal);
  choose(fromAddress(root.location.search));
  show();
  reveal();
})(typeof window === "undefined" ? globalThis : window);
