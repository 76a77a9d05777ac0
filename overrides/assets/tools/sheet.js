/* A sheet: the items of a page, each with controls. Fills them in, keeps them, prints them, writes and reads files.

   SG.sheet(tools, { store, title, changed, summary })   tools are the elements that hold the items; gives
     entries()                what is filled in, by id
     items                    [{ id, words, group, place, controls }]
   SG.written(value)          an answer as it stands on paper: a date in words, a capital letter

   An item is [data-item] with its words in [data-words], in a [data-group]; a control has data-field. */
(function (root) {
  "use strict";
  const SG = root.SG = root.SG || {};

  /* Spreadsheets turn a date round, and people type "Yes". `allowed` is null where any words will do. */
  function tidied(value, allowed) {
    if (typeof value !== "string" && typeof value !== "number") return "";
    const words = String(value).replace(/^(\d\d?)\/(\d\d?)\/(\d{4})$/, (_, day, month, year) =>
      [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-"));
    if (!allowed) return words;
    const choice = words.trim().toLowerCase();
    return allowed.includes(choice) ? choice : "";
  }
  /* What a saved file holds for the items of this page. `known` gives for each id its fields and what each allows. */
  function fromFile(text, known, csvRows = SG.csvRows) {
    let given = {};
    if (/^\ufeff?\s*[{[]/.test(text)) given = JSON.parse(text.replace(/^\ufeff/, "")).entries;
    else {
      const [head, ...rows] = csvRows(text);
      const names = head.map((name) => name.trim().toLowerCase());
      rows.filter((row) => row.join("")).forEach((row) => {
        const entry = Object.fromEntries(row.map((words, n) => [names[n], words]));
        given[entry.id] = entry;
      });
    }
    const entries = {}, ids = Object.keys(given);
    ids.filter((id) => Object.hasOwn(known, id)).forEach((id) => {
      const entry = {};
      Object.entries(known[id]).forEach(([field, allowed]) => {
        const words = tidied(given[id] && given[id][field], allowed);
        if (words.trim()) entry[field] = words;
      });
      if (Object.keys(entry).length) entries[id] = entry;
    });
    return { entries, strangers: ids.filter((id) => !Object.hasOwn(known, id)).length };
  }
  if (typeof module !== "undefined") module.exports = { fromFile };

  const isChoice = (control) => control.type === "radio" || control.type === "checkbox";
  const text = (element) => (element ? element.textContent.trim().replace(/\s+/g, " ") : "");
  const capital = (words) => words[0].toUpperCase() + words.slice(1);

  /* As it is written on paper: a date in words, an answer with a capital letter. */
  const written = (value) => {
    const date = /^\d{4}-\d\d-\d\d$/.test(value) && new Date(value + "T12:00");
    if (date && !isNaN(date)) return date.toLocaleDateString("en-GB", { dateStyle: "long" });
    return /^(yes|partly|not yet)$/.test(value) ? capital(value) : String(value || "");
  };

  function put({ controls, place }, entry) {
    controls.forEach((one) => {
      const value = String(entry[one.dataset.field] || "");
      if (isChoice(one)) one.checked = one.value === value;
      else one.value = value;
    });
    const mark = place.querySelector(".sg-written");
    if (mark) mark.hidden = !controls.some((one) => !isChoice(one) && one.value.trim());
  }
  function taken({ controls }, before) {
    const entry = { ...before };
    controls.forEach((one) => {
      if (!isChoice(one)) entry[one.dataset.field] = one.value;
      else if (one.checked) entry[one.dataset.field] = one.value;
      else if (one.type === "checkbox") delete entry[one.dataset.field];
    });
    Object.keys(entry).forEach((field) => { if (!String(entry[field]).trim()) delete entry[field]; });
    return Object.keys(entry).length ? entry : null;
  }

  SG.written = written;
  SG.sheet = function (tools, { store, changed, summary }) {
    const el = SG.el, title = text(document.querySelector("h1"));
    const name = location.pathname.split("/").pop().replace(/\.\w+$/, "") || "checklist";
    const items = tools.flatMap((tool) => Array.from(tool.querySelectorAll("[data-item]"), (place) => ({
      place,
      id: place.dataset.item,
      words: text(place.querySelector("[data-words]")),
      group: text(place.closest("[data-group]").querySelector("[data-title]")),
      controls: Array.from(place.querySelectorAll("[data-field]")),
    })));
    const fieldsOf = ({ controls }) => [...new Set(controls.map((one) => one.dataset.field))];
    const fields = [...new Set(items.flatMap(fieldsOf))];
    items.forEach(({ place }) => place.querySelectorAll("summary").forEach((one) =>
      one.append(el("span", { class: "sg-written", hidden: true }, " (written)"))));
    let kept = store.all();
    const entries = () => kept;
    const filled = () => items.filter(({ id }) => kept[id]);

    function show() {
      items.forEach((item) => {
        if (!item.place.contains(document.activeElement) || isChoice(document.activeElement)) put(item, kept[item.id] || {});
      });
      changed();
    }
    items.forEach((item) => item.place.addEventListener("input", () => {
      const entry = taken(item, kept[item.id]);
      if (entry) kept[item.id] = entry;
      else delete kept[item.id];
      store.set(item.id, entry);
      put(item, entry ? { ...entry } : {});
      changed();
    }));
    store.watch(() => {
      kept = store.all();
      show();
    });

    /* On paper: what is filled in as words, so that nothing is cut off; or the page itself with nothing in it. */
    function record() {
      let group = "";
      return el("div", {}, el("h1", {}, title), ...filled().flatMap((item) => [
        item.group === group ? "" : el("h2", {}, group = item.group),
        el("h3", {}, item.words),
        el("dl", {}, ...fieldsOf(item).filter((field) => kept[item.id][field]).flatMap((field) =>
          [el("dt", {}, capital(field)), el("dd", {}, written(kept[item.id][field]))])),
      ]));
    }
    function blank() {
      const copies = tools.map((tool) => tool.cloneNode(true));
      const sheet = el("div", { class: "sg-words" }, el("h1", {}, title), ...copies);
      sheet.querySelectorAll(".sg-progress").forEach((one) => one.remove());
      sheet.querySelectorAll("[data-field]").forEach((one) => {
        if (isChoice(one)) one.checked = false;
        else one.value = "";
        one.removeAttribute("name");
      });
      sheet.querySelectorAll("details").forEach((one) => { one.open = true; });
      sheet.querySelectorAll("[hidden]").forEach((one) => { one.hidden = !one.matches("[data-item], [data-group]"); });
      return sheet;
    }

    function known() {
      return Object.fromEntries(items.map((item) => [item.id, Object.fromEntries(fieldsOf(item).map((field) => {
        const same = item.controls.filter((one) => one.dataset.field === field);
        return [field, isChoice(same[0]) ? same.map((one) => one.value) : null];
      }))]));
    }
    function csv() {
      return SG.csv([["id", "group", "item", ...fields], ...items.map(({ id, group, words }) =>
        [id, group, words, ...fields.map((field) => (kept[id] || {})[field] || "")])]);
    }
    function json() {
      const own = Object.fromEntries(filled().map(({ id }) => [id, kept[id]]));
      return JSON.stringify({ title, guide: document.documentElement.dataset.store, entries: own }, null, 2);
    }

    const trouble = el("p", { class: "sg-error", id: "sg-file-error", hidden: true });
    function failed(words) {
      trouble.textContent = words;
      trouble.hidden = false;
      SG.announce(words);
    }
    function opened(content) {
      const { entries: found, strangers } = fromFile(content, known());
      const count = Object.keys(found).length;
      if (!count) return failed("This file has no answers to the items on this page. Choose one that you saved here.");
      const left = strangers ? " " + strangers + " more are about other items and are left out." : "";
      return SG.ask({
        title: "Put the answers from this file here?",
        text: "The file answers " + count + " of the items here." + left + " What you have for the same items is replaced.",
        yes: "Put them here",
      }).then((sure) => {
        if (!sure) return;
        Object.entries(found).forEach(([id, entry]) => store.set(id, kept[id] = entry));
        store.flush();
        show();
        SG.announce("Done. The file's answers are here.");
      });
    }
    function choose({ target }) {
      trouble.hidden = true;
      if (target.files[0]) SG.read(target.files[0], opened, failed);
      target.value = "";
    }
    function clear() {
      SG.ask({
        title: "Clear all answers on this page?",
        text: "They cannot be brought back. Save them as a file first if you may want them again.",
        yes: "Clear all answers",
      }).then((sure) => {
        if (!sure) return;
        items.forEach(({ id }) => store.set(id, null));
        store.flush();
        kept = store.all();
        items.forEach((item) => put(item, {}));
        changed();
        SG.announce("All answers on this page are cleared.");
      });
    }
    const button = (words, onclick) => el("button", { type: "button", class: "sg-do", onclick }, words);
    const row = (words, ...parts) => el("div", {}, el("h3", {}, words), el("div", { class: "sg-actions" }, ...parts));
    tools[tools.length - 1].after(el("section", { class: "sg-keep", "aria-label": "Print, save or clear" },
      row("Print", button("Print what is filled in", () => SG.print(record())), button("Print a blank copy", () => SG.print(blank())),
        summary ? button("Print a team summary", () => SG.print(summary(title))) : ""),
      row("Save as a file", button("Save as CSV for a spreadsheet", () => SG.download(name + ".csv", "text/csv", csv())),
        button("Save as JSON", () => SG.download(name + ".json", "application/json", json()))),
      row("Open a saved file", el("label", {}, "File, as CSV or JSON",
        el("input", { type: "file", accept: ".csv,.json", "aria-describedby": trouble.id, onchange: choose })), trouble),
      row("Clear", button("Clear all answers", clear))));
    show();
    return { entries, items };
  };
})(typeof window === "undefined" ? globalThis : window);
