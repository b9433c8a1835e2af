// Tables with their answers, as files.
import { harmless, writeTable } from "./csv.js";
import { decidedBy } from "./reconciling.js";

const FIELDS = ["id", "label", "kind", "score", "status", "why", "runner_up", "runner_up_label", "runner_up_score"];
const BY = "decided_by";

// The columns that are added; if the table has one of that name, all get a prefix.
export function addedColumns(header) {
  const added = [...FIELDS, BY];
  return header.some((name) => added.includes(name)) ? added.map((name) => `names_${name}`) : added;
}

const answers = (row) => [...FIELDS.map((field) => row.answer?.[field] ?? ""), decidedBy(row)];

// All original cells and the answers, parted as the table was, and harmless for spreadsheets.
export function asTable({ header, rows }, delimiter) {
  const width = header.length;
  const original = (row) => Array.from({ length: width }, (_, at) => row.cells[at] ?? "");
  const written = rows.map((row) => [...original(row), ...answers(row)]);
  return writeTable([[...header, ...addedColumns(header)], ...written].map((cells) => cells.map(harmless)), delimiter);
}

// A line of JSON for each row: its number, from 1, the cells by column, and the answer.
export function asLines({ header, rows }) {
  const names = distinct(header);
  const line = (row) => {
    const cells = Object.fromEntries(names.map((name, at) => [name, row.cells[at] ?? ""]));
    const answer = Object.fromEntries([...FIELDS, BY].map((name, at) => [name, answers(row)[at]]));
    return `${JSON.stringify({ row: row.number + 1, cells, ...answer })}\n`;
  };
  return rows.map(line).join("");
}

// The names of columns, with a number where one comes again.
function distinct(header) {
  const seen = new Set();
  return header.map((name) => {
    let own = name;
    for (let number = 2; seen.has(own); number++) own = `${name} (${number})`;
    seen.add(own);
    return own;
  });
}
