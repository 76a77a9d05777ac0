/* The workshop planner: works out anew what people change, keeps it on the device, and gives it to take away.

   The page is complete without it, and holds all the data: the parts of the running order, the steps and the words. */
(function (root) {
  "use strict";
  const SG = root.SG, el = SG.el, plan = SG.plan, TITLE = "Workshop plan", ID = "plan";
  const tools = Array.from(document.querySelectorAll("[data-tool=planner]"));
  const find = (selector) => document.querySelector(".sg-planner " + selector);
  const all = (selector) => Array.from(document.querySelectorAll(".sg-planner " + selector));
  const store = SG.store("planner"), groups = find("[data-groups]");
  const isTick = (one) => one.type === "checkbox";
  /* What a control says now, and what it said when the page came. */
  const state = (one) => (isTick(one) ? (one.checked ? "yes" : "no") : one.value);
  const settled = (one) => (isTick(one) ? (one.defaultChecked ? "yes" : "no") : one.tagName === "SELECT"
    ? Array.from(one.options).find((choice, n, every) => choice.defaultSelected || n === every.length - 1).value : one.defaultValue);
  const value = (name) => {
    const one = find('[data-field="' + name + '"]');
    return !one || (isTick(one) && !one.checked) ? "" : state(one).trim();
  };
  const counted = (number, noun) => number + " " + noun + (number === 1 ? "" : "s");
  const sum = (numbers) => numbers.reduce((whole, one) => whole + one, 0);
  let timer, said;

  /* Groups: as many as people need. A new one is a copy of the last, with nothing in it. */
  function added() {
    const last = groups.lastElementChild, copy = last.cloneNode(true), n = groups.children.length + 1;
    const renamed = (words) => words.replace(/\d+$/, n);
    copy.querySelector("legend").textContent = "Group " + n;
    copy.querySelectorAll("label[for]").forEach((one) => one.setAttribute("for", renamed(one.htmlFor)));
    copy.querySelectorAll("[data-field]").forEach((one) => {
      one.id = renamed(one.id);
      one.dataset.field = renamed(one.dataset.field);
      one.removeAttribute(isTick(one) ? "checked" : "value");
      put(one, "");
    });
    groups.append(copy);
    return copy;
  }
  function put(control, words) {
    if (isTick(control)) control.checked = words === "yes";
    else control.value = words;
  }

  /* A number out of bounds is told where it stands, and the nearest that will do is counted with. */
  function number(name) {
    const control = find('[data-field="' + name + '"]'), least = Number(control.min), most = Number(control.max);
    const given = Number(control.value), good = control.value !== "" && Number.isInteger(given) && given >= least && given <= most;
    const id = control.id + "-error", told = document.getElementById(id);
    const described = (control.getAttribute("aria-describedby") || "").replace(" " + id, "");
    if (told) told.remove();
    control.setAttribute("aria-invalid", String(!good));
    control.setAttribute("aria-describedby", described + (good ? "" : " " + id));
    if (!good) control.after(el("p", { class: "sg-error", id }, "Give a whole number from " + least + " to " + most + "."));
    return Math.min(most, Math.max(least, Math.round(given) || Number(control.defaultValue)));
  }
  const people = (n) => Math.min(20000, Math.max(0, Math.round(Number(value("people-" + n))) || 0));
  const minutesOf = (time) => (time ? Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) : undefined);
  const chosen = () => find('[data-field="model"]').selectedOptions[0];

  function worked() {
    const rules = { minutes: number("minutes"), size: number("size"), line: number("line"), mixed: value("mixed") === "yes",
      passedOn: chosen().hasAttribute("data-passed"), titles: ["Staff, services mixed", "Managers"] };
    const given = Array.from(groups.children, (_, n) => ({ title: value("role-" + (n + 1)) || "Group " + (n + 1),
      people: people(n + 1), managers: value("managers-" + (n + 1)) === "yes" }));
    const needs = plan.needs(given, rules), ours = needs.filter((one) => !one.passedOn), dates = find("[data-weeks]").dataset;
    const visit = plan.visit(value("visit"), value("notified"), value("returned"), Number(dates.weeks), Number(dates.return));
    const steps = all("[data-step]").map((row) => ({ row, id: row.dataset.step, kind: row.dataset.kind,
      title: row.querySelector("[data-title]").textContent, about: row.querySelector("[data-about]").textContent,
      day: (row.dataset.kind === "debrief" && value("debrief")) || (visit && plan.countedBack(visit, Number(row.dataset.before))) }));
    const [first, last] = ["first", "last"].map((kind) => steps.find((one) => one.kind === kind).day), today = now();
    const turns = number("turns"), at = minutesOf(value("start"));
    const slots = visit ? plan.spread(sum(ours.map((one) => one.sessions)), first < today ? today : first, last, turns) : [];
    const sessions = ours.flatMap((need) => Array.from({ length: need.sessions }, (_, n) => ({ need, n })));
    return { rules, needs, ours, visit, steps, slots, at, today, late: first < today && visit, full: visit && last < today,
      sessions: sessions.map(({ need, n }, place) => ({ title: need.title + ", " + (n + 1) + " of " + need.sessions,
        people: plan.shared(need, n), ...slots[place],
        start: at === undefined || !slots[place] ? undefined : at + slots[place].turn * (rules.minutes + 60) })) };
  }
  function now() {
    const day = new Date();
    return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  }

  function summary({ needs, ours, slots }) {
    if (!needs.length) return "Nobody is listed yet.";
    const sessions = sum(ours.map((one) => one.sessions)), theirs = sum(needs.map((one) => one.sessions)) - sessions;
    return counted(sessions, "session") + " for " + sum(ours.map((one) => one.people)) + " people. That takes " +
      counted(sum(ours.map((one) => one.sessions * one.facilitators)), "facilitator place") + ", " + counted(sessions, "room booking") +
      " and " + counted(sum(ours.map((one) => one.hours)), "hour") + " of staff time." +
      (theirs ? " Managers run " + counted(theirs, "session") + " more for their own teams." : "") +
      (slots.length ? " Rooms needed at the same time: " + plan.rooms(slots) + "." : "");
  }
  function basis({ visit, late, full }) {
    if (!visit) return "No date is known yet. The days are counted back from the first day of the visit.";
    const known = value("visit"), since = value("notified") ? "notice" : "information return";
    if (known && value("notified") > known) return "The visit is earlier than the notice. Check the two dates.";
    return (known ? "Counted back from the visit, which starts on " + plan.written(visit) + "."
      : "The visit has no date yet. Counted back from " + plan.written(visit) + ", the earliest day to expect after the " + since + ".") +
      (full ? " The days for workshops have passed. Hold them as soon as you can." : late
        ? " Some of these days have passed. The sessions are spread over what is left." : "");
  }

  function fill(name, rows, blanks) {
    find('[data-table="' + name + '"] tbody').replaceChildren(...(rows.length ? rows : blanks).map(([head, ...cells]) =>
      el("tr", {}, el("th", { scope: "row" }, head), ...cells.map((words) => el("td", {}, String(words))))));
  }
  const blank = (noun, cells) => [1, 2, 3].map((n) => [noun + " " + n, ...Array(cells).fill("")]);
  function show() {
    const made = worked(), { rules, needs, steps, sessions, at } = made;
    find("[data-out=summary]").textContent = summary(made);
    find("[data-out=basis]").textContent = basis(made);
    fill("needs", needs.map((one) => [one.title + (one.passedOn ? " (managers pass it on)" : ""), one.people, one.sessions,
      one.each, one.facilitators, one.hours]), blank("Group", 5));
    steps.forEach(({ row, day }) => { row.querySelector("[data-day]").textContent = day ? plan.withDay(day) : ""; });
    fill("days", sessions.filter((one) => one.day).map((one) => [one.title, one.people, plan.withDay(one.day),
      one.start === undefined ? "" : plan.clock(one.start)]), blank("Session", 3));
    order(rules.minutes, at);
    all("[type=date]").forEach((one) => one.toggleAttribute("data-filled", Boolean(one.value)));
    const debrief = value("debrief");
    invitation({ length: rules.minutes + " minutes", size: String(rules.size), debrief: debrief && plan.written(debrief),
      mixed: rules.mixed, apart: !rules.mixed, "passed-on": rules.passedOn });
    return made;
  }
  function order(length, at) {
    const rows = all("[data-part]:is(tr)"), numbers = ["minutes", "least", "share", "shortest"];
    const minutes = plan.runningOrder(rows.map((row) => Object.fromEntries(numbers.map((name) => [name, Number(row.dataset[name])]))), length);
    let passed = 0;
    rows.forEach((row, n) => {
      row.hidden = !minutes[n];
      row.querySelector("[data-last]").textContent = minutes[n];
      row.querySelector("[data-clock]").textContent = at === undefined ? "" : plan.clock(at + passed);
      passed += minutes[n];
    });
    find("[data-out=check]").textContent = passed === length
      ? "The parts add up to " + counted(passed, "minute") + ", the length of the session." +
        (at === undefined ? "" : " It runs from " + plan.clock(at) + " to " + plan.clock(at + passed) + ".")
      : "The parts add up to " + counted(passed, "minute") + ", and the session has " + length + ".";
  }
  function invitation(more) {
    const known = (name) => (Object.hasOwn(more, name) ? more[name] : value(name));
    all("[data-put]").forEach((one) => { one.textContent = known(one.dataset.put); });
    all("[data-needs]").forEach((one) => { one.hidden = !known(one.dataset.needs); });
    all("[data-without]").forEach((one) => { one.hidden = Boolean(known(one.dataset.without)); });
  }

  /* What is taken away is read off the page, so that paper and files say what the screen says. */
  const shown = (element) => element.innerText.trim();
  const rows = (name) => Array.from(find('[data-table="' + name + '"]').rows).filter((row) => !row.hidden)
    .map((row) => Array.from(row.cells, shown));
  const letter = () => all("[data-line], [data-message] > *").map(shown);
  const part = (heading, ...blocks) => [["Heading1", heading], ...blocks];
  const blocks = () => [
    ...part("What it takes", ["Normal", shown(find("[data-out=summary]"))], ["Table", rows("needs")]),
    ...part("Calendar", ["Normal", shown(find("[data-out=basis]"))], ["Table", rows("calendar")],
      ["Normal", "Most bank holidays and all school holidays are not known here: check each day."]),
    ...part("A day for each session", ["Table", rows("days")]),
    ...part("Running order", ["Normal", shown(find("[data-out=check]"))], ["Table", rows("order")]),
    ...part("The invitation", ...letter().map((words) => ["Normal", words])),
  ];
  function paper() {
    const table = ([heads, ...body]) => el("table", {}, el("thead", {}, el("tr", {}, ...heads.map((words) => el("th", { scope: "col" }, words)))),
      el("tbody", {}, ...body.map((cells) => el("tr", {}, ...cells.map((words) => el("td", {}, words))))));
    SG.print(el("div", {}, el("h1", {}, TITLE), ...blocks().map(([kind, words]) =>
      (kind === "Table" ? table(words) : el(kind === "Normal" ? "p" : "h2", {}, words)))));
  }
  function csv() {
    const { needs, steps, sessions, rules } = worked(), time = (one) => (one.start === undefined ? "" : plan.clock(one.start));
    return SG.csv([["Kind", "What", "Day", "Starts", "Minutes", "People", "Sessions", "Facilitators in each"],
      ...needs.map((one) => ["What it takes", one.title, "", "", "", one.people, one.sessions, one.facilitators]),
      ...steps.map((one) => ["Calendar", one.title, one.day || "", "", "", "", "", ""]),
      ...sessions.map((one) => ["Session", one.title, one.day || "", time(one), rules.minutes, one.people, "", ""]),
      ...rows("order").slice(1).map(([title, minutes, at]) => ["Running order", title, "", at, minutes, "", "", ""])]);
  }
  function calendar() {
    const { steps, sessions, rules } = worked(), note = "From the workshop plan. ";
    return plan.ics([...steps.filter((one) => one.day),
      ...sessions.filter((one) => one.day).map((one, n) => ({ id: "session-" + (n + 1), day: one.day, start: one.start, length: rules.minutes,
        title: "Workshop: " + one.title, about: note + counted(one.people, "person").replace("persons", "people") + ". The day is a draft." })),
    ], document.documentElement.dataset.store.replace(/\//g, "."), new Date());
  }
  function copy() {
    const done = () => SG.announce("The invitation is copied."), words = letter().join("\n\n");
    const select = () => {
      root.getSelection().selectAllChildren(find("[data-invitation]"));
      SG.announce("The invitation is selected. Press Ctrl and C to copy it.");
    };
    if (root.navigator.clipboard) root.navigator.clipboard.writeText(words).then(done, select);
    else select();
  }

  /* Kept: what differs from the page as it came, so that a value that our council settles later still comes through. */
  function keep() {
    const changed = all("[data-field]").filter((one) => state(one) !== settled(one)).map((one) => [one.dataset.field, state(one)]);
    store.set(ID, changed.length ? Object.fromEntries(changed) : null);
  }
  function bring() {
    const kept = store.all()[ID] || {};
    const most = Math.max(0, ...Object.keys(kept).map((name) => Number((/^(?:role|people|managers)-(\d+)$/.exec(name) || [])[1]) || 0));
    while (groups.children.length < Math.min(most, 40)) added();
    all("[data-field]").forEach((one) => put(one, Object.hasOwn(kept, one.dataset.field) ? String(kept[one.dataset.field]) : settled(one)));
    show();
  }
  tools.forEach((tool) => tool.addEventListener("input", () => {
    const words = summary(show());
    keep();
    clearTimeout(timer);
    /* Not while somebody is in the middle of a number. */
    timer = setTimeout(() => {
      if (words !== said) SG.announce(said = words);
    }, 800);
  }));
  store.watch(bring);

  const button = (words, onclick) => el("button", { type: "button", class: "sg-do", onclick }, words);
  const row = (words, ...parts) => el("div", {}, el("h3", {}, words), el("div", { class: "sg-actions" }, ...parts));
  groups.after(el("div", { class: "sg-actions sg-over" }, button("Add a group", () => added().querySelector("input").focus())));
  find("[data-invitation]").after(el("div", { class: "sg-actions sg-over" }, button("Copy the invitation", copy)));
  tools[tools.length - 1].after(el("section", { class: "sg-keep", "aria-label": "Print, save or clear" },
    row("Print", button("Print the plan", paper)),
    row("Save as a file", button("Save for Word", () => SG.download("workshop-plan.docx",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document", SG.docx(TITLE, blocks()))),
    button("Save dates for a calendar", () => SG.download("workshop-plan.ics", "text/calendar", calendar())),
    button("Save as CSV for a spreadsheet", () => SG.download("workshop-plan.csv", "text/csv", csv()))),
    row("Clear", button("Clear my changes", () => SG.ask({ title: "Clear your changes to the plan?",
      text: "What is kept on this device is deleted, and the page goes back to what our council has settled.", yes: "Clear my changes" })
      .then((sure) => {
        if (!sure) return;
        store.clear();
        bring();
        SG.announce("Your changes are cleared.");
      })))));
  SG.keeping(tools[0], store);
  bring();
})(typeof window === "undefined" ? globalThis : window);
