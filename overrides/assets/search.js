/* The results page: looks for the words that stand in its address, and shows what they lead to. A search is an address like any other,
   so that it can be shared, kept and gone back to. */
(function () {
  "use strict";
  var MOST = 20;
  var form = document.querySelector(".sg-search");
  var status = document.querySelector(".sg-search__status");
  var list = document.querySelector(".sg-results");
  var instead = document.querySelector(".sg-words"); /* what to do without search */
  var query = (new URLSearchParams(location.search).get("q") || "").trim();

  /* A page that was opened from a folder may read nothing but scripts, so the index is one. */
  function load(address) {
    return new Promise(function (done, failed) {
      var script = document.createElement("script");
      script.src = address;
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });
  }
  function make(name, className, content) {
    var element = document.createElement(name);
    element.className = className;
    element.append.apply(element, [].concat(content));
    return element;
  }
  function link(address, className, content) {
    var element = make("a", className, content);
    element.href = address;
    return element;
  }
  /* Everything is put in as text: whatever a page says, it is never read as markup. */
  function snippet(section) {
    return guideFinder.snippet(section.text, section.terms).map(function (piece) {
      return piece.mark ? make("mark", "", piece.text) : piece.text;
    });
  }
  function entry(page) {
    var title = [make("span", "sg-results__title", page.title)];
    if (page.best.heading) title.push(": ", page.best.heading);
    var item = make("li", "", link(page.best.url, "sg-results__link", title));
    var words = snippet(page.best);
    if (words.length) item.append(make("p", "sg-results__words", words));
    if (page.more.length) {
      var links = page.more.flatMap(function (section) {
        return [", ", link(section.url, "", section.heading)];
      }).slice(1);
      item.append(make("p", "sg-results__more", ["Also on this page: "].concat(links)));
    }
    return item;
  }
  function quoted(words) {
    return words.map(function (word) { return "“" + word + "”"; }).join(" or ");
  }
  /* What was found, in a sentence or two that say what to do where it is not what was wanted. */
  function said(found) {
    var number = found.pages.length;
    var pages = number > MOST ? "the best " + MOST + " of " + number + " pages" : number === 1 ? "1 page" : number + " pages";
    var here = (number === 1 ? " Here is " : " Here are ") + pages;
    var missing = found.slips.map(function (slip) { return slip.typed; });
    var meant = found.slips.map(function (slip) { return slip.meant; }).filter(Boolean);
    if (!found.meant) return "These words stand on nearly every page. Add a word that says what you are looking for.";
    if (!number) return "No page has " + quoted(missing.length ? missing : [query]) + ". Check the spelling, or try another word for the same thing.";
    if (meant.length) return "No page has " + quoted(missing) + "." + here + " with " + quoted(meant) + ".";
    if (!found.all) return "No page has all these words." + here + " with some of them.";
    return number > MOST ? "Here are " + pages + "." : pages + " found.";
  }
  function show(found) {
    list.replaceChildren.apply(list, found.pages.slice(0, MOST).map(entry));
    list.hidden = !found.pages.length;
    status.textContent = said(found);
  }

  instead.hidden = true;
  form.elements.q.value = query;
  if (!query) return;
  document.title = query + " - " + document.title;
  status.textContent = "Searching.";
  Promise.all([load(form.dataset.library), load(form.dataset.index)]).then(function () {
    show(guideFinder.finder(MiniSearch, guideIndex)(query));
  }).catch(function () {
    status.textContent = "Search did not load. Use the A to Z or the contents of the guide instead.";
    instead.hidden = false;
  });
})();
