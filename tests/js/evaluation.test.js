/* What the evaluation form writes, and in which order: the results page and `guide evaluate` read it back. */
"use strict";
const assert = require("node:assert/strict");
const path = require("node:path");
const { test } = require("node:test");

const tool = (name) => require(path.join(__dirname, "..", "..", "overrides", "assets", "tools", `${name}.js`));
const { written, grouped, counted } = tool("evaluation"), { collect, inOrder } = tool("tallies");

const ABOUT = { form: "workshop", version: 1, session: "Morning", date: "2027-02-03", objectives: [] };
const id = (sign) => sign.repeat(32);
const FORM = {
  version: 1, fewest: 5, objectives: [], check: { steps: [] },
  forms: [{ value: "workshop", parts: [{ asks: [{ id: "ev-most", kind: "words", short: "Most useful", choices: [] }] }] }],
};

test("what the form writes is read back, in the order of ids that say nothing", async () => {
  const replies = [{ id: id("b"), answers: { "ev-most": "Second" } }, { id: id("a"), answers: { "ev-most": "First" } }];
  const text = written(replies, { ...ABOUT, council: "example" });
  assert.deepEqual(JSON.parse(text).replies.map((one) => one.id), [id("a"), id("b")]);
  const bytes = new TextEncoder().encode(text), file = { name: "a.json", size: bytes.length, bytes: async () => bytes };
  const { replies: found, refused } = await collect([file], FORM, "example");
  assert.deepEqual(refused, []);
  assert.deepEqual(found.map((one) => one.answers.get("ev-most")), ["First", "Second"]);
});

test("replies of different sessions go into different files, and what is no reply into none", () => {
  const kept = {
    [id("1")]: { ...ABOUT, answers: {} }, [id("2")]: { ...ABOUT, session: "Afternoon", answers: {} },
    [id("3")]: { ...ABOUT, answers: {} }, session: { name: "Morning", date: "2027-02-03" }, [id("4")]: { answers: 7 },
  };
  assert.deepEqual(grouped(kept).map((one) => [one.about.session, one.replies.length]), [["Afternoon", 1], ["Morning", 2]]);
});

test("the order of words is that of code points, as Python has it", () => {
  assert.deepEqual(["\uffee", "😀", "b", "ab", "a"].sort(inOrder), ["a", "ab", "b", "\uffee", "😀"]);
});

test("one reply is no replies", () => assert.deepEqual([counted(0), counted(1), counted(2)], ["0 replies", "1 reply", "2 replies"]));
