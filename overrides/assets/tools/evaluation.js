/* The evaluation form: one person after another on one device, or a file from each. Nothing is sent, nobody's name is asked. */
(function (root) {
  "use strict";
  /* Replies as the text of a file. In the order of their ids, which are random: nobody can be told by the place of theirs. */
  function written(replies, { council, form, version, session, date, objectives }) {
    const ordered = replies.slice().sort((a, b) => (a.id < b.id ? -1 : 1));
    const about = { kind: "staff-guide-evaluation", version, council, form, session, date, objectives };
    return JSON.stringify({ ...about, replies: ordered.map(({ id, answers }) => ({ id, answers })) }, null, 1);
  }
  /* Kept replies by what stands once in a file. */
  function grouped(kept) {
    const groups = new Map();
    Object.entries(kept).forEach(([id, { answers, ...about }]) => {
      if (!/^[0-9a-f]{32}$/.test(id) || typeof answers !== "object") return;
      const key = JSON.stringify([about.date, about.session, about.form, about.objectives, about.version]);
      groups.set(key, { about, replies: [...(groups.has(key) ? groups.get(key).replies : []), { id, answers }] });
    });
    return Array.from(groups).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
  }
  const counted = (n) => n + (n === 1 ? " reply" : " replies");
  if (typeof module !== "undefined") {
    module.exports = { written, grouped, counted };
    return;
  }

  const SG = root.SG, el = SG.el, store = SG.store("evaluation"), SESSION = "session";
  const tool = document.querySelector("[data-tool=evaluation]");
  const { form, version } = tool.dataset, council = document.documentElement.dataset.store.split("/")[0];
  const [name, date] = tool.querySelectorAll("[data-session]"), asks = Array.from(tool.querySelectorAll("[data-ask]"));
  const own = Array.from(tool.querySelectorAll("[data-own] legend"), (one) => one.textContent.trim());
  const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  let kept = store.all(), current = fresh();

  function answers() {
    const given = {};
    asks.forEach((one) => {
      if (one.type !== "radio") {
        if (one.value.trim()) given[one.dataset.ask] = one.value.trim();
      } else if (one.checked) {
        given[one.dataset.ask] = one.closest(".sg-steps") ? Number(one.value) : one.value;
      }
    });
    return given;
  }
  const about = () => ({ form, version: Number(version), session: name.value.trim(), date: date.value, objectives: own });
  const inWords = (day) => new Date(day + "T12:00").toLocaleDateString("en-GB", { dateStyle: "long" });

  const errors = el("div", { class: "sg-errors", role: "group", tabindex: "-1", "aria-labelledby": "sg-errors-title", hidden: true },
    el("h3", { id: "sg-errors-title" }, "Something is missing"), el("ul", {}));
  const done = el("p", { class: "sg-done", tabindex: "-1", hidden: true });
  tool.prepend(errors, done);
  function mark(control, words) {
    const note = control.parentElement.querySelector("#" + control.id + "-error") || el("p", { class: "sg-error", id: control.id + "-error" });
    note.textContent = words;
    if (words) {
      control.before(note);
      control.setAttribute("aria-invalid", "true");
      control.setAttribute("aria-describedby", note.id);
    } else {
      note.remove();
      control.removeAttribute("aria-invalid");
      control.removeAttribute("aria-describedby");
    }
  }
  /* Whether the reply can be taken. What is missing is listed, each with the way there, and marked in its place. */
  function complete() {
    const missing = [];
    const wants = (control, words) => {
      mark(control, words);
      if (words) missing.push([control, words]);
    };
    wants(name, name.value.trim() ? "" : "Give the session a name, such as Social workers, morning.");
    wants(date, /^20\d\d-/.test(date.value) ? "" : "Give the date of the session.");
    if (!Object.keys(answers()).length) missing.push([asks[0], "Answer at least one question."]);
    errors.querySelector("ul").replaceChildren(...missing.map(([control, words]) => el("li", {}, el("a", {
      href: "#" + control.id, onclick: (event) => {
        event.preventDefault();
        control.focus();
      },
    }, words))));
    errors.hidden = !missing.length;
    if (missing.length) errors.focus();
    return !missing.length;
  }
  asks.forEach((one, n) => { one.id = one.id || "sg-ask-" + n; });

  function clear() {
    asks.forEach((one) => {
      if (one.type === "radio") one.checked = false;
      else one.value = "";
    });
    errors.hidden = true;
    current = fresh();
  }
  function thank(words) {
    done.textContent = words;
    done.hidden = false;
    done.focus();
  }
  function finish() {
    if (!complete()) return;
    store.set(current, kept[current] = { ...about(), answers: answers() });
    store.flush();
    clear();
    list();
    thank("Thank you. " + counted(Object.keys(replies()).length) + " on this device. The form is clear for the next person.");
  }
  const file = (id, one, many) => SG.download("evaluation-" + council + "-" + one.date + "-" + id + ".json", "application/json",
    written(many, { ...one, council }));
  function alone() {
    if (!complete()) return;
    file(current.slice(0, 8), about(), [{ id: current, answers: answers() }]);
    thank("Your answers are saved as a file on this device. Give the file to whoever runs the workshop, then clear the form.");
  }
  function replies() {
    return Object.fromEntries(Object.entries(kept).filter(([id]) => id !== SESSION));
  }

  const saved = el("ul", { class: "sg-saved" }), none = el("p", { class: "sg-empty" }, "No reply is kept on this device yet.");
  const button = (words, onclick, look) => el("button", { type: "button", class: "sg-do " + (look || ""), onclick }, words);
  const wipe = button("Clear all replies on this device", () => SG.ask({
    title: "Clear all replies on this device?",
    text: counted(Object.keys(replies()).length) + " will be gone, of every session. Save them as files first.",
    yes: "Clear all replies",
  }).then((sure) => {
    if (!sure) return;
    store.clear();
    kept = store.all();
    list();
    SG.announce("All replies on this device are cleared.");
  }));
  function list() {
    const groups = grouped(replies());
    saved.replaceChildren(...groups.map(({ about: one, replies: many }) => el("li", {},
      el("p", {}, one.session + ", " + inWords(one.date) + (one.form === "leaders" ? ", senior leaders: " : ": ") + counted(many.length)),
      button("Save " + counted(many.length) + " as a file", () => file(many.length + "-" + many[0].id.slice(0, 8), one, many)))));
    saved.hidden = !(none.hidden = groups.length > 0);
    wipe.disabled = !groups.length;
  }
  tool.after(el("section", { class: "sg-keep", "aria-labelledby": "sg-run" },
    el("h3", { id: "sg-run" }, "For whoever runs the session"),
    el("p", {}, "Replies are kept on this device only, until you clear them. Save them as a file before you hand the device back."),
    none, saved, el("div", { class: "sg-actions" }, wipe)));
  tool.append(el("section", { class: "sg-finish", "aria-labelledby": "sg-finish" },
    el("h3", { id: "sg-finish" }, "When you have finished"),
    el("div", { class: "sg-actions" }, button("Finish, and clear the form for the next person", finish, "sg-do--first"),
      button("Save my answers as a file", alone), button("Clear this form", () => {
        clear();
        name.focus();
        SG.announce("The form is clear.");
      })),
    el("p", { class: "sg-hint" }, "On a shared device, choose the first. On your own device, choose the second. Nothing is sent.")));

  const remember = () => store.set(SESSION, kept[SESSION] = { name: name.value, date: date.value });
  [name, date].forEach((one) => one.addEventListener("input", () => {
    if (one.hasAttribute("aria-invalid")) mark(one, "");
    remember();
  }));
  tool.addEventListener("input", () => { done.hidden = true; });
  store.watch(() => {
    kept = store.all();
    list();
  });
  root.addEventListener("beforeunload", (event) => {
    store.flush();
    if (store.unsaved() || Object.keys(answers()).length) event.preventDefault();
  });
  clear();
  if (kept[SESSION]) {
    name.value = String(kept[SESSION].name || "");
    date.value = String(kept[SESSION].date || "");
  }
  if (store.shared()) SG.notice("This tab keeps nothing on this computer. Save the replies as a file before you leave this page.");
  if (store.broken()) SG.notice("Some of what was kept here could not be read, so it is left out. Clear all replies to start afresh.");
  list();
})(typeof window === "undefined" ? globalThis : window);
