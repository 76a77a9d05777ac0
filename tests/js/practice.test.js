/* Practice: which questions come up, what is kept, the clock, and a summary without a score. */
"use strict";
const assert = require("node:assert/strict");
const path = require("node:path");
const { test } = require("node:test");

const { fitting, drawn, marked, restored, clock, lines } = require(
  path.join(__dirname, "..", "..", "overrides", "assets", "tools", "practice.js"));

const BANK = [
  { id: "a", text: "A?", audience: "frontline", themes: ["one"] },
  { id: "b", text: "B?", audience: "manager", themes: ["one", "two"] },
  { id: "c", text: "C?", audience: "everyone", themes: ["two"] },
  { id: "d", text: "D?", audience: "everyone", themes: ["general"] },
];
const KNOWN = new Map(BANK.map((one) => [one.id, one]));
const ids = (questions) => questions.map((one) => one.id).join("");

test("questions for everyone are among those of each audience", () => {
  assert.equal(ids(fitting(BANK, { audience: "manager", themes: ["one", "two"] })), "bc");
  assert.equal(ids(fitting(BANK, { audience: "", themes: ["one", "two", "general"] })), "abcd");
  assert.equal(ids(fitting(BANK, { audience: "", themes: [] })), "");
});

test("questions are drawn without a repeat, as many as there are or as are wanted", () => {
  for (let round = 0; round < 50; round += 1) {
    assert.equal(new Set(drawn(BANK, 3)).size, 3);
    assert.equal(new Set(drawn(BANK, 0)).size, 4);
    assert.equal(drawn(BANK, 20).length, 4);
  }
  assert.equal(BANK.length, 4, "the bank itself is left as it was");
});

test("every order can come up", () => {
  const orders = new Set(Array.from({ length: 500 }, () => ids(drawn(BANK.slice(0, 3)))));
  assert.equal(orders.size, 6);
});

const SESSION = { all: ["a", "b", "c"], order: ["a", "b", "c"], at: 1, marks: { a: "Not yet", b: "Confident" }, group: false, before: "Ready", timer: null };

test("marks gather questions, and those without one as well", () => {
  assert.deepEqual(marked(SESSION, "Not yet"), ["a"]);
  assert.deepEqual(marked(SESSION, ""), ["c"]);
});

test("what was kept is gone on with", () => {
  assert.deepEqual(restored(SESSION, KNOWN), SESSION);
});

test("what a newer edition no longer has is left out", () => {
  const old = { ...SESSION, all: ["a", "gone", "c"], order: ["gone", "a", "c"], at: 0, marks: { a: "10 out of 10" } };
  assert.deepEqual(restored(old, KNOWN), { ...SESSION, all: ["a", "c"], order: ["a", "c"], at: 0, marks: {} });
});

test("what makes no sense is not gone on with", () => {
  for (const kept of [undefined, {}, { order: "abc", at: 0 }, { order: ["a"], at: 7 }, { order: ["a"], at: -1 }, { order: ["a"], at: "x" }]) {
    assert.equal(restored(kept, KNOWN), null);
  }
  assert.equal(restored({ ...SESSION, timer: { think: "soon" } }, KNOWN).timer, null);
});

test("the clock rounds up and stops at nothing", () => {
  assert.equal(clock(60000), "1:00");
  assert.equal(clock(59001), "1:00");
  assert.equal(clock(9000), "0:09");
  assert.equal(clock(-5000), "0:00");
});

test("the summary holds words and questions, and no score", () => {
  const text = lines({ ...SESSION, after: "Very ready" }, KNOWN, "Summary").join("\n");
  assert.equal(text, "Summary\n\nAt the start: ready\nAt the end: very ready\n\nConfident\n- B?\n\nNot yet\n- A?\n\nNot marked\n- C?");
  assert.doesNotMatch(text, /\d/);
});
