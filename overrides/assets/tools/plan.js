/* The arithmetic of workshops, as staffguide/planning.py works it out (a test holds the two together), and calendar files.

   A day is "2027-01-18", a time of day is minutes after midnight, and everything else is a whole number.
   SG.plan.needs(groups, rules)         what each group takes; groups are { title, people, managers }
   SG.plan.runningOrder(parts, length)  the minutes of each part; parts are { minutes, least, share, shortest }
   SG.plan.spread(sessions, first, last, inARoom)  a day, a turn and a room for each session
   SG.plan.ics(events, scope, stamp)    the text of a calendar file */
(function (root) {
  "use strict";
  const STEP = 5, DAY = 864e5;
  const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
  const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
  const divided = (number, by) => Math.ceil(number / by);

  function needs(groups, rules) {
    let given = groups.filter((one) => one.people > 0);
    if (rules.mixed) {
      given = [false, true].map((managers) => ({ managers, title: rules.titles[Number(managers)],
        people: sum(given.filter((one) => one.managers === managers).map((one) => one.people)) })).filter((one) => one.people);
    }
    return given.map(({ title, people, managers }) => {
      const sessions = divided(people, rules.size), each = divided(people, sessions);
      return { title, people, sessions, each, facilitators: each >= rules.line ? 2 : 1,
        hours: divided(people * rules.minutes, 60), passedOn: rules.passedOn && !managers };
    });
  }
  const shared = (need, n) => Math.floor(need.people * (n + 1) / need.sessions) - Math.floor(need.people * n / need.sessions);

  function runningOrder(parts, length) {
    const longer = length > sum(parts.map((one) => one.minutes));
    const held = (one, minutes) => (one.shortest <= length ? minutes : 0);
    const start = parts.map((one) => held(one, longer ? one.minutes : one.least));
    const weights = parts.map((one) => held(one, longer ? one.share : one.minutes - one.least));
    const spare = Math.max(0, length - sum(start)), had = parts.map(() => 0);
    const practice = parts.reduce((best, one, n) => (one.minutes > parts[best].minutes ? n : best), 0);
    for (let left = Math.floor(spare / STEP); left && weights.some(Boolean); left -= 1) {
      had[weights.reduce((best, weight, n) => (weight * (2 * had[best] + 1) > weights[best] * (2 * had[n] + 1) ? n : best), practice)] += 1;
    }
    return start.map((minutes, n) => minutes + STEP * had[n] + (n === practice ? spare % STEP : 0));
  }

  const stamp = (day) => Date.parse(day + "T00:00Z");
  const moved = (day, days) => new Date(stamp(day) + days * DAY).toISOString().slice(0, 10);
  const working = (day) => new Date(stamp(day)).getUTCDay() % 6 > 0 && !/-(12-25|12-26|01-01)$/.test(day);
  function visit(starts, notified, due, weeks, weeksToReturn) {
    return starts || (notified && moved(notified, 7 * weeks)) || (due && moved(due, 7 * (weeks - weeksToReturn))) || "";
  }
  function countedBack(day, days) {
    for (let n = 0; n < days; n += 1) {
      do day = moved(day, -1); while (!working(day));
    }
    return day;
  }
  function spread(sessions, first, last, inARoom) {
    const days = [];
    for (let day = first; day <= last; day = moved(day, 1)) if (working(day)) days.push(day);
    if (!sessions || !days.length) return [];
    const onADay = divided(sessions, days.length), rooms = divided(onADay, inARoom);
    return Array.from({ length: sessions }, (_, n) => {
      const place = Math.floor(n * days.length * onADay / sessions), within = place % onADay;
      return { day: days[Math.floor(place / onADay)], turn: Math.floor(within / rooms), room: within % rooms };
    });
  }
  const rooms = (slots) => 1 + Math.max(-1, ...slots.map((one) => one.room));

  function written(day) {
    const [year, month, date] = day.split("-").map(Number);
    return date + " " + MONTHS[month - 1] + " " + year;
  }
  const withDay = (day) => DAYS[new Date(stamp(day)).getUTCDay()] + " " + written(day);
  function clock(minutes) {
    const hour = Math.floor(minutes / 60) % 24, rest = minutes % 60;
    if (!rest && hour % 12 === 0) return hour ? "midday" : "midnight";
    return (hour % 12 || 12) + (rest ? ":" + String(rest).padStart(2, "0") : "") + (hour < 12 ? "am" : "pm");
  }

  /* Calendar files (RFC 5545): lines of 75 bytes at most, ended as the standard says, and words that end no property. */
  const escaped = (words) => words.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, "").replace(/[\\;,]/g, "\\$&").replace(/\r?\n|\r/g, "\\n");
  function folded(line) {
    const utf8 = new TextEncoder();
    let out = "", room = 75;
    for (const sign of line) {
      const bytes = utf8.encode(sign).length;
      if (bytes > room) {
        out += "\r\n ";
        room = 74;
      }
      out += sign;
      room -= bytes;
    }
    return out;
  }
  const compact = (day) => day.replace(/-/g, "");
  function moment(day, minutes) {
    const on = moved(day, Math.floor(minutes / 1440)), time = minutes % 1440;
    return compact(on) + "T" + String(Math.floor(time / 60)).padStart(2, "0") + String(time % 60).padStart(2, "0") + "00";
  }
  /* An event has a day and, where it has a `start`, a length; times are those of the place, whatever the zone of the calendar. */
  function times({ day, start, length }) {
    if (start === undefined) return ["DTSTART;VALUE=DATE:" + compact(day), "DTEND;VALUE=DATE:" + compact(moved(day, 1))];
    return ["DTSTART:" + moment(day, start), "DTEND:" + moment(day, start + length)];
  }
  const ics = (events, scope, now) => ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Staff guide to CQC assessment//Workshop planner//EN",
    "CALSCALE:GREGORIAN", "METHOD:PUBLISH", ...events.flatMap((one) => ["BEGIN:VEVENT", "UID:" + escaped(one.id + "@" + scope),
      "DTSTAMP:" + now.toISOString().replace(/[-:]|\.\d+/g, ""), ...times(one), "SUMMARY:" + escaped(one.title),
      "DESCRIPTION:" + escaped(one.about), "TRANSP:" + (one.start === undefined ? "TRANSPARENT" : "OPAQUE"), "END:VEVENT"]),
    "END:VCALENDAR"].map((line) => folded(line) + "\r\n").join("");

  const plan = { needs, shared, runningOrder, visit, countedBack, spread, rooms, written, withDay, clock, ics };
  (root.SG = root.SG || {}).plan = plan;
  if (typeof module !== "undefined") module.exports = plan;
})(typeof window === "undefined" ? globalThis : window);
