// The rows of a table and their answers, which are asked for in portions.
import { post } from "./api.js";
import { ROLES } from "./columns.js";
import { decisions } from "./decisions.js";
import { spellingForm } from "./spelling.js";

const PORTION = 50; // rows of a request; chosen
const LONGEST = 1000; // characters of a cell that are sent: the service takes no longer ones

export class Reconciliation {
  constructor({ header, rows, roles }) {
    this.header = header;
    this.roles = roles;
    this.rows = rows.map((cells, number) => ({ number, cells, answer: null, name: "", form: "" }));
    for (const row of this.rows) {
      row.name = this.#name(row);
      row.form = spellingForm(row.name);
    }
    this.done = 0;
  }

  // The name of a row that is looked up, or its given and family name.
  #name(row) {
    const { name, given, family } = this.query(row);
    return (name ?? "").trim() || [given, family].map((part) => (part ?? "").trim()).filter(Boolean).join(" ");
  }

  query(row) {
    const cells = Object.keys(ROLES).map((role) => [role, row.cells[this.roles.indexOf(role)] ?? ""]);
    const cut = (cell) => [...cell].slice(0, LONGEST).join("");
    return Object.fromEntries(cells.filter(([, cell]) => cell).map(([role, cell]) => [role, cut(cell)]));
  }

  // Asks for the answers of rows, of those that ask the same once; `tell` is called after each portion.
  async answer(rows, tell, signal) {
    const alike = new Map(); // what is asked: the rows that ask it
    for (const row of rows) {
      const asked = JSON.stringify(this.query(row));
      if (!alike.get(asked)?.push(row)) alike.set(asked, [row]);
    }
    const groups = [...alike.values()];
    for (let start = 0; start < groups.length; start += PORTION) {
      const some = groups.slice(start, start + PORTION);
      const { answers } = await post("api/reconcile", { rows: some.map(([row]) => this.query(row)), limit: 1 }, signal);
      some.forEach((group, at) => group.forEach((row) => this.#take(row, answers[at])));
      tell();
    }
  }

  // Of the candidates it is kept only who decided: they are asked for again when the row is judged.
  #take(row, { candidates, ...answer }) {
    if (!row.answer) this.done++;
    row.answer = { ...answer, decision: candidates[0]?.decision ?? null };
  }

  // The answer of one row with all its candidates.
  async candidates(row, limit) {
    const { answers: [answer] } = await post("api/reconcile", { rows: [this.query(row)], limit });
    this.#take(row, answer);
    return answer.candidates;
  }

  unanswered() {
    return this.rows.filter((row) => !row.answer);
  }

  // The rows whose names are spelled so.
  spelled(form) {
    return this.rows.filter((row) => row.answer && row.form === form);
  }
}

// How a row stands: "match", "ambiguous" or "none", "empty" without a name, "waiting" without an answer.
export const statusOf = (row) => (row.answer ? row.answer.status || "empty" : "waiting");

// Who decided on the name of a row; "" if nobody did.
export function decidedBy(row) {
  const decided = row.answer?.decision ?? decisions.on(row.form).at(-1);
  return decided ? decided.who || "somebody" : "";
}

export const FILTERS = {
  all: () => true,
  match: (row) => statusOf(row) === "match",
  ambiguous: (row) => statusOf(row) === "ambiguous",
  none: (row) => statusOf(row) === "none",
  decided: (row) => decidedBy(row) !== "",
};
