/* The preview alone brings this into a page: shows the page anew when its guide has been made again, and lists what is to be
   mended. A published guide never holds it. */
(function () {
  "use strict";
  var here = document.currentScript.dataset.build;
  var panel = document.createElement("div");
  var stream = null;

  function make(name, className, content) {
    var element = document.createElement(name);
    element.className = className;
    element.append.apply(element, [].concat(content));
    return element;
  }
  function entry(problem) {
    return make("li", "", [make("code", "", problem.place), " ", problem.message]);
  }
  function listed(said) {
    var list = make("div", "sg-preview__list", make("ul", "", said.problems.map(entry)));
    list.tabIndex = 0;
    list.setAttribute("role", "group");
    list.setAttribute("aria-label", "What to mend");
    return [make("p", "sg-preview__title", said.title), list, make("p", "", said.hint)];
  }
  /* An alert is heard when something new stands in it, so the panel is there before there is anything to say. */
  function show(said) {
    panel.replaceChildren.apply(panel, said.problems.length ? listed(said) : []);
    document.documentElement.classList.toggle("sg-preview-open", said.problems.length > 0);
  }
  function told(event) {
    var said = JSON.parse(event.data);
    if (said.build === here) show(said);
    else location.reload();
  }
  /* A browser keeps only a few connections to one place, so only the tab that is looked at holds one. */
  function listen() {
    if (stream) stream.close();
    stream = document.hidden ? null : new EventSource("/_preview/events");
    if (stream) stream.onmessage = told;
  }

  panel.className = "sg-preview";
  panel.setAttribute("role", "alert");
  document.body.append(panel);
  document.addEventListener("visibilitychange", listen);
  window.addEventListener("pagehide", function () {
    if (stream) stream.close();
  });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) listen();
  });
  listen();
})();
