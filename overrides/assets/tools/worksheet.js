/* The self-assessment worksheet: works out the overall picture, and draws it from the table that stands beside it. */
(function (root) {
  "use strict";
  const HIGHEST = 4;

  /* Points out of those possible, as a whole per cent; nothing until every statement has a score. */
  function percentage(scores) {
    if (!scores.length || scores.some((score) => !(score >= 1 && score <= HIGHEST))) return null;
    return Math.round((100 * scores.reduce((sum, score) => sum + score, 0)) / (HIGHEST * scores.length));
  }
  const band = (percent, bands) => bands.find(({ lowest, highest }) => percent >= lowest && percent <= highest);
  if (typeof module !== "undefined") {
    module.exports = { percentage, band };
    return;
  }

  const SG = root.SG, tool = document.querySelector("[data-tool=worksheet]");
  const store = SG.store("worksheet");
  const said = tool.querySelector("[data-overall]"), explained = said.textContent;
  const chart = tool.querySelector("[data-chart]");
  const rows = Array.from(tool.querySelectorAll("[data-row]"));
  const bands = Array.from(tool.querySelectorAll("[data-lowest]"), (one) => ({
    lowest: Number(one.dataset.lowest), highest: Number(one.dataset.highest), title: one.dataset.rating,
  }));
  let sheet;

  const svg = (name, attributes) => {
    const part = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.entries(attributes).forEach(([key, value]) => part.setAttribute(key, value));
    return part;
  };
  /* Four blocks in a row, as many filled as the score, and the score in a figure: it reads without any colour. The words
     are no part of the drawings, so that they wrap and grow as the reader likes. */
  function bar(score) {
    const blocks = svg("svg", { viewBox: "0 0 400 20", preserveAspectRatio: "none", focusable: "false" });
    for (let n = 0; n < HIGHEST; n += 1) {
      blocks.append(svg("rect", { x: 1 + n * 100, y: 1, width: 96, height: 18,
        class: "sg-stroke-brand " + (n < score ? "sg-fill-brand" : "sg-fill-none") }));
    }
    return blocks;
  }
  function draw(scores) {
    chart.replaceChildren(...rows.map((row, n) => SG.el("div", { class: "sg-bar-row" },
      SG.el("p", {}, row.querySelector("th").textContent), bar(scores[n]),
      SG.el("p", {}, scores[n] ? scores[n] + " out of " + HIGHEST : "no score"))));
  }
  function changed() {
    if (!sheet) return;
    const scores = rows.map((row) => Number((sheet.entries()[row.dataset.row] || {}).score) || 0);
    const words = (score) => tool.querySelector('[data-field=score][value="' + score + '"]').dataset.says;
    rows.forEach((row, n) => {
      const [score, meaning] = row.querySelectorAll("td");
      score.textContent = scores[n] || "";
      meaning.textContent = scores[n] ? words(scores[n]) : "";
    });
    const percent = percentage(scores), found = band(percent, bands), given = scores.filter(Boolean).length;
    said.textContent = found
      ? "Our own view comes to " + percent + " per cent. That is in the band “" + found.title + "”, from " +
        found.lowest + " to " + found.highest + "."
      : given ? given + " of " + rows.length + " statements have a score. The percentage shows when all of them do." : explained;
    draw(scores);
  }
  sheet = SG.sheet([tool], { store, changed });
  changed();
  SG.keeping(tool, store);
})(typeof window === "undefined" ? globalThis : window);
