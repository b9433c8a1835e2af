// A table while it is reconciled and after that: progress, filters, the rows, the row that is judged, and files of it.
import { MOST } from "./candidates.js";
import { decisions } from "./decisions.js";
import { button, byId, counted, element, isolated, kindClass, scored, statusClass, visible } from "./elements.js";
import { asLines, asTable } from "./exports.js";
import { download, stemOf } from "./files.js";
import { Judging } from "./judging.js";
import { complain, say } from "./messages.js";
import { decidedBy, FILTERS, Reconciliation, statusOf } from "./reconciling.js";
import { RowList } from "./row-list.js";
import { spellingForm } from "./spelling.js";

const SETTLED = new Set(["match", "decided"]); // filters in which every row is gone through, not only those in doubt
const isInDoubt = (row) => statusOf(row) === "ambiguous" || (statusOf(row) === "none" && !decidedBy(row));

export class Outcome {
  filter = "all";
  #run = new AbortController();
  #work = null; // the reconciliation

  constructor(box, back) {
    this.box = box;
    this.back = back;
    this.#build();
    this.list = new RowList(this.listPlace, "Rows", rowContents, (row) => this.ask(row));
    this.judging = new Judging(this.judgingPlace, (by) => this.move(by));
    box.addEventListener("keydown", (event) => this.#key(event));
    decisions.addEventListener("decision", (event) => this.#decided(event.detail).catch(complain));
  }

  #build() {
    this.bar = element("progress", { "aria-label": "Rows that are reconciled" });
    this.told = element("span", { class: "faint" });
    this.stop = button("Cancel", () => this.#toggle());
    this.filters = element("div", { class: "group", role: "group", "aria-label": "Show" });
    const exports = element("div", { class: "group", role: "group", "aria-label": "Export" },
      element("span", {}, "Export"),
      button("CSV", () => this.#export("csv")), button("JSONL", () => this.#export("jsonl")));
    this.listPlace = element("div", { class: "row-list" });
    this.judgingPlace = element("div", { class: "row-judging" });
    this.box.replaceChildren(
      element("div", { class: "bar" }, element("p", { class: "progress" }, this.bar, this.told, this.stop),
        element("div", { class: "actions" }, exports, button("Another table", this.back))),
      this.filters,
      element("div", { class: "columns rows-and-judging" }, this.listPlace, this.judgingPlace));
  }

  begin(table, { name, delimiter }) {
    this.name = name;
    this.delimiter = delimiter;
    this.filter = "all";
    this.#work = new Reconciliation(table);
    this.judging.show(null);
    this.#refresh();
    this.list.box.scrollTop = 0;
    this.list.box.focus();
    this.#go();
  }

  end() {
    this.#run.abort();
    this.#work = null;
  }

  // Reconciles the rows that have no answer yet.
  async #go() {
    const work = this.#work;
    this.#run = new AbortController();
    const { signal } = this.#run;
    try {
      await decisions.load();
      await work.answer(work.unanswered(), () => this.#work === work && this.#refresh(), signal);
      if (this.#work === work) this.#finish();
    } catch (error) {
      complain(error);
      this.#run.abort();
    }
    if (this.#work === work) this.#refresh();
  }

  #finish() {
    const doubts = this.#work.rows.filter(isInDoubt);
    say(this.#summary(), { seen: false });
    if (doubts.length && this.list.at < 0) this.#select(doubts[0]);
  }

  #toggle() {
    if (this.#run.signal.aborted) this.#go();
    else this.#run.abort();
    this.#refresh();
  }

  #refresh() {
    const { rows, done } = this.#work;
    this.bar.max = rows.length || 1;
    this.bar.value = done;
    this.bar.hidden = this.stop.hidden = done === rows.length;
    this.stop.textContent = this.#run.signal.aborted ? "Continue" : "Cancel";
    this.told.textContent = done === rows.length ? this.#summary() :
      `${done.toLocaleString("en")} of ${counted(rows.length, "row")}`;
    this.#showFilters(rows);
    this.list.set(rows.filter(FILTERS[this.filter]));
  }

  #summary() {
    const { rows } = this.#work;
    return `${counted(rows.length, "row")} reconciled, ${rows.filter(isInDoubt).length.toLocaleString("en")} in doubt`;
  }

  // The filters stay the same elements, so that they keep the focus.
  #showFilters(rows) {
    for (const name of Object.keys(FILTERS)) {
      const known = this.filters.querySelector(`[data-filter="${name}"]`);
      const made = known ?? button("", () => this.#choose(name), { "data-filter": name });
      made.setAttribute("aria-pressed", String(name === this.filter));
      const many = rows.filter(FILTERS[name]).length.toLocaleString("en");
      made.replaceChildren(`${name} `, element("span", { class: "count" }, many));
      if (!known) this.filters.append(made);
    }
  }

  #choose(filter) {
    this.filter = filter;
    this.#refresh();
    this.list.box.scrollTop = 0;
    say(counted(this.list.rows.length, "row"));
  }

  // Shows a row with its candidates, which are asked for now.
  ask(row) {
    const work = this.#work;
    const spelling = row.name;
    if (!spelling || !row.answer) return this.judging.show(null);
    const why = row.answer.status === "ambiguous" ? "" : row.answer.why; // the candidates say it
    const question = { spelling, about: aboutRow(work, row), why, candidates: [] };
    this.judging.show(question);
    work.candidates(row, MOST).then((found) => this.judging.extend(question, found)).catch(complain);
  }

  #select(row) {
    const at = this.list.rows.indexOf(row);
    if (at >= 0) this.list.select(at);
    else this.ask(row);
  }

  // Goes on to the next or previous row in doubt.
  move(by) {
    const next = this.#next(by, () => true);
    if (next) this.#select(next);
    else say(by > 0 ? "No further row is in doubt." : "No row before is in doubt.");
  }

  // The next or previous row to be judged of those that are shown.
  #next(by, isWanted) {
    const { rows, at } = this.list;
    const asked = SETTLED.has(this.filter) ? () => true : isInDoubt;
    const later = by > 0 ? rows.slice(at + 1) : rows.slice(0, Math.max(at, 0)).reverse();
    return later.find((row) => asked(row) && isWanted(row));
  }

  async #decided({ decision, isUndone }) {
    if (!this.#work || !decision.spelling) return;
    const work = this.#work;
    const form = spellingForm(decision.spelling);
    const rows = work.spelled(form);
    if (!rows.length) return;
    const current = this.list.rows[this.list.at];
    const next = this.#next(1, (row) => row.form !== form);
    await work.answer(rows, () => {});
    if (this.#work !== work) return;
    this.#refresh();
    if (byId("view-table").hidden) return;
    const isAccepted = decision.action === "accept" && !isUndone;
    if (isAccepted && next) this.#select(next);
    else this.#select(current?.form === form ? current : rows[0]);
    if (isAccepted && !next) say("No further row is in doubt.");
  }

  #export(format) {
    const isTable = format === "csv";
    const content = isTable ? asTable(this.#work, this.delimiter) : asLines(this.#work);
    const type = isTable ? "text/csv;charset=utf-8" : "application/x-ndjson";
    const suffix = isTable && this.delimiter === "\t" ? "tsv" : format;
    download(new Blob([content], { type }), `${stemOf(this.name)}.names.${suffix}`);
  }

  #key(event) {
    const inside = this.listPlace.contains(event.target) || this.judging.box.contains(event.target);
    if (!event.defaultPrevented && inside && this.judging.key(event)) event.preventDefault();
  }
}

// What the list shows of a row: number, name, and what it means.
function rowContents(row) {
  const { answer, number } = row;
  const status = statusOf(row);
  const meant = { match: answer?.label, ambiguous: answer?.runner_up_label, none: "not in the gazetteer" }[status];
  const words = { empty: "no name", waiting: "\u2026" }[status];
  const kind = answer?.kind ? kindClass(answer.kind) : "status";
  return [
    element("span", { class: "number" }, (number + 1).toLocaleString("en")),
    element("span", { class: "row-name" }, isolated(row.name)),
    element("span", { class: "row-meant" }, meant === undefined ? words :
      element("span", { class: `mention ${kind} ${statusClass(status)}` }, isolated(meant))),
    element("span", { class: "score" }, status === "match" || status === "ambiguous" ? scored(answer.score) : ""),
  ];
}

// What is asked about a row: its name, how it stands, and its other cells.
function aboutRow(work, row) {
  const { status } = row.answer;
  const cells = work.header.map((name, at) => [name, row.cells[at] ?? "", work.roles[at]]);
  const others = cells.filter(([, text, role]) => text && role !== "name");
  const decided = decidedBy(row);
  const kind = row.answer.kind ? kindClass(row.answer.kind) : "";
  const cell = (name, text, role) => element("div", {}, element("dt", {}, isolated(name)),
    element("dd", { class: role ? "counts" : "", dir: "auto" }, visible(text)));
  return [
    element("h3", { class: `kind ${kind} ${statusClass(status)}` }, isolated(row.name)),
    element("p", { class: "faint" }, `row ${row.number + 1}, ${statusClass(status)}`,
      ...(decided ? [", decided by ", isolated(decided)] : [])),
    element("dl", { class: "cells" }, ...others.map((each) => cell(...each))),
  ];
}
