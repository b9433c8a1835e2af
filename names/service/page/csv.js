// Tables as text: cells between commas, semicolons, tabs or bars, those with quotation marks as RFC 4180 has it.

const DELIMITERS = [",", ";", "\t", "|"];
const SAMPLE = 20; // records by which the delimiter is told; chosen

// The records of a table, each a list of cells. Blank lines are none. What follows a closing quotation mark belongs to
// the cell, and a mark within a cell that does not begin with one is a letter, as in Python's csv.
export function readTable(text, delimiter = tellDelimiter(text)) {
  return [...records(text.startsWith("\ufeff") ? text.slice(1) : text, delimiter)];
}

function* records(text, delimiter) {
  let cells = [];
  for (let place = 0; place < text.length; ) {
    const { cell, end } = text[place] === '"' ? quoted(text, place, delimiter) : plain(text, place, delimiter);
    cells.push(cell);
    if (text[end] === delimiter) {
      place = end + 1;
      if (place < text.length) continue;
      cells.push("");
    }
    if (cells.length > 1 || cells[0] !== "") yield cells;
    cells = [];
    place = text.startsWith("\r\n", end) ? end + 2 : Math.max(end + 1, place);
  }
}

function plain(text, start, delimiter) {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== "\n" && text[end] !== "\r") end++;
  return { cell: text.slice(start, end), end };
}

// A cell that begins with a quotation mark; where the last one is missing, it takes the rest of the text.
function quoted(text, start, delimiter) {
  const pieces = [];
  for (let place = start + 1; ; ) {
    const mark = text.indexOf('"', place);
    if (mark < 0) return { cell: pieces.join("") + text.slice(place), end: text.length };
    pieces.push(text.slice(place, mark));
    place = mark + 2;
    if (text[mark + 1] === '"') pieces.push('"');
    else {
      const rest = plain(text, mark + 1, delimiter);
      return { cell: pieces.join("") + rest.cell, end: rest.end };
    }
  }
}

// The delimiter that gives the first records most cells, and all the same number of them where that is possible.
export function tellDelimiter(text) {
  let best = { delimiter: ",", value: 0 };
  for (const delimiter of DELIMITERS) {
    const widths = [];
    for (const cells of records(text.replace(/^\ufeff/, ""), delimiter)) {
      if (widths.push(cells.length) === SAMPLE) break;
    }
    const [first = 1] = widths;
    const alike = widths.filter((width) => width === first).length / (widths.length || 1);
    const value = first > 1 ? alike * alike * first : 0;
    if (value > best.value) best = { delimiter, value };
  }
  return best.delimiter;
}

// A table as text that can be read back.
export function writeTable(rows, delimiter = ",") {
  const needsMarks = new RegExp(`["\\r\\n${delimiter === "|" ? "\\|" : delimiter}]|^\\s|\\s$`);
  const cell = (value) => (needsMarks.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  return rows.map((row) => `${row.map((value) => cell(String(value ?? ""))).join(delimiter)}\n`).join("");
}

// The beginning of a cell that spreadsheets take for a formula (names.formats.escaping has the reasons).
const FORMULA = /^(?:[\s\0-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])/;
const NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/;
const SPACE = /[\s\x1c-\x1f\x85]+/g;
const BREAK = /[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/;

// A cell on one line that no spreadsheet runs as a formula. Numbers stay numbers.
export function harmless(value) {
  if (typeof value !== "string" || NUMBER.test(value)) return value;
  const line = value.replace(SPACE, (space) => (BREAK.test(space) ? " " : space));
  return line.length > 1 && FORMULA.test(value) ? `'${line}` : line;
}
