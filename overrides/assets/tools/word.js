/* Word documents, made on the device. One is a zip archive of XML; nothing in ours is compressed, so checksums are all it takes.

   SG.docx(title, blocks)   its bytes; a block is [style, words], and a style is "Heading1", "Heading2" or "Normal";
                            or it is ["Table", rows], whose first row holds the names of the columns */
(function (root) {
  "use strict";
  const SG = root.SG = root.SG || {};

  const TABLE = Array.from({ length: 256 }, (_, n) => {
    for (let k = 0; k < 8; k += 1) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
    return n;
  });
  const checksum = (bytes) => ~bytes.reduce((sum, byte) => TABLE[(sum ^ byte) & 255] ^ (sum >>> 8), -1);

  function zip(files) {
    const utf8 = new TextEncoder(), parts = [], list = [];
    let size = 0;
    const words = (...pairs) => pairs.flatMap(([bytes, value]) => Array.from({ length: bytes }, (_, n) => (value >>> (8 * n)) & 255));
    const put = (bytes) => {
      parts.push(Uint8Array.from(bytes));
      size += bytes.length;
    };
    Object.entries(files).forEach(([path, content]) => {
      const name = utf8.encode(path), bytes = utf8.encode(content);
      /* Version 2, names in UTF-8, stored, 1 January 1980: the same words always give the same bytes. */
      const facts = words([2, 20], [2, 2048], [2, 0], [2, 0], [2, 33], [4, checksum(bytes)], [4, bytes.length],
        [4, bytes.length], [2, name.length], [2, 0]);
      list.push([...words([4, 0x02014b50], [2, 20]), ...facts, ...words([2, 0], [4, 0], [4, 0], [4, size]), ...name]);
      put([...words([4, 0x04034b50]), ...facts, ...name]);
      put(bytes);
    });
    const start = size;
    list.forEach(put);
    put(words([4, 0x06054b50], [4, 0], [2, list.length], [2, list.length], [4, size - start], [4, start], [2, 0]));
    const whole = new Uint8Array(size);
    parts.reduce((at, part) => whole.set(part, at) || at + part.length, 0);
    return whole;
  }

  const xml = (words) => words.replace(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"]/g, (sign) => "&#" + sign.charCodeAt(0) + ";");
  const OPEN = "http://schemas.openxmlformats.org/", HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const W = 'xmlns:w="' + OPEN + 'wordprocessingml/2006/main"';
  const relations = (...pairs) => HEAD + '<Relationships xmlns="' + OPEN + 'package/2006/relationships">' + pairs.map(([kind, target], n) =>
    '<Relationship Id="r' + n + '" Type="' + OPEN + kind + '" Target="' + target + '"/>').join("") + "</Relationships>";
  const style = (id, name, size) => '<w:style w:type="paragraph" w:styleId="' + id + '"' + (size ? "" : ' w:default="1"') +
    '><w:name w:val="' + name + '"/>' + (size ? '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/>' +
    '<w:spacing w:before="240"/>' + (/\d/.test(id) ? '<w:outlineLvl w:val="' + (id.slice(-1) - 1) + '"/>' : "") +
    '</w:pPr><w:rPr><w:b/><w:sz w:val="' + size + '"/></w:rPr>' : "") + "</w:style>";
  const paragraph = ([kind, words], look = "") => words.split("\n").map((line) => '<w:p><w:pPr><w:pStyle w:val="' + kind +
    '"/></w:pPr><w:r>' + look + '<w:t xml:space="preserve">' + xml(line) + "</w:t></w:r></w:p>").join("");
  /* The header row comes again on each page, and is what screen readers name the columns by. No row is split. */
  const BORDERS = ["top", "left", "bottom", "right", "insideH", "insideV"].map((side) => "<w:" + side + ' w:val="single" w:sz="4" w:color="808080"/>');
  /* Columns share the width by their longest line, within bounds. */
  function widths(rows) {
    const longest = (n) => Math.max(14, ...rows.flatMap((cells) => String(cells[n]).split("\n").map((line) => line.length)));
    const shares = rows[0].map((_, n) => Math.min(40, longest(n))), sum = shares.reduce((all, one) => all + one, 0);
    return shares.map((share) => Math.round(9638 * share / sum));
  }
  function table(rows) {
    const wide = widths(rows);
    const cell = (words, n, head) => '<w:tc><w:tcPr><w:tcW w:w="' + wide[n] + '" w:type="dxa"/></w:tcPr>' +
      paragraph(["Normal", String(words)], head ? "<w:rPr><w:b/></w:rPr>" : "") + "</w:tc>";
    return '<w:tbl><w:tblPr><w:tblW w:w="9638" w:type="dxa"/><w:tblBorders>' + BORDERS.join("") + '</w:tblBorders><w:tblLook w:val="0020" ' +
      'w:firstRow="1"/></w:tblPr><w:tblGrid>' + wide.map((one) => '<w:gridCol w:w="' + one + '"/>').join("") + "</w:tblGrid>" +
      rows.map((cells, at) => "<w:tr><w:trPr><w:cantSplit/>" + (at ? "" : "<w:tblHeader/>") + "</w:trPr>" +
        cells.map((words, n) => cell(words, n, !at)).join("") + "</w:tr>").join("") + "</w:tbl><w:p/>";
  }
  const block = (one) => (one[0] === "Table" ? table(one[1]) : paragraph(one));

  const docx = (title, blocks) => zip({
    "[Content_Types].xml": HEAD + '<Types xmlns="' + OPEN + 'package/2006/content-types"><Default Extension="rels" ' +
      'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      ["word/document|wordprocessingml.document.main", "word/styles|wordprocessingml.styles"].map((one) => one.split("|")).map(
        ([part, type]) => '<Override PartName="/' + part + '.xml" ContentType="application/vnd.openxmlformats-officedocument.' + type + '+xml"/>'
      ).join("") + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
    "_rels/.rels": relations(["officeDocument/2006/relationships/officeDocument", "word/document.xml"],
      ["package/2006/relationships/metadata/core-properties", "docProps/core.xml"]),
    "docProps/core.xml": HEAD + '<cp:coreProperties xmlns:cp="' + OPEN + 'package/2006/metadata/core-properties" ' +
      'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>' + xml(title) + "</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>",
    "word/_rels/document.xml.rels": relations(["officeDocument/2006/relationships/styles", "styles.xml"]),
    "word/styles.xml": HEAD + "<w:styles " + W + '><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>' +
      '<w:sz w:val="24"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="300" ' +
      'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>' + style("Normal", "Normal") + style("Title", "Title", 40) +
      style("Heading1", "heading 1", 32) + style("Heading2", "heading 2", 26) + "</w:styles>",
    "word/document.xml": HEAD + "<w:document " + W + "><w:body>" + [["Title", title], ...blocks].map(block).join("") +
      '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"/>' +
      "</w:sectPr></w:body></w:document>",
  });
  SG.docx = docx;
  if (typeof module !== "undefined") module.exports = { docx };
})(typeof window === "undefined" ? globalThis : window);
