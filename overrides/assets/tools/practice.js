/* Practice: one question at a time in random order, marked by the people who practise, and a summary that judges nobody. */
(function (root) {
  "use strict";
  const MARKS = ["Confident", "Nearly", "Not yet"], SECOND = 1000, MINUTE = 60 * SECOND;

  const fitting = (questions, { audience, themes }) => questions.filter((one) =>
    (!audience || [audience, "everyone"].includes(one.audience)) && one.themes.some((theme) => themes.includes(theme)));
  /* Some of the questions in random order, each once; all of them where `many` is nothing. */
  function drawn(questions, many, random = Math.random) {
    const left = questions.slice();
    return Array.from({ length: Math.min(many || left.length, left.length) }, () =>
      left.splice(Math.floor(random() * left.length), 1)[0]);
  }
  const marked = (session, mark) => session.all.filter((id) => (session.marks[id] || "") === mark);
  /* What was kept, where it can still be gone on with: a newer edition may have left questions out. */
  function restored(kept, known) {
    const here = (ids) => (Array.isArray(ids) ? ids.filter((id) => known.has(id)) : []);
    const { all, order, at, marks, group, before, timer } = kept || {};
    if (!(at >= 0 && at < here(order).length)) return null;
    return {
      all: here(all), order: here(order), at, group: !!group, before: String(before || ""),
      marks: Object.fromEntries(Object.entries(marks || {}).filter(([, mark]) => MARKS.includes(mark))),
      timer: timer && timer.think > 0 && timer.speak > 0 ? timer : null,
    };
  }
  const clock = (left) => {
    const seconds = Math.max(0, Math.ceil(left / SECOND));
    return Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
  };
  /* The summary as lines of text. */
  function lines(session, questions, title) {
    const feeling = (when, word) => (word ? [when + ": " + word.toLowerCase()] : []);
    return [title, "", ...feeling("At the start", session.before), ...feeling("At the end", session.after),
      ...[...MARKS, ""].flatMap((mark) => {
        const ids = marked(session, mark);
        return ids.length ? ["", mark || "Not marked", ...ids.map((id) => "- " + questions.get(id).text)] : [];
      })];
  }
  if (typeof module !== "undefined") {
    module.exports = { fitting, drawn, marked, restored, clock, lines };
    return;
  }

  const SG = root.SG, el = SG.el, tool = document.querySelector("[data-tool=practice]");
  const store = SG.store("practice"), stage = el("div", {}), base = tool.querySelector("[data-base]");
  const copy = (name) => tool.querySelector("template").content.querySelector(name).cloneNode(true);
  const button = (words, onclick, kind = "sg-do") => el("button", { type: "button", class: kind, onclick }, words);
  const heading = (...words) => el("h2", { tabindex: "-1" }, ...words);
  const actions = (...some) => el("div", { class: "sg-actions" }, ...some);
  let bank = [], known = new Map(), coming, session;

  function show(...parts) {
    stage.replaceChildren(...parts);
    base.hidden = !stage.querySelector("form");
    stage.scrollIntoView();
    stage.querySelector("h2").focus();
  }
  const keep = () => store.set("session", session);
  function big(on) {
    document.documentElement.classList.toggle("sg-big", on);
  }

  /* Choosing */
  function setUp(first) {
    const form = copy("form");
    const value = (name) => form.elements[name].value;
    const chosen = () => fitting(bank, {
      audience: value("audience"),
      themes: Array.from(form.querySelectorAll("[name=themes]:checked"), (one) => one.value),
    });
    const said = form.querySelector("[data-fill=fitting]");
    function changed() {
      const many = chosen().length;
      if (!bank.length) said.textContent = "";
      else said.textContent = many ? (many === 1 ? "1 question fits." : many + " questions fit.") : "No question fits. Choose at least one theme.";
      said.classList.toggle("sg-practice__wrong", bank.length > 0 && !many);
      form.querySelector("[data-times]").hidden = !form.elements.timer.checked;
      form.querySelector("[data-choice=ready]").hidden = value("how") === "group";
      form.querySelector("[data-group]").hidden = value("how") !== "group";
      return many;
    }
    form.addEventListener("focusin", () => fetched().then(changed), { once: true });
    form.addEventListener("change", async (event) => {
      changed();
      if (event.target.name === "how") form.elements.big.checked = value("how") === "group";
      await fetched();
      changed();
      if (["audience", "themes"].includes(event.target.name)) SG.announce(said.textContent);
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      await fetched();
      if (!changed()) {
        form.querySelector("[name=themes]").focus();
        return SG.announce(said.textContent);
      }
      const all = drawn(chosen(), Number(value("many"))).map((one) => one.id);
      const group = value("how") === "group";
      session = {
        all, order: all, at: 0, marks: {}, group, before: group ? "" : value("ready"),
        timer: form.elements.timer.checked && { think: Number(value("thinking")), speak: Number(value("speaking")) },
      };
      big(form.elements.big.checked);
      return ask();
    });
    big(false);
    changed();
    const kept = restored(store.all().session, known);
    const goOn = kept && el("div", { class: "sg-practice__resume" },
      el("p", {}, "You stopped at question " + (kept.at + 1) + " of " + kept.order.length + " last time."),
      actions(button("Carry on", () => {
        session = kept;
        ask();
      }), button("Forget it", () => {
        store.clear();
        goOn.remove();
        stage.querySelector("h2").focus();
        SG.announce("Forgotten.");
      })));
    const parts = [heading("Choose your questions"), ...(goOn ? [goOn] : []), form];
    if (first) stage.replaceChildren(...parts);
    else show(...parts);
  }

  /* One question */
  function ask() {
    keep();
    const one = known.get(session.order[session.at]), last = session.at + 1 === session.order.length;
    const room = button("", () => {
      big(!document.documentElement.classList.contains("sg-big"));
      name();
      stage.scrollIntoView();
    });
    const name = () => {
      room.textContent = document.documentElement.classList.contains("sg-big") ? "Leave the big type" : "Big type for a room";
    };
    name();
    show(
      heading(el("span", { class: "sg-practice__place" }, "Question " + (session.at + 1) + " of " + session.order.length), " " + one.text),
      el("p", { class: "sg-bank__tags" }, one.tags + " ", el("a", { href: one.page }, "See it in the bank")),
      ...(session.timer ? [timer(session.timer)] : []),
      el("details", {}, el("summary", {}, "Think about"), el("ul", {}, ...one.think.map((point) => el("li", {}, point)))),
      el("details", {}, el("summary", {}, "Evidence that may help"), el("p", {}, one.evidence)),
      el("fieldset", { class: "sg-practice__set sg-practice__marks" },
        el("legend", {}, session.group ? "How did it go for the group?" : "How did it go?"),
        ...MARKS.map((mark) => el("label", { class: "sg-practice__choice" }, el("input", {
          type: "radio", name: "mark", value: mark, checked: session.marks[one.id] === mark,
          onchange: () => {
            session.marks[one.id] = mark;
            keep();
          },
        }), " ", el("span", {}, mark)))),
      actions(
        button(last ? "Finish this round" : "Next question", last ? turn : next, "sg-button"),
        ...(session.at ? [button("Question before", () => {
          session.at -= 1;
          ask();
        })] : []),
        room, button("Stop here", finish)));
  }
  function next() {
    session.at += 1;
    ask();
  }

  /* Off unless asked for. When the time is over it says so, and nothing else happens. */
  function timer({ think, speak }) {
    let phase = "Thinking", left = think * MINUTE, ends = 0;
    const words = el("p", { class: "sg-practice__time", role: "timer" });
    const start = button("", () => {
      if (ends) left = ends - Date.now();
      ends = ends ? 0 : Date.now() + left;
      tell();
    });
    const swap = button("", () => {
      phase = phase === "Thinking" ? "Speaking" : "Thinking";
      left = (phase === "Thinking" ? think : speak) * MINUTE;
      ends = 0;
      tell();
    });
    const more = button("Add a minute", () => {
      left = Math.max(0, left) + MINUTE;
      if (ends) ends = Math.max(ends, Date.now()) + MINUTE;
      tell();
    });
    function tell() {
      if (ends) left = ends - Date.now();
      const over = left <= 0;
      if (over && ends) {
        ends = 0;
        SG.announce(phase + " time is over. Take longer if you need it.");
      }
      const said = over ? phase + " time is over. Take longer if you need it." : phase + " time: " + clock(left);
      if (words.textContent !== said) words.textContent = said;
      start.textContent = ends ? "Pause" : "Start";
      start.disabled = over;
      swap.textContent = phase === "Thinking" ? "Go on to speaking" : "Back to thinking";
    }
    tell();
    const ticking = setInterval(() => (words.isConnected ? tell() : clearInterval(ticking)), SECOND / 4);
    return el("div", { class: "sg-practice__timer", role: "group", "aria-label": "Timer" }, words, actions(start, more, swap));
  }

  /* The end of a round */
  function turn() {
    const again = marked(session, "Not yet");
    if (!again.length) return finish();
    return show(
      heading("Come back to the not yet?"),
      el("p", {}, "You marked " + (again.length === 1 ? "one question" : "some questions") + " not yet:"),
      el("ul", {}, ...again.map((id) => el("li", {}, known.get(id).text))),
      actions(button("Come back to " + (again.length === 1 ? "it" : "them"), () => {
        Object.assign(session, { order: again, at: 0 });
        ask();
      }, "sg-button"), button("Finish here", finish)));
  }
  function finish() {
    if (session.group) return sumUp();
    const scale = copy("[data-choice=ready]");
    scale.querySelector("legend").textContent = "Now: how ready do you feel to talk to the CQC?";
    scale.querySelector(".sg-practice__hint").remove();
    scale.removeAttribute("aria-describedby");
    scale.addEventListener("change", (event) => { session.after = event.target.value; });
    return show(heading("Before you go"), scale, actions(button("Show my summary", sumUp, "sg-button")));
  }
  function sumUp() {
    const title = "Talk to the CQC: summary";
    store.clear();
    big(false);
    const list = (mark) => {
      const ids = marked(session, mark);
      return ids.length ? [el("h3", {}, mark || "Not marked"), el("ul", {}, ...ids.map((id) =>
        el("li", {}, el("a", { href: known.get(id).page }, known.get(id).text))))] : [];
    };
    const feelings = [["At the start you felt", session.before], ["At the end you felt", session.after]].filter(([, word]) => word);
    const paper = el("div", {},
      ...feelings.map(([when, word]) => el("p", {}, when + ": ", el("strong", {}, word.toLowerCase()), ".")),
      ...(session.group ? [el("p", {}, "Ask everyone to choose a word from the scale again, and to put it beside their first one.")] : []),
      ...[...MARKS, ""].flatMap(list));
    show(heading("Your summary"), paper, el("p", { class: "sg-practice__hint" }, "It is only for you. Nothing of it is kept when you leave this page."),
      actions(
        button("Print this summary", () => SG.print(el("div", {}, el("h1", {}, title), paper.cloneNode(true)))),
        button("Save it as a text file", () => SG.download("talk-to-the-cqc.txt", "text/plain;charset=utf-8",
          lines(session, known, title).join("\r\n") + "\r\n")),
        button("Practise again", () => setUp())));
  }

  /* A page opened from a folder may fetch nothing, so the questions come as a script. They are many: they come when somebody
     begins to choose, or has something to go on with. */
  const address = new URL("../../practise/questions.js", document.currentScript.src).href;
  const fetched = () => coming || (coming = new Promise((done) => {
    document.head.append(el("script", {
      src: address,
      onload: () => {
        bank = root.guideQuestions;
        known = new Map(bank.map((one) => [one.id, one]));
        done();
      },
      onerror: () => {
        stage.remove();
        SG.notice("The questions could not be loaded. Practise with a partner and a list instead.");
      },
    }));
  }));
  const foot = el("div", {});
  tool.prepend(stage, foot);
  SG.keeping(foot, store);
  if (store.all().session) fetched().then(() => setUp(true));
  else setUp(true);
})(typeof window === "undefined" ? globalThis : window);
