/* The planner's calendar files: lines that fold, words that end nothing, days and times. Its sums: tests/test_planning.py. */
"use strict";
const assert = require("node:assert/strict");
const path = require("node:path");
const { test } = require("node:test");

const { ics, clock, spread } = require(path.join(__dirname, "..", "..", "overrides", "assets", "tools", "plan.js"));
const NOW = new Date("2026-11-22T09:30:15.250Z");
const EVENT = { id: "step-a", title: "A step", about: "Do it.", day: "2026-12-31" };
const lines = (text) => text.split("\r\n");

test("a day on its own ends on the next day, whatever the month", () => {
  const text = lines(ics([EVENT], "example", NOW));
  assert.ok(text.includes("DTSTART;VALUE=DATE:20261231") && text.includes("DTEND;VALUE=DATE:20270101"));
  assert.ok(text.includes("DTSTAMP:20261122T093015Z") && text.includes("UID:step-a@example"));
});

test("a session has the times of the place, also over midnight", () => {
  const at = (start, length) => lines(ics([{ ...EVENT, start, length }], "x", NOW)).filter((line) => line.startsWith("DT"));
  assert.deepEqual(at(600, 97).slice(1), ["DTSTART:20261231T100000", "DTEND:20261231T113700"]);
  assert.deepEqual(at(23 * 60, 120).slice(1), ["DTSTART:20261231T230000", "DTEND:20270101T010000"]);
});

test("no line is longer than 75 bytes, no sign is cut in two, and nothing but a line end ends a line", () => {
  const title = "Ŵyn 🎉 ".repeat(40) + "; x, y \\ z\nBEGIN:VEVENT\r\nEND:VCALENDAR\u0000";
  const text = ics([{ ...EVENT, title }], "example", NOW);
  assert.ok(lines(text).every((line) => Buffer.byteLength(line) <= 75));
  assert.equal(text.replace(/\r\n/g, "").match(/[\r\n\0]/), null);
  const whole = text.replace(/\r\n /g, "");
  assert.equal(whole.match(/^BEGIN:VEVENT/gm).length, 1);
  assert.ok(whole.includes("\\; x\\, y \\\\ z\\nBEGIN:VEVENT\\nEND:VCALENDAR\r\n"));
  assert.ok(!whole.includes("\ufffd"));
});

test("midday and midnight have names", () => {
  assert.deepEqual([0, 5, 720, 725, 600, 1439].map(clock), ["midnight", "12:05am", "midday", "12:05pm", "10am", "11:59pm"]);
});

test("a range without working days holds nothing", () => assert.deepEqual(spread(3, "2026-12-25", "2026-12-27", 1), []));
