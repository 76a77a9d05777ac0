/* Where the tools keep things: one entry for each key, editions, spoilt entries, full and closed storage, shared computers. */
"use strict";
const assert = require("node:assert/strict");
const path = require("node:path");
const { beforeEach, test } = require("node:test");

const { open } = require(path.join(__dirname, "..", "..", "overrides", "assets", "tools", "store.js"));

class Storage {
  constructor(room = Infinity) {
    this.kept = new Map();
    this.room = room;
  }
  get length() { return this.kept.size; }
  key(n) { return [...this.kept.keys()][n] ?? null; }
  getItem(key) { return this.kept.get(key) ?? null; }
  setItem(key, value) {
    if (value.length > this.room) throw new Error("QuotaExceededError");
    this.kept.set(key, value);
  }
  removeItem(key) { this.kept.delete(key); }
}

let local, session, troubles = [];
globalThis.SG.trouble = (kind) => troubles.push(kind);
const at = (scope, tool = "checklists") => open({ local, session, scope }, tool);
const NOW = "oldham/staff-guide/2026.10";

beforeEach(() => {
  local = new Storage();
  session = new Storage();
});

test("an entry is there at once, and on the device after a flush", () => {
  const store = at(NOW);
  store.set("chk-m01", { answer: "yes" });
  assert.deepEqual(store.all(), { "chk-m01": { answer: "yes" } });
  assert.equal(local.length, 0);
  assert.equal(store.unsaved(), true);
  store.flush();
  assert.equal(local.getItem("sg/oldham/staff-guide/2026.10/checklists/chk-m01"), '{"answer":"yes"}');
  assert.deepEqual(at(NOW).all(), { "chk-m01": { answer: "yes" } });
});

test("councils, guides and tools are kept apart", () => {
  const store = at(NOW);
  store.set("a", { note: "x" });
  store.flush();
  assert.deepEqual(at("hertfordshire/staff-guide/2026.10").all(), {});
  assert.deepEqual(at("oldham/other-guide/2026.10").all(), {});
  assert.deepEqual(at(NOW, "star").all(), {});
  assert.deepEqual(at("old/staff-guide/2026.10").all(), {});
});

test("what an older edition kept counts until it is answered again, the newest of them first", () => {
  local.setItem("sg/oldham/staff-guide/2026.9/checklists/a", '{"note":"newer"}');
  local.setItem("sg/oldham/staff-guide/2026.2/checklists/a", '{"note":"older"}');
  const store = at(NOW);
  assert.deepEqual(store.all(), { a: { note: "newer" } });
  store.set("a", { note: "newest" });
  store.flush();
  assert.deepEqual(at(NOW).all(), { a: { note: "newest" } });
});

test("what was taken away does not come back from an older edition", () => {
  local.setItem("sg/oldham/staff-guide/2026.9/checklists/a", '{"note":"older"}');
  const store = at(NOW);
  store.set("a", null);
  store.flush();
  assert.deepEqual(at(NOW).all(), {});
});

test("clearing takes away every edition of this tool and nothing else", () => {
  local.setItem("sg/oldham/staff-guide/2026.9/checklists/a", '{"note":"older"}');
  local.setItem("sg/oldham/staff-guide/2026.9/star/a", '{"note":"mine"}');
  local.setItem("other", "theirs");
  const store = at(NOW);
  store.set("b", { note: "x" });
  store.flush();
  store.clear();
  assert.deepEqual([...local.kept.keys()], ["sg/oldham/staff-guide/2026.9/star/a", "other"]);
});

test("a spoilt entry is left out, left alone and counted; the others are read", () => {
  for (const [id, spoilt] of [["a", "{half"], ["b", "5"], ["c", '"words"'], ["d", "[1]"]]) {
    local.setItem(`sg/${NOW}/checklists/${id}`, spoilt);
  }
  local.setItem(`sg/${NOW}/checklists/e`, '{"note":"fine"}');
  const store = at(NOW);
  assert.deepEqual(store.all(), { e: { note: "fine" } });
  assert.equal(store.broken(), 4);
  assert.equal(local.length, 5);
});

test("two tabs that write different entries do not overwrite each other", () => {
  const one = at(NOW), other = at(NOW);
  one.set("a", { note: "one" });
  other.set("b", { note: "other" });
  one.flush();
  other.flush();
  assert.deepEqual(at(NOW).all(), { a: { note: "one" }, b: { note: "other" } });
});

test("when there is no room it is said once, and the page still has everything", () => {
  troubles = [];
  const store = at(NOW);
  local.room = 100;
  store.set("a", { note: "short" });
  store.flush();
  store.set("b", { note: "x".repeat(200) });
  store.flush();
  store.set("c", { note: "x".repeat(200) });
  store.flush();
  assert.deepEqual(troubles, ["full"]);
  assert.deepEqual(Object.keys(store.all()), ["a", "b", "c"]);
  assert.equal(store.unsaved(), true);
  local.room = Infinity;
  store.flush();
  assert.equal(store.unsaved(), false);
});

test("where storage is closed everything works from the page, and it is said once", () => {
  troubles = [];
  local = session = null;
  const store = at(NOW);
  store.set("a", { note: "x" });
  store.flush();
  assert.deepEqual(store.all(), { a: { note: "x" } });
  assert.equal(store.shared(), false);
  assert.equal(store.shared(true), true);
  store.clear();
  assert.deepEqual(store.all(), {});
  assert.deepEqual(troubles, ["blocked"]);
});

test("a quarter of a megabyte of notes is kept and read", () => {
  const store = at(NOW), note = "Wörter ".repeat(40000);
  store.set("a", { note });
  store.flush();
  assert.equal(at(NOW).all().a.note, note);
});

test("on a shared computer nothing stays, and what is there moves to the page", () => {
  const store = at(NOW);
  store.set("a", { note: "x" });
  store.flush();
  store.shared(true);
  store.set("b", { note: "y" });
  store.flush();
  assert.equal(local.length, 0);
  assert.deepEqual(store.all(), { a: { note: "x" }, b: { note: "y" } });
  assert.equal(at(NOW, "star").shared(), true);
  store.shared(false);
  assert.equal(local.length, 2);
});
