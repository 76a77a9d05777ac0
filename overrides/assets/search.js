/* The search: asks the worker that Material brings, and shows what it finds in a dialog of our own. */
(function () {
  "use strict";
  var SETUP = 0, READY = 1, QUERY = 2, RESULT = 3; /* the messages of Material 9.8.1's worker */
  var MOST_PAGES = 10, MOST_SECTIONS = 3, EXCERPT = 150, PAUSE = 150;
  var box = document.getElementById("sg-search");
  var opener = document.querySelector("[data-search-open]");
  var words = document.getElementById("sg-search-words");
  var status = box.querySelector("[role=status]");
  var results = box.querySelector("ol");
  var worker, ready, timer;

  function text(html) {
    /* Blocks that stood below one another must not run together in a single line; a mark stands inside a word. */
    html = (html || "").replace(/<(?!\/?mark\b)/g, " <");
    return new DOMParser().parseFromString(html, "text/html").body.textContent.trim().replace(/\s+/g, " ");
  }
  function excerpt(html) {
    var whole = text(html);
    var marked = /<mark[^>]*>([^<]*)/.exec(html || "");
    var from = marked ? Math.max(0, whole.indexOf(text(marked[1])) - 50) : 0;
    from = from && whole.indexOf(" ", from) + 1;
    var cut = whole.slice(from, from + EXCERPT);
    var end = from + EXCERPT < whole.length ? cut.lastIndexOf(" ") : cut.length;
    return (from ? "… " : "") + cut.slice(0, end) + (end < cut.length ? " …" : "");
  }
  function make(name, className, content) {
    var element = document.createElement(name);
    element.className = className;
    element.textContent = content;
    return element;
  }
  function link(found, className) {
    var element = make("a", className, text(found.title));
    element.href = box.dataset.base + found.location;
    return element;
  }
  function entry(group) {
    var page = group.find(function (one) { return one.location.indexOf("#") < 0; }) || group[0];
    var sections = group.filter(function (one) { return one !== page && one.score > 0; }).slice(0, MOST_SECTIONS);
    var item = document.createElement("li");
    item.append(link(page, "sg-search__link"));
    var said = excerpt(sections.length && !/<mark/.test(page.text) ? sections[0].text : page.text);
    if (said) item.append(make("p", "sg-search__excerpt", said));
    if (sections.length) {
      var list = make("ul", "sg-search__sections", "");
      sections.forEach(function (one) {
        var part = document.createElement("li");
        part.append(link(one, "sg-search__section"));
        list.append(part);
      });
      item.append(list);
    }
    return item;
  }
  function show(groups) {
    var shown = groups.slice(0, MOST_PAGES);
    results.replaceChildren.apply(results, shown.map(entry));
    if (!shown.length) status.textContent = "No page has these words. Try fewer words, or another word for the same thing.";
    else if (groups.length > MOST_PAGES) status.textContent = "The best " + MOST_PAGES + " of " + groups.length + " pages.";
    else status.textContent = shown.length === 1 ? "1 page found." : shown.length + " pages found.";
  }
  function ask() {
    var query = words.value.trim();
    if (query.length < 2) {
      results.replaceChildren();
      status.textContent = query ? "Type at least two letters." : "";
      return;
    }
    status.textContent = "Searching.";
    start().then(function () {
      worker.postMessage({ type: QUERY, data: query });
    }, function () {
      status.textContent = "Search does not work here. Use the contents of the guide instead.";
    });
  }
  /* The index is fetched the first time that it is wanted, not with every page. */
  function start() {
    ready = ready || fetch(box.dataset.index).then(function (answer) {
      if (!answer.ok) throw new Error(answer.statusText);
      return answer.json();
    }).then(function (index) {
      return new Promise(function (done, failed) {
        worker = new Worker(box.dataset.worker);
        worker.onerror = failed;
        worker.onmessage = function (message) {
          if (message.data.type === READY) done();
          if (message.data.type === RESULT && words.value.trim().length > 1) show(message.data.data.items);
        };
        worker.postMessage({ type: SETUP, data: { config: index.config, docs: index.docs, options: { suggest: false } } });
      });
    });
    return ready;
  }
  opener.addEventListener("click", function () {
    box.showModal();
    words.focus();
  });
  box.querySelector("[data-search-close]").addEventListener("click", function () {
    box.close();
  });
  box.addEventListener("click", function (event) {
    /* A click beside the box lands on the dialog itself; a link to a section of this very page leaves the dialog open otherwise. */
    if (event.target === box || event.target.closest("a")) box.close();
  });
  words.addEventListener("input", function () {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  words.addEventListener("keydown", function (event) {
    if (event.key === "Enter") {
      clearTimeout(timer);
      ask();
    }
  });
  opener.hidden = false;
})();
