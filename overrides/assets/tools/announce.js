/* What the tools say and ask, and how they put elements together. Words only ever become text, never markup.

   SG.el(name, attributes, ...children)   an element; an attribute "on..." is heard, a child may be words
   SG.announce(words)                     said by screen readers, not shown
   SG.notice(words)                       shown at the top of the tool and said, once for the same words
   SG.ask({ title, text, yes })           a dialog; a promise of true only for the answer `yes`
   SG.keeping(tool, store)                says where things are kept, with the switch for shared computers */
(function (root) {
  "use strict";
  const SG = root.SG = root.SG || {};

  function el(name, attributes, ...children) {
    const element = document.createElement(name);
    Object.entries(attributes || {}).forEach(([key, value]) => {
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else if (value !== false) element.setAttribute(key, value === true ? "" : value);
    });
    element.append(...children);
    return element;
  }

  const region = el("p", { role: "status", class: "sg-unseen" });
  document.body.append(region);
  let waiting = [], notices;
  function announce(words) {
    region.textContent = "";
    waiting.push(words);
    /* A screen reader hears a change, so the same words twice need a gap. */
    setTimeout(() => {
      if (waiting.length) region.textContent = waiting.join(" ");
      waiting = [];
    }, 100);
  }
  function notice(words) {
    if (!notices) {
      notices = el("div", { class: "sg-notices" });
      document.querySelector("[data-tool]").before(notices);
    }
    if (!Array.from(notices.children).some((one) => one.textContent === words)) {
      notices.append(el("p", { class: "sg-notice" }, words));
      announce(words);
    }
  }
  function ask({ title, text, yes }) {
    return new Promise((answer) => {
      const box = el("dialog", { class: "sg-ask", "aria-labelledby": "sg-ask-title", "aria-describedby": "sg-ask-text" },
        el("h2", { id: "sg-ask-title" }, title),
        el("p", { id: "sg-ask-text" }, text),
        el("div", { class: "sg-actions" },
          el("button", { type: "button", class: "sg-do", onclick: () => box.close("yes") }, yes),
          el("button", { type: "button", class: "sg-do", autofocus: true, onclick: () => box.close() }, "Cancel")));
      box.addEventListener("close", () => {
        box.remove();
        answer(box.returnValue === "yes");
      });
      document.body.append(box);
      box.showModal();
    });
  }

  const KEPT = "What you write is kept on this device only. It is never sent anywhere.";
  const UNKEPT = "Nothing is kept. Print it or save it as a file before you leave this page.";
  SG.trouble = (kind) => notice(kind === "full"
    ? "There is no room left on this device to keep what you write. Save it as a file before you leave this page."
    : "This browser does not let the page keep what you write. Save it as a file before you leave this page.");

  function keeping(tool, store) {
    const words = el("p", { class: "sg-keeping__words" });
    const box = el("input", { type: "checkbox", onchange: turn });
    const show = () => {
      box.checked = store.shared();
      words.textContent = store.shared() ? UNKEPT : KEPT;
    };
    function turn() {
      const on = box.checked;
      const agreed = on && Object.keys(store.all()).length
        ? ask({
          title: "Keep nothing on this computer?",
          text: "What this tool has kept here is taken off the computer. It stays on the page until you leave it.",
          yes: "Keep nothing",
        })
        : Promise.resolve(true);
      agreed.then((sure) => {
        if (sure) store.shared(on);
        show();
        if (sure) announce(words.textContent);
      });
    }
    tool.prepend(el("div", { class: "sg-keeping" }, words, el("label", {}, box, " This is a shared computer: keep nothing")));
    show();
    store.all();
    if (store.broken()) {
      notice("Some of what was kept here could not be read, so it is left out. Clear everything to start afresh.");
    }
    root.addEventListener("beforeunload", (event) => {
      store.flush();
      if (store.unsaved()) event.preventDefault();
    });
  }
  Object.assign(SG, { el, announce, notice, ask, keeping });
})(window);
