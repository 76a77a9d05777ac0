/* Adds up a folder of answers as the results page does, for a test that compares it with `guide evaluate`.

   node evaluate_folder.js FOLDER EVALUATION.json COUNCIL */
"use strict";
const fs = require("node:fs");
const path = require("node:path");

const tool = (name) => require(path.join(__dirname, "..", "..", "overrides", "assets", "tools", `${name}.js`));
const { collect, tally } = tool("tallies"), { report, brief } = tool("results");
const [folder, about, council] = process.argv.slice(2);
const all = JSON.parse(fs.readFileSync(about, "utf8"));
const files = fs.readdirSync(folder).map((name) => {
  const place = path.join(folder, name), ordinary = fs.lstatSync(place).isFile();
  return { name, size: ordinary ? fs.statSync(place).size : 0, bytes: async () => new Uint8Array(fs.readFileSync(ordinary ? place : "")) };
});
collect(files, all, council).then((collected) => {
  const sums = tally(collected, all);
  process.stdout.write(JSON.stringify({ sums, report: report(sums, all), brief: brief(sums, all) }));
});
