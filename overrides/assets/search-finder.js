/* What a search finds: words typed by a reader go in, pages with the words around each find come out. Knows nothing of the page it
   runs in, so that it can be tested alone. The index that it reads is made by staffguide/search.py. */
(function (scope) {
  "use strict";
  var STOP = new Set(("a about an and any are as at be been but by can could did do does for from had has have how i if in into is it its " +
    "me my no not of on or our s she should so some than that the their them then there these they this those to up us was we were what " +
    "when where which who why will with would you your").split(" "));
  var WORD = /[\p{L}\p{N}]+/gu, ACCENTS = /\p{M}/gu, APOSTROPHES = /['\u2019]/g;
  var KIND = /\b(i|we)["\u201d]? (statements?)\b/g;
  var SIGN = /[\uE000-\uE3FF]/g, FIRST_SIGN = 0xE000;
  var WEIGHTS = { title: 4, heading: 3, other: 5, text: 1 };
  var FOR_ANOTHER_WORD = 0.4; /* what a page that says the same in other words counts */
  var ENOUGH = 10; /* a word that so many sections say needs no other word for it */
  var FOR_A_BEGINNING = 1.3; /* a page is a better answer than one of its later sections */
  var MOST_SECTIONS = 2, SNIPPET = 190, BEFORE = 50;

  function plain(text) {
    return text.normalize("NFKD").replace(ACCENTS, "").replace(APOSTROPHES, "").toLowerCase();
  }
  function words(text) {
    /* "I" and "we" stand everywhere, but not before this word: there they say which kind is meant. */
    return plain(text).replace(KIND, "$1$2 $2").match(WORD) || [];
  }
  /* One and several are the same word. Nothing is returned for a word that stands everywhere. */
  function term(word) {
    word = plain(word);
    if (STOP.has(word)) return "";
    if (word.length > 4 && word.endsWith("ies")) return word.slice(0, -3) + "y";
    return word.length > 3 && /[^sui]s$/.test(word) ? word.slice(0, -1) : word;
  }

  /* The index is told as shortly as can be: a text stands where it is said first, and after that its number does. Signs, which are
     letters of no language, stand for words that would take much room. */
  function sections(index) {
    var texts = [];
    function whole(text) {
      return text.replace(SIGN, function (sign) { return index.signs[sign.charCodeAt(0) - FIRST_SIGN] || ""; });
    }
    return index.sections.map(function (told, id) {
      var page = index.pages[told[0]], heading = whole(told[1]), anchor = told[2] === 1 ? idOf(heading) : whole(told[2]);
      var text = told.slice(3).map(function (one) {
        if (typeof one === "string") texts.push(whole(one));
        return typeof one === "string" ? texts[texts.length - 1] : texts[one];
      });
      return {
        id: id,
        page: told[0],
        url: page[1] + (anchor && "#" + encodeURIComponent(anchor)),
        title: page[0],
        heading: heading,
        other: anchor ? "" : page[2].join(" / "),
        text: text.join(" ")
      };
    });
  }
  function idOf(heading) {
    return heading.toLowerCase().replace(/[^a-z0-9_\s-]/g, "").replace(/[\s-]+/g, "-");
  }
  /* Every way to type a term of the glossary, longest first, each with the ways in which pages say it. */
  function forms(index) {
    var all = [];
    index.terms.forEach(function (names) {
      names.forEach(function (name, number) {
        var said = names.slice(0, 2).filter(function (one) { return one && one !== name; });
        if (name && said.length) all.push({ words: words(name), said: said, isName: number < 2 });
      });
    });
    return all.sort(function (one, other) { return other.words.length - one.words.length; });
  }
  function same(one, other) {
    return one === other || (term(one) !== "" && term(one) === term(other));
  }
  /* The parts of what was typed: a word, or a term of the glossary with the other ways to say it. */
  function parts(typed, known, isCommon) {
    var found = [], at = 0;
    function meant(form) {
      var stands = form.words.every(function (word, n) { return at + n < typed.length && same(word, typed[at + n]); });
      return stands && (form.isName || form.words.length > 1 || !isCommon(form.words[0]));
    }
    while (at < typed.length) {
      var fitting = known.filter(meant), length = fitting.length ? fitting[0].words.length : 1;
      var said = fitting.filter(function (form) { return form.words.length === length; }).flatMap(function (form) { return form.said; });
      var part = { typed: typed.slice(at, at + length), said: Array.from(new Set(said)) };
      if (said.length || term(typed[at])) found.push(part);
      at += length;
    }
    return found;
  }
  /* The words that say something, in an order that is the same however they were typed. */
  function telling(typed) {
    return Array.from(new Set(typed.map(term).filter(Boolean))).sort().join(" ");
  }
  function scaled(factor) {
    return Object.fromEntries(Object.entries(WEIGHTS).map(function (entry) { return [entry[0], entry[1] * factor]; }));
  }
  function asked(part) {
    var ways = [{ combineWith: "AND", queries: [part.typed.join(" ")] }];
    part.said.forEach(function (said) {
      ways.push({ combineWith: "AND", prefix: false, boost: scaled(FOR_ANOTHER_WORD), queries: [said] });
    });
    return { combineWith: "OR", queries: ways };
  }

  function finder(MiniSearch, index) {
    var known = forms(index);
    var all = sections(index);
    var search = new MiniSearch({
      fields: Object.keys(WEIGHTS),
      tokenize: words,
      processTerm: term,
      searchOptions: {
        boost: WEIGHTS,
        prefix: function (word) { return word.length > 2; },
        boostDocument: function (id) { return all[id].heading ? 1 : FOR_A_BEGINNING; }
      }
    });
    search.addAll(all);

    function says(word) {
      return search.search(word).length;
    }
    /* What was probably meant by a word that stands nowhere: two letters changed places, or one or two are wrong. */
    function meant(word) {
      for (var n = 1; n < word.length; n++) {
        var swapped = word.slice(0, n - 1) + word[n] + word[n - 1] + word.slice(n + 1);
        if (search.search(swapped, { prefix: false }).length) return swapped;
      }
      if (word.length < 4) return "";
      /* A short word is near too many others: of it only a letter may be missing. */
      var near = search.autoSuggest(word, { prefix: false, fuzzy: word.length < 8 ? 1 : 2 }).filter(function (one) {
        return word.length > 4 || one.suggestion.length > 4;
      });
      var best = near.find(function (one) { return one.suggestion[0] === word[0]; }) || near[0];
      return best ? best.suggestion : "";
    }
    /* The parts that stand nowhere, each with what was meant put in its place. */
    function mended(wanted) {
      return wanted.filter(function (part) {
        return !part.said.length && !says(part.typed[0]);
      }).map(function (part) {
        var slip = { typed: part.typed[0], meant: part.typed[0].length > 2 ? meant(part.typed[0]) : "" };
        if (slip.meant) part.typed = [slip.meant];
        return slip;
      });
    }
    function entry(result) {
      var section = all[result.id];
      return { heading: section.heading, url: section.url, text: section.text, terms: new Set(result.terms) };
    }
    /* Each page once, by the best of its sections; before them the pages that are known to answer just this. */
    function pages(results, answers) {
      var found = new Map();
      answers.forEach(function (number) {
        var first = all.find(function (section) { return section.page === number; });
        var result = results.find(function (one) { return one.id === first.id; });
        found.set(number, { title: first.title, best: entry(result || { id: first.id, terms: [] }), more: [] });
      });
      results.forEach(function (result) {
        var section = all[result.id], page = found.get(section.page);
        if (!page) found.set(section.page, { title: section.title, best: entry(result), more: [] });
        else if (page.more.length < MOST_SECTIONS && section.heading && page.best.url !== section.url) page.more.push(entry(result));
      });
      return Array.from(found.values());
    }
    function answering(typed) {
      var whole = " " + typed.join(" ") + " ", told = telling(typed);
      return Array.from(index.pages.keys()).filter(function (number) {
        return index.pages[number][2].some(function (phrase) {
          return whole.includes(" " + words(phrase).join(" ") + " ") || (told && told === telling(words(phrase)));
        });
      });
    }
    /* `all` says whether each page has every word; `slips` which words stand nowhere, and what was taken to be meant. */
    return function find(query) {
      var typed = words(query), answers = answering(typed);
      var wanted = parts(typed, known, function (word) { return says(word) >= ENOUGH; });
      var slips = mended(wanted), queries = wanted.map(asked);
      var results = wanted.length ? search.search({ combineWith: "AND", queries: queries }) : [], every = results.length > 0;
      if (!every && wanted.length > 1) results = search.search({ combineWith: "OR", queries: queries });
      return { meant: wanted.length + answers.length > 0, all: every || !results.length, slips: slips, pages: pages(results, answers) };
    };
  }

  /* The words around the finds, in pieces: those to mark and those between. It begins where most of the finds are close together. */
  function snippet(text, terms) {
    var hits = Array.from(text.matchAll(/[\p{L}\p{N}\p{M}'\u2019]+/gu)).map(function (match) {
      return { from: match.index, to: match.index + match[0].length, term: term(match[0]) };
    }).filter(function (hit) { return terms.has(hit.term); });
    var start = beginning(text, hits), end = Math.min(text.length, start + SNIPPET);
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), start + BEFORE);
    var pieces = [], at = start;
    hits.forEach(function (hit) {
      if (hit.from < at || hit.to > end) return;
      if (hit.from > at) pieces.push({ text: text.slice(at, hit.from), mark: false });
      pieces.push({ text: text.slice(hit.from, hit.to), mark: true });
      at = hit.to;
    });
    if (at < end) pieces.push({ text: text.slice(at, end), mark: false });
    if (start) pieces.unshift({ text: "… ", mark: false });
    if (end < text.length) pieces.push({ text: " …", mark: false });
    return pieces;
  }
  function beginning(text, hits) {
    var most = 0, first = 0;
    hits.forEach(function (hit) {
      var near = hits.filter(function (other) { return other.from >= hit.from && other.to <= hit.from + SNIPPET - BEFORE; });
      var different = new Set(near.map(function (one) { return one.term; })).size;
      if (different > most) {
        most = different;
        first = hit.from;
      }
    });
    if (first <= BEFORE) return 0;
    var space = text.indexOf(" ", first - BEFORE);
    return space < 0 || space >= first ? first : space + 1;
  }

  var made = { finder: finder, snippet: snippet, words: words, term: term };
  if (typeof module === "object" && module.exports) module.exports = made;
  else scope.guideFinder = made;
})(this);
