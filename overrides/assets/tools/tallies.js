/* The sums of an evaluation: reads files of answers, refuses what is no such file, and adds up the rest.

   SG.collect(files, form, council)   files are [{ name, size, bytes }] with bytes() that promises a Uint8Array; promises
                                      { replies, counted, refused, repeated }
   SG.tally(collected, form)          what the replies come to, with no figure for so few people that it could tell who

   `form` is the record of framework/evaluation.yml. `guide evaluate` does the same in staffguide/evaluation_files.py and
   staffguide/evaluation.py, and a test holds the two together: change both. */
(function (root) {
  "use strict";
  const SG = root.SG = root.SG || {};
  const KIND = "staff-guide-evaluation", MOST_BYTES = 1e6, MOST_REPLIES = 500, DEEPEST = 6;
  const LONGEST_NAME = 120, LONGEST_WORDS = 2000, MOST_OWN = 6, LONGEST_OWN = 400;
  const LEFT_BY_COMPUTERS = ["thumbs.db", "desktop.ini"];
  const UNSEEN = /[\0-\x20\x7f-\xa0\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+/gu;

  class Refused extends Error {}
  const refuse = (why) => { throw new Refused(why); };
  const plain = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const lengthOf = (words) => Array.from(words).length;
  const text = (given) => (typeof given === "string" ? given.replace(UNSEEN, " ").replace(/^ | $/g, "") : "");

  /* By code points, so that every machine has the same order. */
  function inOrder(one, other) {
    const a = Array.from(one, (sign) => sign.codePointAt(0)), b = Array.from(other, (sign) => sign.codePointAt(0));
    const at = a.findIndex((sign, n) => sign !== b[n]);
    return at < 0 ? a.length - b.length : at < b.length ? a[at] - b[at] : 1;
  }

  function depth(words) {
    let deepest = 0, now = 0;
    for (const sign of words.replace(/"(?:[^"\\]|\\[^])*"/g, "").match(/[[\]{}]/g) || []) {
      now += sign === "[" || sign === "{" ? 1 : -1;
      deepest = Math.max(deepest, now);
    }
    return deepest;
  }
  async function data(file) {
    const name = file.name.toLowerCase();
    if (name.endsWith(".zip")) refuse("unpack it first: packed files are not opened");
    if (!name.endsWith(".json")) refuse("it is no file of answers: those end in .json");
    if (file.size > MOST_BYTES) refuse("it is too large to be a file of answers");
    let bytes, words, found;
    try {
      bytes = await file.bytes();
    } catch {
      refuse("it cannot be opened");
    }
    try {
      words = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      refuse("it is not saved as UTF-8 text");
    }
    if (depth(words) > DEEPEST) refuse("it is no file of answers: too much in it stands inside each other");
    try {
      found = JSON.parse(words);
    } catch {
      refuse("it cannot be read: it may have been cut short or changed");
    }
    if (!plain(found) || found.kind !== KIND) refuse("it was not made by the evaluation form of this guide");
    return found;
  }

  function isDay(given) {
    if (typeof given !== "string" || !/^20\d\d-\d\d-\d\d$/.test(given)) return false;
    const day = new Date(given + "T00:00:00Z");
    return !isNaN(day) && day.toISOString().startsWith(given);
  }
  function own(given) {
    const texts = Array.isArray(given) ? given.map(text) : [""];
    if (texts.length > MOST_OWN || new Set(texts).size < texts.length || !texts.every((one) => one && lengthOf(one) <= LONGEST_OWN)) {
      refuse("the council's own aims in it are not as the form writes them");
    }
    return new Map(texts.map((one, n) => ["ev-own-" + (n + 1), one]));
  }
  const asksOf = (form) => form.parts.flatMap((part) => part.asks);
  function questions(form, all, theirs) {
    return new Map(asksOf(form).flatMap((ask) => (ask.kind === "objectives"
      ? [...all.objectives.map((one) => one.id), ...theirs.keys()] : [ask.id]).map((name) => [name, ask])));
  }

  const CHECKS = {
    words(n, given, ask) {
      if (typeof given !== "string") refuse(`reply ${n}: what stands under "${ask.short}" is no text`);
      const words = text(given);
      if (lengthOf(words) > LONGEST_WORDS) refuse(`reply ${n}: the words under "${ask.short}" are too long`);
      return words;
    },
    confidence(n, given, ask, all) {
      if (!all.check.steps.some((step) => step.value === given)) refuse(`reply ${n}: "${ask.short}" is not on the scale`);
      return given;
    },
    choice(n, given, ask) {
      if (!ask.choices.some((choice) => choice.value === given)) {
        refuse(`reply ${n}: the answer under "${ask.short}" is not one of those on the form`);
      }
      return given;
    },
  };

  async function read(file, all, council) {
    const given = await data(file);
    if (given.version !== all.version) refuse("it was made by another version of the form");
    if (given.council !== council) refuse("it is from another council");
    const form = all.forms.find((one) => one.value === given.form) || refuse("it does not say which form was filled in");
    const session = text(given.session), theirs = own(Object.hasOwn(given, "objectives") ? given.objectives : []);
    if (!session || lengthOf(session) > LONGEST_NAME || !isDay(given.date)) refuse("its session has no name or no date");
    if (!Array.isArray(given.replies) || !given.replies.length) refuse("it holds no replies");
    if (given.replies.length > MOST_REPLIES) refuse(`it holds more than ${MOST_REPLIES} replies`);
    const found = new Map(), asks = questions(form, all, theirs);
    given.replies.forEach((reply, at) => {
      const n = at + 1;
      if (!plain(reply) || typeof reply.id !== "string" || !/^[0-9a-f]{32}$/.test(reply.id) || !plain(reply.answers)) {
        refuse(`reply ${n} is not as the form writes it`);
      }
      const answers = new Map(), ours = new Map();
      Object.entries(reply.answers).forEach(([name, value]) => {
        const ask = asks.get(name) || refuse(`reply ${n} answers a question that is not on the form`);
        const checked = (CHECKS[ask.kind] || CHECKS.choice)(n, value, ask, all);
        if (theirs.has(name)) ours.set(theirs.get(name), checked);
        else if (checked !== "") answers.set(name, checked);
      });
      if (!found.has(reply.id)) found.set(reply.id, { form: form.value, session, date: given.date, answers, own: ours });
    });
    return found;
  }

  async function collect(files, all, council) {
    const replies = new Map(), counted = [], refused = [];
    let repeated = 0;
    for (const file of Array.from(files).sort((a, b) => inOrder(a.name, b.name))) {
      if (file.name.startsWith(".") || LEFT_BY_COMPUTERS.includes(file.name.toLowerCase())) continue;
      try {
        const found = await read(file, all, council), before = replies.size;
        found.forEach((reply, id) => { if (!replies.has(id)) replies.set(id, reply); });
        repeated += found.size - (replies.size - before);
        if (replies.size > before) counted.push(file.name);
        else refused.push([file.name, "all of its replies are in another file that has been counted"]);
      } catch (why) {
        if (!(why instanceof Refused)) throw why;
        refused.push([file.name, why.message]);
      }
    }
    return { replies: Array.from(replies.values()), counted, refused, repeated };
  }

  const median = (ordered) => {
    const half = Math.floor(ordered.length / 2);
    return ordered.length % 2 ? ordered[half] : (ordered[half - 1] + ordered[half]) / 2;
  };
  function middle(values) {
    const ordered = values.slice().sort((a, b) => a - b), half = Math.floor(ordered.length / 2);
    return { median: median(ordered), low: median(ordered.slice(0, half)), high: median(ordered.slice(-half)) };
  }
  function moved(pairs) {
    const changes = pairs.map(([before, after]) => after - before).sort((a, b) => a - b);
    return {
      before: middle(pairs.map(([before]) => before)),
      after: middle(pairs.map(([, after]) => after)),
      change: median(changes),
      rose: changes.filter((change) => change > 0).length,
      stayed: changes.filter((change) => change === 0).length,
      fell: changes.filter((change) => change < 0).length,
    };
  }

  /* Small groups stand together, with a larger one if need be, and never alone: what is left when somebody takes shown
     groups away from the whole is always a shown group, or several. */
  function groups(both, fewest) {
    const held = new Map();
    both.forEach(([name, pair]) => held.set(name, [...(held.get(name) || []), pair]));
    const size = (names) => names.reduce((sum, name) => sum + held.get(name).length, 0);
    const ordered = Array.from(held.keys()).sort((a, b) => size([b]) - size([a]) || inOrder(a, b));
    const large = ordered.filter((name) => name && size([name]) >= fewest);
    const small = ordered.filter((name) => !large.includes(name));
    while (small.length && large.length && size(small) < fewest) small.unshift(large.pop());
    const apart = [...large.map((name) => [name]), ...(small.length ? [small.sort(inOrder)] : [])];
    return apart.length < 2 ? [] : apart.map((names) => {
      const pairs = names.flatMap((name) => held.get(name));
      return { group: names, people: pairs.length, ...moved(pairs) };
    });
  }
  function confidence(form, replies, all) {
    const scales = asksOf(form).filter((ask) => ask.kind === "confidence").map((ask) => ask.id);
    if (!scales.length) return null;
    const role = (asksOf(form).find((ask) => ask.kind === "choice") || {}).id;
    const both = replies.filter(({ answers }) => scales.every((scale) => answers.has(scale)))
      .map(({ answers }) => [answers.get(role) || "", scales.map((scale) => answers.get(scale))]);
    const pairs = both.map(([, pair]) => pair);
    if (pairs.length < all.fewest) return { people: pairs.length, shown: false };
    const count = (at, value) => pairs.filter((pair) => pair[at] === value).length;
    return {
      people: pairs.length,
      shown: true,
      ...moved(pairs),
      steps: all.check.steps.map(({ value }) => [value, count(0, value), count(1, value)]),
      groups: groups(both, all.fewest),
    };
  }

  function counts(ask, answers, all) {
    const given = answers.filter((answer) => answer !== undefined);
    return {
      id: ask.id,
      answered: given.length,
      counts: given.length < all.fewest ? null
        : ask.choices.map((choice) => given.filter((answer) => answer === choice.value).length),
    };
  }
  function objectives(form, replies, all) {
    const theirs = Array.from(new Set(replies.flatMap((reply) => Array.from(reply.own.keys())))).sort(inOrder);
    return asksOf(form).filter((ask) => ask.kind === "objectives").flatMap((ask) => [
      ...all.objectives.map((one) => ({ ...counts(ask, replies.map((reply) => reply.answers.get(one.id)), all), id: one.id, text: one.text })),
      ...theirs.map((words) => ({ ...counts(ask, replies.map((reply) => reply.own.get(words)), all), id: "", text: words })),
    ]);
  }
  /* In the order of their letters: nobody can be told by the place of theirs. Without an answer, nobody quotes them. */
  function comments(ask, form, replies) {
    const consent = form.parts.find((part) => part.asks.includes(ask)).asks.find((one) => one.kind === "consent");
    const uses = consent ? consent.choices.map((choice) => choice.value) : [""];
    const use = ({ answers }) => (consent ? answers.get(consent.id) || uses[uses.length - 1] : "");
    const said = replies.filter((reply) => reply.answers.has(ask.id));
    return {
      id: ask.id,
      lists: uses.map((one) => ({
        use: one, words: said.filter((reply) => use(reply) === one).map((reply) => reply.answers.get(ask.id)).sort(inOrder),
      })),
    };
  }
  function sessions(replies) {
    const held = new Map();
    replies.forEach(({ date, session }) => {
      const key = date + session;
      held.set(key, { date, session, replies: held.has(key) ? held.get(key).replies + 1 : 1 });
    });
    return Array.from(held).sort(([a], [b]) => inOrder(a, b)).map(([, one]) => one);
  }
  function ofForm(form, every, all) {
    const replies = every.filter((reply) => reply.form === form.value), of = (kind) => asksOf(form).filter((ask) => ask.kind === kind);
    return {
      form: form.value,
      replies: replies.length,
      sessions: sessions(replies),
      confidence: confidence(form, replies, all),
      objectives: objectives(form, replies, all),
      choices: of("choice").map((ask) => counts(ask, replies.map((reply) => reply.answers.get(ask.id)), all)),
      words: of("words").map((ask) => comments(ask, form, replies)),
    };
  }
  const tally = ({ counted, refused, repeated, replies }, all) =>
    ({ counted, refused, repeated, forms: all.forms.map((form) => ofForm(form, replies, all)) });

  Object.assign(SG, { collect, tally });
  if (typeof module !== "undefined") module.exports = { collect, tally, inOrder };
})(typeof window === "undefined" ? globalThis : window);
