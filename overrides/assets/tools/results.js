/* The results of an evaluation: the report from what the replies come to, shown, printed and saved for Word. Nothing is sent.

   report(sums, form), brief(sums, form)   blocks, the second for one page: [kind, ...], as macros/evaluation_report.py has them;
                                           a test holds the two together: change both */
(function (root) {
  "use strict";
  const FEW = "Too few", WORDS = 700;
  const inWords = (day) => new Date(day + "T12:00").toLocaleDateString("en-GB", { dateStyle: "long" });
  const counted = (n, one, many) => n + " " + (n === 1 ? one : many);
  const replies = (n) => counted(n, "reply", "replies"), people = (n) => counted(n, "person", "people");
  const change = (steps) => (steps ? Math.abs(steps) + (steps > 0 ? " up" : " down") : "None");
  const asksOf = (form) => form.parts.flatMap((part) => part.asks);

  function confidence({ confidence: sums }, form, all, short) {
    if (!sums) return [];
    if (!sums.shown) {
      return [["h", 3, "Confidence"],
        ["p", "Figures need at least " + all.fewest + " people who answered at the start and at the end. So far there are " + sums.people + "."]];
    }
    const range = ({ low, high }) => (low === high ? String(low) : low + " to " + high);
    const role = asksOf(form).find((ask) => ask.kind === "choice");
    const named = ([value, ...more]) => (more.length || !value ? "Everybody else" : role.choices.find((one) => one.value === value).words);
    return [
      ["h", 3, "Confidence"],
      ["p", "Of " + people(sums.people) + " who answered both times, " + sums.rose + " felt more confident at the end, " + sums.stayed +
        " felt the same and " + sums.fell + " felt less confident."],
      ["chart", sums.steps],
      ["table", "People at each step", ["Step", "At the start", "At the end"], sums.steps.map(([value, before, after], n) =>
        [value + " " + all.check.steps[n].words, String(before), String(after)])],
      ["table", "Confidence on a scale from 1 to " + all.check.steps.length, ["What", "At the start", "At the end"], [
        ["Median", String(sums.before.median), String(sums.after.median)],
        ["Middle half of the people", range(sums.before), range(sums.after)],
      ]],
      ...(short || !sums.groups.length ? [] : [["table", "Confidence by kind of job",
        ["Kind of job", "People", "Median at the start", "Median at the end", "Median change"],
        sums.groups.map((one) => [named(one.group), String(one.people), String(one.before.median), String(one.after.median), change(one.change)])]]),
    ];
  }
  function aims({ objectives }, form, all) {
    if (!objectives.length) return [];
    const { choices } = asksOf(form).find((ask) => ask.kind === "objectives");
    return [["h", 3, "Aims met"], ["table", "How far each aim was met", ["Aim", ...choices.map((one) => one.words)],
      objectives.map((one) => [one.text, ...(one.counts ? one.counts.map(String) : choices.map(() => FEW))])],
    ...(objectives.every((one) => one.counts) ? [] : [["p", FEW + ": fewer than " + all.fewest + " people answered, so nothing is shown."]])];
  }
  function choices({ choices: sums }, form, title) {
    return [["h", 3, title], ["list", sums.map(({ id, answered, counts }) => {
      const ask = asksOf(form).find((one) => one.id === id);
      return ask.label + " " + (counts
        ? ask.choices.map((one, n) => one.words + ": " + counts[n]).join("; ") : FEW + " answers to show (" + answered + ")") + ".";
    })]];
  }
  function comments({ words }, form) {
    const shown = words.flatMap(({ id, lists }) => {
      const ask = asksOf(form).find((one) => one.id === id);
      const consent = form.parts.find((part) => part.asks.includes(ask)).asks.find((one) => one.kind === "consent");
      return lists.filter((one) => one.words.length).flatMap((one) =>
        [["h", 4, ask.short + (consent ? ". " + consent.choices.find((choice) => choice.value === one.use).words : "")], ["list", one.words]]);
    });
    return shown.length ? [["h", 3, "In people's own words"], ...shown] : [];
  }
  function ofForm(sums, form, all) {
    const leaders = form.value === "leaders";
    return [
      ["h", 2, form.title], ["p", replies(sums.replies) + ":"],
      ["list", sums.sessions.map((one) => one.session + ", " + inWords(one.date) + ": " + replies(one.replies))],
      ...confidence(sums, form, all), ...aims(sums, form, all),
      ...choices(sums, form, leaders ? "How useful it was" : "How it was run"), ...comments(sums, form),
    ];
  }
  function report(sums, all) {
    const given = sums.forms.filter((one) => one.replies);
    return [
      ["h", 2, "Files"],
      ["p", counted(sums.counted.length, "file was", "files were") + " counted." + (sums.repeated ? " Of their replies, " + sums.repeated +
        " came more than once and " + (sums.repeated === 1 ? "is" : "are") + " counted once." : "")],
      ...(sums.refused.length ? [["h", 3, "Files that are not counted"], ["list", sums.refused.map(([name, why]) => name + ": " + why)]] : []),
      ...(given.length ? [] : [["p", "There are no replies to count yet."]]),
      ...given.flatMap((one) => ofForm(one, all.forms.find((form) => form.value === one.form), all)),
    ];
  }
  /* For senior leaders, on one page: only words that may be quoted, and no more than there is room for. */
  function brief(sums, all) {
    const form = all.forms[0], one = sums.forms[0];
    let room = WORDS;
    const quotes = one.replies < all.fewest ? [] : one.words.flatMap(({ lists }) => lists.filter(({ use }) => use === "quote"))
      .flatMap(({ words }) => words).filter((words) => (room -= Array.from(words).length) >= 0);
    return [
      ["p", replies(one.replies) + " from " + counted(one.sessions.length, "session", "sessions") + "."],
      ...confidence(one, form, all, true), ...aims(one, form, all),
      ...(quotes.length ? [["h", 3, "What people want senior leaders to hear"], ["list", quotes]] : []),
      ["p", "No figure is shown for fewer than " + all.fewest + " people. Words are quoted with permission."],
    /* On a page of their own, the parts stand right under its title. */
    ].map((block) => (block[0] === "h" ? ["h", 2, block[2]] : block));
  }
  if (typeof module !== "undefined") {
    module.exports = { report, brief };
    return;
  }

  const SG = root.SG, el = SG.el, TITLE = "What staff said about our workshops", SVG = "http://www.w3.org/2000/svg";
  const tool = document.querySelector("[data-tool=results]"), all = JSON.parse(tool.dataset.evaluation);
  const council = document.documentElement.dataset.store.split("/")[0];
  const whose = ["p", document.querySelector(".sg-footer__council").textContent.trim()];

  function drawn(name, attributes, ...children) {
    const element = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    element.append(...children);
    return element;
  }
  function chart(steps) {
    const most = Math.max(...steps.flatMap(([, before, after]) => [before, after]), 1);
    const rows = steps.flatMap(([value, ...both], n) => both.flatMap((count, at) => {
      const y = 4 + n * 46 + at * 20, wide = Math.max(count / most * 380, 1);
      return [
        drawn("text", { x: 8, y: y + 14, class: "sg-fill-text" }, at ? "" : String(value)),
        drawn("text", { x: 40, y: y + 14, class: "sg-fill-text" }, at ? "At the end" : "At the start"),
        drawn("rect", { x: 140, y, width: wide, height: 18, rx: 2, class: (at ? "sg-fill-brand" : "sg-fill-tint") + " sg-stroke-brand" }),
        drawn("text", { x: 150 + wide, y: y + 14, class: "sg-fill-text" }, String(count)),
      ];
    }));
    const picture = drawn("svg", { viewBox: "0 0 640 " + (steps.length * 46 + 4), "font-size": 15, "aria-hidden": "true", focusable: "false" }, ...rows);
    return el("figure", { class: "sg-drawing" }, el("div", { class: "sg-scroll", role: "region", tabindex: "0", "aria-label": "Drawing" }, picture),
      el("figcaption", {}, "People at each step, at the start and at the end. The table has the same figures."));
  }
  const MAKE = {
    h: (level, words, deeper) => el("h" + (level + deeper), {}, words),
    p: (words) => el("p", {}, words),
    list: (items) => el("ul", {}, ...items.map((words) => el("li", {}, words))),
    chart,
    table: (caption, heads, rows) => el("div", { class: "sg-scroll", role: "region", tabindex: "0", "aria-label": caption }, el("table", { class: "sg-table" },
      el("caption", {}, caption), el("thead", {}, el("tr", {}, ...heads.map((words) => (words ? el("th", { scope: "col" }, words) : el("td", {}))))),
      el("tbody", {}, ...rows.map(([first, ...rest]) => el("tr", {}, el("th", { scope: "row" }, first), ...rest.map((words) => el("td", {}, words))))))),
  };
  const shown = (blocks, deeper) => blocks.map(([kind, ...rest]) => MAKE[kind](...rest, deeper));
  const lines = (blocks) => blocks.flatMap(([kind, ...rest]) => ({
    h: ([level, words]) => [["Heading" + Math.min(level - 1, 2), words]],
    p: ([words]) => [["Normal", words]],
    list: ([items]) => items.map((words) => ["Normal", "\u2022 " + words]),
    table: ([caption, heads, rows]) => [["Normal", caption], ["Table", [heads, ...rows]]],
  }[kind] || (() => []))(rest));

  const place = el("div", { class: "sg-report" }), button = (words, onclick) => el("button", { type: "button", class: "sg-do", onclick }, words);
  let sums, held = [];
  const word = (name, title, blocks) => SG.download(name + "-" + council + ".docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", SG.docx(title, lines([whose, ...blocks])));
  const actions = el("div", { class: "sg-keep", hidden: true }, el("div", { class: "sg-actions" },
    button("Print the summary for senior leaders", () => SG.print(
      el("div", { class: "sg-words sg-brief" }, el("h1", {}, TITLE), ...shown([whose, ...brief(sums, all)], 0)))),
    button("Save the summary for Word", () => word("workshop-summary", TITLE, brief(sums, all))),
    button("Save everything for Word", () => word("workshop-results", "Results of the workshops", report(sums, all))),
    button("Clear the results", () => {
      held = [];
      place.replaceChildren();
      actions.hidden = true;
      input.focus();
      SG.announce("The results are cleared.");
    })));
  async function add(files) {
    held = [...held, ...files];
    const given = held.map((file) => ({ name: file.name, size: file.size, bytes: async () => new Uint8Array(await file.arrayBuffer()) }));
    sums = SG.tally(await SG.collect(given, all, council), all);
    place.replaceChildren(...shown(report(sums, all), 1));
    actions.hidden = false;
    SG.announce(replies(sums.forms.reduce((sum, one) => sum + one.replies, 0)) + " counted. " +
      counted(sums.refused.length, "file is", "files are") + " not counted.");
  }
  const input = el("input", { type: "file", multiple: true, accept: ".json", onchange: () => add(input.files).then(() => { input.value = ""; }) });
  const drop = el("div", { class: "sg-drop" }, el("label", {}, "Files of answers", input), el("p", { class: "sg-hint" },
    "Choose all files at once, or drop them here. They are read on this device and sent nowhere."));
  drop.addEventListener("dragover", (event) => event.preventDefault());
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    add(Array.from(event.dataTransfer.files));
  });
  tool.replaceChildren(drop, actions, place);
})(typeof window === "undefined" ? globalThis : window);
