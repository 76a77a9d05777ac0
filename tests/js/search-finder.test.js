/* What a search finds, tried on a small index of the kind that staffguide/search.py makes. */
"use strict";
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");

const ASSETS = path.join(__dirname, "..", "..", "overrides", "assets");
const library = fs.readdirSync(path.join(ASSETS, "vendor")).find((name) => name.startsWith("minisearch-"));
const MiniSearch = require(path.join(ASSETS, "vendor", library));
const { finder, snippet, term, words } = require(path.join(ASSETS, "search-finder.js"));

const INDEX = {
  signs: ["Safeguarding", "people"],
  pages: [
    ["Safeguarding", "framework/safeguarding.html", []],
    ["When they visit", "guide/visit.html", ["what will they ask me"]],
    ["Words", "glossary.html", []],
    ["Case tracking", "guide/case-tracking.html", []],
    ["Asking others", "asking.html", []],
  ],
  sections: [
    [0, "", "", "\uE000 is for all \uE001.", "The safeguarding adults board has partners."],
    [0, "Section 42 enquiries", 1, "What we do about a section 42 enquiry."],
    [1, "", "", "Be yourself when the team is with us."],
    [2, "", "", "Words that staff meet."],
    [2, "SAB: safeguarding adults board", "term-sab", "A board of partners."],
    [2, '"I" statement', "term-i", "What a person should expect."],
    [2, "quality statement", "term-qs", "What a council commits to."],
    [3, "", "", "How a few cases are followed.", 1, "Siân's co-production with carers."],
    [4, "", "", "We ask, and ask, and ask again about checklists and a policy."],
  ],
  terms: [
    ["safeguarding adults board", "SAB"],
    ["section 42 enquiry", "", "s42", "s.42"],
    ['"I" statement', "", "I statements"],
    ["co-production", "", "coproduction"],
  ],
};
const find = finder(MiniSearch, INDEX);
const first = (query) => find(query).pages[0]?.best.url;

test("an abbreviation, and other names for a term, lead to what pages call it", () => {
  assert.equal(first("SAB"), "glossary.html#term-sab");
  assert.ok(find("SAB").pages.some((page) => page.title === "Safeguarding"));
  for (const typed of ["s42", "S.42", "section 42"]) assert.equal(first(typed), "framework/safeguarding.html#section-42-enquiries");
  assert.equal(first("I statements"), "glossary.html#term-i");
  assert.equal(first("coproduction"), "guide/case-tracking.html");
});

test("a whole question leads to its page before all others, however it is put", () => {
  for (const typed of ["what will they ask me", "What will they ask me?", "What do they ask?"]) assert.equal(first(typed), "guide/visit.html");
});

test("a slip is put right and told", () => {
  for (const typed of ["safegarding", "saefguarding", "safeguardnig"]) {
    assert.equal(first(typed), "framework/safeguarding.html");
    assert.deepEqual(find(typed).slips, [{ typed, meant: "safeguarding" }]);
  }
  assert.equal(first("csae tracking"), "guide/case-tracking.html");
  assert.equal(first("bord"), first("board"));
});

test("a right word is never taken for a slip of another", () => {
  assert.deepEqual(find("board").slips, []);
  assert.deepEqual(find("xyzzy").slips, [{ typed: "xyzzy", meant: "" }]);
  assert.deepEqual(find("xyzzy").pages, []);
});

test("beginnings, one and several, accents and capitals are the same", () => {
  assert.equal(first("safeg"), "framework/safeguarding.html");
  assert.equal(first("checklist"), "asking.html");
  assert.equal(first("POLICIES"), "asking.html");
  assert.equal(first("sian"), "guide/case-tracking.html");
  assert.equal(term("assess"), "assess");
});

test("every word is asked for first, and some where no page has all", () => {
  assert.equal(find("case tracking").all, true);
  assert.equal(find("carers policy").all, false);
  assert.equal(find("carers policy").pages.length, 2);
});

test("words that stand everywhere, and nothing, find nothing and say so", () => {
  for (const typed of ["the", "who is it", "", "?!", "   "]) assert.deepEqual(find(typed), { meant: false, all: true, slips: [], pages: [] });
});

test("each page comes once, with more of its sections", () => {
  const pages = find("safeguarding").pages;
  assert.equal(new Set(pages.map((page) => page.title)).size, pages.length);
});

test("the index is put together again", () => {
  assert.equal(find("all people").pages[0].best.text, "Safeguarding is for all people. The safeguarding adults board has partners.");
  assert.match(find("followed").pages[0].best.text, /^How a few cases are followed\. The safeguarding adults board has partners\. Siân/);
});

test("names that every object has are words like others", () => {
  for (const typed of ["constructor", "__proto__", "hasOwnProperty toString", "<script>", "'; drop", "a".repeat(500)]) {
    assert.deepEqual(find(typed).pages, []);
  }
});

test("a snippet holds the text as it is, and marks whole words", () => {
  const text = "Bath & <b>Care</b> for carers: we care about \"care\".";
  const pieces = snippet(text, new Set(["care"]));
  assert.equal(pieces.map((piece) => piece.text).join(""), text);
  assert.deepEqual(pieces.filter((piece) => piece.mark).map((piece) => piece.text), ["Care", "care", "care"]);
});

test("a snippet of a long text begins near where most of the words stand", () => {
  const text = `${"filler words here ".repeat(40)}the case and its tracking stand here ${"and more of it ".repeat(40)}`;
  const said = snippet(text, new Set(["case", "tracking"])).map((piece) => piece.text).join("");
  assert.match(said, /^… .*case and its tracking.* …$/);
  assert.ok(said.length < 220);
  assert.deepEqual(snippet("", new Set(["case"])), []);
});

test("a text without spaces does no harm", () => {
  assert.ok(snippet("x".repeat(1000) + " care", new Set(["care"])).length);
});

test("I and we are words of their own before statement only", () => {
  assert.deepEqual(words('"I" statements'), ["istatements", "statements"]);
  assert.deepEqual(words("what I do"), ["what", "i", "do"]);
});
