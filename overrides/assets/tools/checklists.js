/* Checklists: counts what is done, shows only what needs action, and makes a summary for the team. */
(function (root) {
  "use strict";
  const ANSWERS = ["yes", "partly", "not yet"];

  /* How many of these items have each answer; for ticks only "yes" can be. */
  function counted(items, entries) {
    const count = { yes: 0, partly: 0, "not yet": 0, answered: 0, all: items.length };
    items.forEach(({ id }) => {
      const answer = entries[id] && entries[id].answer;
      if (!ANSWERS.includes(answer)) return;
      count[answer] += 1;
      count.answered += 1;
    });
    return count;
  }
  function progress(count, ticks) {
    const done = count.answered + " of " + count.all + (ticks ? " done" : " answered");
    const each = ANSWERS.filter((answer) => count[answer]).map((answer) => count[answer] + " " + answer);
    return done + (ticks || !each.length ? "." : ": " + each.join(", ") + ".");
  }
  const needsAction = (entry, ticks) => (ticks ? !entry || entry.answer !== "yes" : !!entry && ["partly", "not yet"].includes(entry.answer));
  if (typeof module !== "undefined") {
    module.exports = { counted, progress, needsAction };
    return;
  }

  const SG = root.SG, el = SG.el;
  const tools = Array.from(document.querySelectorAll("[data-tool=checklists]"));
  const ticks = !document.querySelector("[data-tool=checklists] [type=radio]");
  const store = SG.store("checklists");
  const groups = tools.flatMap((tool) => Array.from(tool.querySelectorAll("[data-group]")));
  const total = el("p", { class: "sg-total" });
  const only = el("input", { type: "checkbox", onchange: filter });
  const nothing = el("p", { class: "sg-empty", hidden: true });
  groups.forEach((group) => group.querySelector("[data-title]").after(el("p", { class: "sg-progress" })));
  const within = (group) => sheet.items.filter(({ place }) => group.contains(place));

  function changed() {
    if (!sheet) return;
    total.textContent = progress(counted(sheet.items, sheet.entries()), ticks);
    groups.forEach((group) => {
      group.querySelector(".sg-progress").textContent = progress(counted(within(group), sheet.entries()), ticks);
    });
  }
  /* Only when asked: an item that has just been answered must not vanish from under somebody's hands. */
  function filter() {
    const shown = sheet.items.filter(({ place, id }) => {
      place.hidden = only.checked && !needsAction(sheet.entries()[id], ticks);
      return !place.hidden;
    }).length;
    groups.forEach((group) => { group.hidden = within(group).every(({ place }) => place.hidden); });
    nothing.hidden = shown > 0;
    nothing.textContent = ticks
      ? "Everything is ticked. Show all items to look at them again."
      : "Nothing is answered partly or not yet. Show all items to go on.";
    SG.announce(shown ? shown + (shown === 1 ? " item" : " items") + " shown." : nothing.textContent);
  }
  function summary(title) {
    const entries = sheet.entries(), cell = (words) => el("td", {}, words), head = (words) => el("th", { scope: "col" }, words);
    const rows = groups.map((group) => {
      const count = counted(within(group), entries);
      return el("tr", {}, el("th", { scope: "row" }, within(group)[0].group), ...ANSWERS.map((answer) => cell(count[answer])),
        cell(count.all - count.answered));
    });
    const actions = sheet.items.filter(({ id }) => needsAction(entries[id], false)).map(({ id, words }) => {
      const { answer, action, owner, due } = entries[id];
      return el("tr", {}, el("th", { scope: "row" }, words), ...[answer, action, owner, due].map((one) => cell(SG.written(one))));
    });
    const table = (caption, heads, body) => el("table", {}, el("caption", {}, caption), el("thead", {}, el("tr", {}, ...heads.map(head))),
      el("tbody", {}, ...body));
    return el("div", {}, el("h1", {}, title + ": team summary"), el("p", {}, total.textContent),
      table("Answers by group", ["Group", "Yes", "Partly", "Not yet", "No answer"], rows),
      actions.length ? table("What needs action", ["Item", "Answer", "Action", "Owner", "Due"], actions)
        : el("p", {}, "Nothing is answered partly or not yet."));
  }

  let sheet;
  sheet = SG.sheet(tools, { store, changed, summary: ticks ? null : summary });
  changed();
  const over = el("div", { class: "sg-over" }, total,
    el("label", {}, only, ticks ? " Show only what is left to do" : " Show only what needs action"));
  tools[0].before(over, nothing);
  SG.keeping(over, store);
})(typeof window === "undefined" ? globalThis : window);
