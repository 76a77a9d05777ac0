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

  const svg = (name, attributes, words) => {
    const part = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.entries(attributes).forEach(([key, value]) => part.setAttribute(key, value));
    part.textContent = words || "";
    return part;
  };
  /* Four blocks in a row, as many filled as the score, and the score in a figure: it reads without any colour. */
  function draw(scores) {
    const wide = Math.max(chart.clientWidth, 240), block = (wide - 110) / HIGHEST, most = wide / 9, tall = most < 46 ? 68 : 52;
    const picture = svg("svg", { viewBox: "0 0 " + wide + " " + rows.length * tall, "aria-hidden": "true", focusable: "false" });
    rows.forEach((row, n) => {
      const top = n * tall;
      const name = row.querySelector("th").textContent, cut = name.length > most ? name.lastIndexOf(" ", most) : name.length;
      [name.slice(0, cut), name.slice(cut).trim()].forEach((line, k) =>
        picture.append(svg("text", { x: 0, y: top + tall - 38 - (cut < name.length && !k ? 16 : 0), class: "sg-fill-text" }, line)));
      for (let k = 0; k < HIGHEST; k += 1) {
        picture.append(svg("rect", { x: 1 + k * block, y: top + tall - 31, width: block - 4, height: 16, rx: 2,
          class: "sg-stroke-brand " + (k < scores[n] ? "sg-fill-brand" : "sg-fill-none") }));
      }
      picture.append(svg("text", { x: HIGHEST * block + 6, y: top + tall - 18, class: "sg-fill-text" }, scores[n] ? scores[n] + " out of 4" : "no score"));
    });
    chart.replaceChildren(picture);
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
      ? "Our own view comes to " + percent + " per cent. That is in the band “" + found.title + "”, from " + found.lowest + " to " + found.highest + "."
      : given ? given + " of " + rows.length + " statements have a score. The percentage shows when all of them do." : explained;
    draw(scores);
  }
  sheet = SG.sheet([tool], { store, changed });
  changed();
  new ResizeObserver(changed).observe(chart);
  SG.keeping(tool, store);
})(typeof window === "undefined" ? globalThis : window);
