/* What the tools work out: progress, the overall picture, signs of a person, files out and files in. */
"use strict";
const assert = require("node:assert/strict");
const path = require("node:path");
const { test } = require("node:test");

const tool = (name) => require(path.join(__dirname, "..", "..", "overrides", "assets", "tools", `${name}.js`));
const { csv, csvRows } = tool("files");
const { docx } = tool("word");
const { fromFile } = tool("sheet");
const { counted, progress, needsAction } = tool("checklists");
const { percentage, band } = tool("worksheet");
const { signs, blocks, plain } = tool("star");

test("rows come back from a spreadsheet as they went", () => {
  const rows = [["id", "note"], ["a", 'He said "yes", twice\nand left'], ["b", ""], ["c", "'quoted'"], ["d", "Ünïcode 😀"]];
  assert.deepEqual(csvRows(csv(rows)), rows);
});

test("words never become a formula, and still come back", () => {
  for (const words of ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\tx"]) {
    assert.match(csv([[words]]), /^\ufeff"'/);
    assert.deepEqual(csvRows(csv([[words]])), [[words]]);
  }
});

test("a spreadsheet's own way of writing is read: no quotes, semicolons, bare line ends", () => {
  assert.deepEqual(csvRows("id;answer\na;Yes\n"), [["id", "answer"], ["a", "Yes"]]);
  assert.deepEqual(csvRows("id,answer\r\na,Yes"), [["id", "answer"], ["a", "Yes"]]);
});

test("what is not a table is refused", () => {
  assert.throws(() => csvRows('a"b"c,"'), SyntaxError);
});

const KNOWN = { "chk-m01": { answer: ["yes", "partly", "not yet"], due: null, action: null }, "chk-m02": { answer: ["yes"] } };

test("a file's answers are read for the items that are here, the rest is counted", () => {
  const file = csv([["ID", "Answer", "Due", "Action"], ["chk-m01", " Not Yet ", "31/1/2027", "<b>bold</b>"], ["chk-old", "yes", "", ""]]);
  assert.deepEqual(fromFile(file, KNOWN, csvRows), {
    entries: { "chk-m01": { answer: "not yet", due: "2027-01-31", action: "<b>bold</b>" } }, strangers: 1,
  });
});

test("what a hostile or spoilt file holds stays out", () => {
  const file = JSON.stringify({ entries: { "chk-m01": { answer: "maybe", action: { html: "<b>" }, more: "x" }, "chk-m02": null } })
    .replace('"entries":{', '"entries":{"__proto__":{"answer":"yes"},"constructor":{"answer":"yes"},');
  assert.deepEqual(fromFile(file, KNOWN, csvRows), { entries: {}, strangers: 2 });
  assert.equal({}.answer, undefined);
  for (const spoilt of ["{", "[]", "[1,2]", '{"entries":7}', '{"entries":null}']) {
    try {
      assert.deepEqual(fromFile(spoilt, KNOWN, csvRows).entries, {});
    } catch (error) {
      assert.ok(error instanceof SyntaxError || error instanceof TypeError, String(error));
    }
  }
});

test("progress is told in words", () => {
  const items = [{ id: "a" }, { id: "b" }, { id: "c" }], entries = { a: { answer: "yes" }, b: { answer: "not yet" }, c: { note: "x" } };
  assert.equal(progress(counted(items, entries), false), "2 of 3 answered: 1 yes, 1 not yet.");
  assert.equal(progress(counted(items, {}), false), "0 of 3 answered.");
  assert.equal(progress(counted(items, { a: { answer: "yes" } }), true), "1 of 3 done.");
  assert.equal(progress(counted(items, { a: { answer: "constructor" } }), false), "0 of 3 answered.");
});

test("what needs action is what is partly so or not yet; of ticks, what is not ticked", () => {
  const all = [undefined, { answer: "yes" }, { answer: "partly" }, { answer: "not yet" }, { note: "x" }];
  assert.deepEqual(all.map((entry) => needsAction(entry, false)), [false, false, true, true, false]);
  assert.deepEqual(all.map((entry) => needsAction(entry, true)), [true, false, true, true, true]);
});

/* Brief framework.md, section 10, and C05. */
test("eight scores of 3 and one of 4 make 78 per cent, which is good", () => {
  const bands = [[25, 38, "inadequate"], [39, 62, "requires improvement"], [63, 87, "good"], [88, 100, "outstanding"]]
    .map(([lowest, highest, title]) => ({ lowest, highest, title }));
  assert.equal(percentage([3, 3, 3, 3, 3, 3, 3, 3, 4]), 78);
  assert.equal(band(78, bands).title, "good");
  assert.equal(percentage(Array(9).fill(1)), 25);
  assert.equal(percentage(Array(9).fill(4)), 100);
  for (let points = 9; points <= 36; points += 1) assert.ok(band(Math.round((100 * points) / 36), bands));
});

test("there is no percentage until every statement has a score", () => {
  assert.equal(percentage([3, 3, 0]), null);
  assert.equal(percentage([]), null);
  assert.equal(percentage([5, 3]), null);
  assert.equal(percentage([NaN, 3]), null);
});

for (const [text, sign] of [
  ["Write to jo@example.org.", "an email address"],
  ["She rang 0113 496 0000 twice.", "a phone number"],
  ["+44 7700 900123", "a phone number"],
  ["NHS number 943 476 5919", "a number like an NHS number"],
  ["QQ 12 34 56 C", "a National Insurance number"],
  ["near LS1 4AP", "a postcode"],
  ["ol1 1ut", "a postcode"],
  ["born on 12 March 1941", "a full date"],
  ["born 12/3/41", "a full date"],
  ["at 12 Acacia Avenue", "an address"],
  ["Mrs Brown was ready", "a name"],
  ["a man called Peter", "a name"],
  ["I visited Margaret on a ward", "a name"],
  ["Margaret’s daughter was worried", "a name"],
]) {
  test(`"${text}" shows ${sign}`, () => assert.ok(signs(text).includes(sign), signs(text).join()));
}

for (const text of [
  "A woman in her eighties was ready to leave hospital. Her daughter was worried.",
  "I used section 9 of the Care Act 2014 and her own strengths.",
  "We cut waits from 42 to 17 days between May and July 2026, 1,200 people in all.",
  "She met Healthwatch Council staff and visited Royal Hospital.",
  "Feedback from 9 of 10 carers; audit score 87 per cent.",
  "I met a man in his fifties, and supported his sister.",
]) {
  test(`nothing is suspected in "${text}"`, () => assert.deepEqual(signs(text), []));
}

const FIELDS = [["title", "Name"], ["situation", "Situation"], ["result", "Result"]];
const EXAMPLES = [{ title: "The move", situation: "One.\nTwo." }, { result: "<script>alert(1)</script> & more" }];

test("examples become a text with their headings", () => {
  const text = plain("My examples", blocks(EXAMPLES, FIELDS));
  assert.match(text, /^My examples\r\n=+\r\n\r\nThe move\r\n-+\r\n\r\nSituation\r\nOne\.\r\nTwo\./);
  assert.match(text, /Example 2/);
});

test("a Word document holds the words as words, in an archive that says what is in it", () => {
  const bytes = docx("My examples", blocks(EXAMPLES, FIELDS));
  const raw = Buffer.from(bytes), text = raw.toString("utf8");
  assert.equal(raw.readUInt32LE(0), 0x04034b50);
  assert.equal(raw.readUInt32LE(raw.length - 22), 0x06054b50);
  assert.equal(raw.readUInt16LE(raw.length - 12), 6);
  assert.ok(text.includes("&#60;script&#62;alert(1)&#60;/script&#62; &#38; more"));
  assert.ok(!text.includes("<script>"));
  assert.deepEqual(Buffer.from(docx("My examples", blocks(EXAMPLES, FIELDS))), raw);
});

test("a table in a Word document has a header row that comes again, and its words stay words", () => {
  const rows = [["Who", "How many"], ["<w:p/> & co", "4"], ["A name\non two lines", "17"]];
  const text = Buffer.from(docx("Plan", [["Table", rows], ["Normal", "After it."]])).toString("utf8");
  assert.equal(text.match(/<w:tblHeader\/>/g).length, 1);
  assert.equal(text.match(/<w:tr>/g).length, 3);
  assert.ok(text.includes("&#60;w:p/&#62; &#38; co") && text.includes("A name</w:t>") && text.includes("on two lines</w:t>"));
  const wide = [...text.matchAll(/<w:gridCol w:w="(\d+)"/g)].map((found) => Number(found[1]));
  assert.equal(wide.length, 2);
  assert.ok(Math.abs(wide[0] + wide[1] - 9638) < 3);
});
