/* The STAR builder: several examples of somebody's own work, and a gentle word when one may tell who a person is. */
(function (root) {
  "use strict";
  const MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)";
  const SIGNS = [
    ["an email address", /\S@\S+\.\w/],
    ["a phone number", /(?:\+44|\b0)(?:[ -]?\d){9,10}\b/],
    ["a number like an NHS number", /\b\d{3}[ -]?\d{3}[ -]?\d{4}\b/],
    ["a National Insurance number", /\b[a-z]{2}(?: ?\d\d){3} ?[a-d]\b/i],
    ["a postcode", /\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b/i],
    ["a full date", new RegExp("\\b\\d{1,2}(?:[/.-]\\d{1,2}[/.-]|(?:st|nd|rd|th)? " + MONTH + " )(?:\\d\\d){1,2}\\b")],
    ["an address", /\b\d+[a-z]? (?:[A-Z][a-z]+ )+(?:Street|Road|Avenue|Lane|Close|Drive|Way|Court|Crescent|Place|Gardens|Terrace|Grove)\b/],
    ["a name", /\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? [A-Z]/],
    ["a name", new RegExp("\\b(?:called|named|met|visited|phoned|rang|helped|supported) (?!" + MONTH +
      "|[A-Z]\\w* (?:Act|Council|Hospital|House))[A-Z][a-z]+")],
    ["a name", new RegExp("\\b[A-Z][a-z]+['’]s (?:mother|father|mum|dad|son|daughter|wife|husband|partner|brother|sister|family|carer|" +
      "home|house|flat|social worker)\\b")],
  ];
  /* What a text may give away. It only looks for signs: it cannot know, and nothing is ever stopped. */
  const signs = (text) => [...new Set(SIGNS.filter(([, sign]) => sign.test(text)).map(([what]) => what))];

  /* Examples as the blocks of a document; `fields` gives for each field its name. */
  function blocks(examples, fields) {
    return examples.flatMap((example, n) => [
      ["Heading1", example.title || "Example " + (n + 1)],
      ...fields.filter(([field]) => field !== "title" && example[field]).flatMap(([field, name]) =>
        [["Heading2", name], ["Normal", example[field]]]),
    ]);
  }
  /* The same as plain text: a line under each name, and the line ends that every editor knows. */
  const SET = {
    Title: (words) => words + "\n" + "=".repeat(words.length) + "\n",
    Heading1: (words) => "\n" + words + "\n" + "-".repeat(words.length) + "\n",
    Heading2: (words) => "\n" + words + "\n",
    Normal: (words) => words + "\n",
  };
  const plain = (title, parts) => [["Title", title], ...parts].map(([kind, words]) => SET[kind](words)).join("").replace(/\r?\n/g, "\r\n");
  if (typeof module !== "undefined") {
    module.exports = { signs, blocks, plain };
    return;
  }

  const SG = root.SG, el = SG.el, TITLE = "My STAR examples";
  const tool = document.querySelector("[data-tool=star]"), store = SG.store("star");
  const controls = Array.from(tool.querySelectorAll("[data-field]"));
  const fields = controls.map((one) => [one.dataset.field, one.labels[0].textContent.trim()]);
  const list = el("ol", { class: "sg-examples" });
  const timers = new Map(), notes = new Map();
  controls.filter((one) => one.tagName !== "SELECT").forEach((one) => {
    const note = el("p", { class: "sg-sign", id: one.id + "-sign", hidden: true });
    notes.set(one, note);
    one.after(note);
    one.setAttribute("aria-describedby", one.getAttribute("aria-describedby") + " " + note.id);
  });
  let kept = store.all(), current;

  const ids = () => Object.keys(kept).sort();
  const fresh = () => Date.now().toString(36);
  const called = (id) => kept[id].title || kept[id].situation || "Example without a name";

  function show(id) {
    current = id;
    controls.forEach((one) => {
      one.value = String((kept[id] || {})[one.dataset.field] || "");
      warn(one);
    });
    index();
  }
  function index() {
    list.replaceChildren(...ids().map((id) => el("li", {}, el("button", {
      type: "button", class: "sg-example", "aria-current": id === current && "true", onclick: () => {
        show(id);
        controls[0].focus();
      },
    }, called(id).slice(0, 70)))));
    list.hidden = empty.hidden = false;
    list.hidden = !(empty.hidden = ids().length > 0);
    ready.forEach((one) => { one.disabled = !ids().length; });
  }
  function warn(control, aloud) {
    const place = notes.get(control);
    if (!place) return;
    const found = signs(control.value);
    const words = !found.length ? "" : "This may tell who somebody is: " + found.join(", ") +
      ". Say it in general words, such as “a man in his seventies”.";
    if (words !== place.textContent && words && aloud) SG.announce(words);
    place.textContent = words;
    place.hidden = !words;
  }
  tool.addEventListener("input", ({ target }) => {
    if (!target.dataset.field) return;
    const entry = Object.fromEntries(controls.filter((one) => one.value.trim()).map((one) => [one.dataset.field, one.value]));
    const some = Object.keys(entry).length > 0;
    if (some) kept[current] = entry;
    else delete kept[current];
    store.set(current, some ? entry : null);
    index();
    clearTimeout(timers.get(target));
    /* Not while somebody is in the middle of a word. */
    timers.set(target, setTimeout(warn, 800, target, true));
  });
  store.watch(() => {
    kept = store.all();
    if (tool.contains(document.activeElement) && document.activeElement.dataset.field) index();
    else show(current);
  });

  const button = (words, onclick) => el("button", { type: "button", class: "sg-do", onclick }, words);
  const parts = () => blocks(ids().map((id) => kept[id]), fields);
  function paper() {
    const kinds = { Heading1: "h2", Heading2: "h3", Normal: "p" };
    SG.print(el("div", {}, el("h1", {}, TITLE), ...parts().map(([kind, words]) => el(kinds[kind], {}, words))));
  }
  function remove(which, title, done) {
    SG.ask({ title, text: "It cannot be undone. Save your examples as a file first if you may want them again.", yes: title.replace("?", "") })
      .then((sure) => {
        if (!sure) return;
        which().forEach((id) => store.set(id, null));
        store.flush();
        kept = store.all();
        show(ids()[0] || fresh());
        controls[0].focus();
        SG.announce(done);
      });
  }
  const ready = [
    button("Print my examples", paper),
    button("Save as text", () => SG.download("my-star-examples.txt", "text/plain", plain(TITLE, parts()))),
    button("Save for Word", () => SG.download("my-star-examples.docx",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document", SG.docx(TITLE, parts()))),
    button("Clear this example", () => remove(() => [current], "Clear this example?", "The example is cleared.")),
    button("Clear all examples", () => remove(ids, "Clear all examples?", "All examples are cleared.")),
  ];
  const empty = el("p", { class: "sg-empty" }, "No example yet. Start with a piece of work that went well.");
  tool.prepend(el("section", { class: "sg-over", "aria-label": "Your examples" }, el("h3", {}, "Your examples"), empty, list,
    button("Start another example", () => {
      show(fresh());
      controls[0].focus();
    })));
  tool.append(el("section", { class: "sg-keep", "aria-label": "Print, save or clear" }, el("h3", {}, "Print, save or clear"),
    el("div", { class: "sg-actions" }, ...ready)));
  SG.keeping(tool, store);
  show(ids()[0] || fresh());
})(typeof window === "undefined" ? globalThis : window);
