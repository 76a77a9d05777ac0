/* The filters of the question bank: what fits, how many there would be, and the address that keeps what is chosen. */
"use strict";
const assert = require("node:assert/strict");
const path = require("node:path");
const { test } = require("node:test");

const { fits, counts, address, fromAddress, told } = require(
  path.join(__dirname, "..", "..", "overrides", "assets", "tools", "question-bank.js"));

const question = (text, audience, kind, theme, ...statement) => ({ text, audience: [audience], kind: [kind], theme: [theme], statement });
const BANK = [
  question("How long do people wait?", "managers", "prompt", "theme-leadership", "qs-governance", "qs-learning"),
  question("Who waits longest?", "frontline", "prompt", "theme-working-with-people", "qs-equity"),
  question("What makes you proud of the café?", "frontline", "asked", "theme-leadership", "qs-learning"),
];

test("without a choice everything fits", () => {
  assert.equal(BANK.filter((one) => fits(one, {})).length, 3);
});

test("choices add up, and a second statement counts as well", () => {
  const shown = (chosen) => BANK.filter((one) => fits(one, chosen)).map((one) => BANK.indexOf(one));
  assert.deepEqual(shown({ statement: "qs-learning" }), [0, 2]);
  assert.deepEqual(shown({ statement: "qs-learning", audience: "frontline" }), [2]);
  assert.deepEqual(shown({ kind: "asked", audience: "managers" }), []);
});

test("words are found in any order, without regard to capitals or accents", () => {
  assert.ok(fits(BANK[2], { text: "CAFE proud" }));
  assert.ok(!fits(BANK[2], { text: "cafe wait" }));
  assert.ok(fits(BANK[0], { text: "  " }));
});

test("signs that mean something in a pattern or in markup are only words", () => {
  for (const text of [".*", "(", "<img src=x onerror=alert(1)>", "\\"]) assert.ok(!fits(BANK[0], { text }));
  assert.ok(fits(BANK[0], { text: "wait?" }));
});

test("a count says what choosing a value would give, with the other choices in place", () => {
  assert.deepEqual(counts(BANK, {}, "audience"), { managers: 1, frontline: 2 });
  assert.deepEqual(counts(BANK, { audience: "managers" }, "audience"), { managers: 1, frontline: 2 });
  assert.deepEqual(counts(BANK, { kind: "asked" }, "audience"), { frontline: 1 });
});

test("a question is counted once for each value", () => {
  assert.deepEqual(counts([{ ...BANK[0], theme: ["theme-leadership", "", "theme-leadership"] }], {}, "theme")["theme-leadership"], 1);
});

test("what is chosen survives the address", () => {
  const chosen = { text: "a&b=c #?", audience: "frontline", theme: "", statement: "qs-equity", kind: "" };
  assert.deepEqual(fromAddress(address(chosen)), chosen);
  assert.equal(address({ text: "", audience: "" }), "");
});

test("an address with anything else in it is no trouble", () => {
  assert.deepEqual(fromAddress("?audience=%E0%A4&other=1&text=" + "x".repeat(500)),
    { text: "x".repeat(100), audience: "\ufffd", theme: "", statement: "", kind: "" });
});

test("the number of questions is said in a sentence", () => {
  assert.equal(told(3, 3), "All 3 questions are shown.");
  assert.equal(told(1, 3), "Shown: 1 of 3 questions.");
  assert.match(told(0, 3), /^No question fits\./);
});
