/* Files and paper: what a tool gives to people to take away, and reads back. All of it is made on the device.

   SG.csv(rows), SG.csvRows(text)    rows of words to text for a spreadsheet, and back
   SG.download(name, type, content)  offers a file
   SG.read(file, done, failed)       the words of a chosen file, or why it cannot be read
   SG.print(element)                 prints this element in place of the page */
(function (root) {
  "use strict";
  const SG = root.SG = root.SG || {};
  const LARGEST = 5e6;

  /* A spreadsheet takes words that begin with one of these signs for a formula and runs it; an apostrophe keeps them words. */
  const guarded = (words) => (/^['=+\-@\t\r]/.test(words) ? "'" + words : words);
  const csv = (rows) => "\ufeff" + rows.map((row) => row.map(
    (words) => '"' + guarded(String(words)).replace(/"/g, '""') + '"').join(",") + "\r\n").join("");

  function csvRows(text) {
    const rows = [[]];
    const comma = /^[^\n"]*;/.test(text.replace(/"[^"]*"/g, "")) ? ";" : ",";
    const cell = new RegExp('(?:"((?:[^"]|"")*)"|([^"' + comma + '\\r\\n]*))(' + comma + "|\\r?\\n|$)", "gy");
    text = text.replace(/^\ufeff/, "");
    while (cell.lastIndex < text.length) {
      const found = cell.exec(text);
      if (!found) throw new SyntaxError("not a table");
      const words = found[1] === undefined ? found[2] : found[1].replace(/""/g, '"');
      rows[rows.length - 1].push(words.replace(/^'(?=['=+\-@\t\r])/, ""));
      if (found[3] !== comma && cell.lastIndex < text.length) rows.push([]);
    }
    return rows;
  }

  /* A file of a draft says so in its name: it may lie beside that of the real guide one day. */
  const named = (name) => (document.documentElement.hasAttribute("data-draft") ? name.replace(/(\.\w+)$/, "-DRAFT$1") : name);
  function download(name, type, content) {
    name = named(name);
    const link = SG.el("a", { href: URL.createObjectURL(new Blob([content], { type })), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    SG.announce("Saved as " + name + ".");
  }
  function read(file, done, failed) {
    if (file.size > LARGEST) return failed("This file is too large to come from this tool. Choose one that you saved here.");
    return file.text().then(done).catch(() => failed("This file cannot be read. Choose one that you saved here, as CSV or JSON."));
  }
  function print(element) {
    const paper = SG.el("div", { class: "sg-paper" }, element);
    document.body.append(paper);
    root.print();
    paper.remove();
  }
  Object.assign(SG, { csv, csvRows, download, read, print });
  if (typeof module !== "undefined") module.exports = { csv, csvRows };
})(typeof window === "undefined" ? globalThis : window);
