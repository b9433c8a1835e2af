// What the columns of a table are: its first rows, with a choice above each column.
import { guessRoles, hasHeader, ROLES } from "./columns.js";
import { button, counted, element, scroller, visible } from "./elements.js";

const SHOWN = 5; // rows of the preview; chosen
const LONGEST = 120; // characters of a cell of the preview; chosen

export class Mapping {
  // `start` is called with the table: header, rows, roles.
  constructor(box, records, start, back) {
    this.box = box;
    this.records = records;
    this.start = start;
    this.back = back;
    this.isHeaded = hasHeader(records);
    this.#show();
  }

  get table() {
    const width = Math.max(...this.records.map((cells) => cells.length));
    const [first = []] = this.records;
    const header = Array.from({ length: width }, (_, at) => (this.isHeaded && first[at]) || `column ${at + 1}`);
    return { header, rows: this.records.slice(this.isHeaded ? 1 : 0) };
  }

  #show() {
    const { header, rows } = this.table;
    this.roles = guessRoles(this.isHeaded ? header : header.map(() => ""), rows);
    const headed = element("input", { type: "checkbox", checked: this.isHeaded });
    headed.addEventListener("change", () => {
      this.isHeaded = headed.checked;
      this.#show();
    });
    this.told = element("p", { class: "faint", role: "status" });
    this.go = button(`Reconcile ${counted(rows.length, "row")}`, () => this.start({ header, rows, roles: this.roles }),
      { class: "main" });
    this.box.replaceChildren(
      element("h3", {}, "What are the columns?"),
      element("p", { class: "faint" }, "Other columns confirm or contradict: they decide between people of one name."),
      scroller("First rows", this.#preview(header, rows)),
      element("p", {}, element("label", {}, headed, " The first row has the names of the columns")),
      this.told,
      element("div", { class: "actions" }, this.go, button("Another table", this.back)));
    this.#check();
  }

  #preview(header, rows) {
    const head = header.map((name, at) => element("th", { scope: "col" }, this.#choice(name, at)));
    const names = header.map((name) => element("th", { scope: "col", dir: "auto" }, visible(name)));
    const cell = (text) => element("td", { dir: "auto" }, visible(text.slice(0, LONGEST)));
    const cells = (row) => header.map((_, at) => cell(row[at] ?? ""));
    return element("table", { class: "preview" },
      element("thead", {}, element("tr", {}, ...head), element("tr", {}, ...names)),
      element("tbody", {}, ...rows.slice(0, SHOWN).map((row) => element("tr", {}, ...cells(row)))));
  }

  #choice(name, at) {
    const options = [["", "other"], ...Object.entries(ROLES)].map(([value, words]) =>
      element("option", { value, selected: this.roles[at] === value }, words));
    const chosen = element("select", { "aria-label": `What ${name} is` }, ...options);
    chosen.addEventListener("change", () => this.#choose(at, chosen.value));
    return chosen;
  }

  // A role belongs to one column: another that had it loses it.
  #choose(at, role) {
    this.roles = this.roles.map((before, place) => (place === at ? role : before === role ? "" : before));
    this.box.querySelectorAll("thead select").forEach((select, place) => (select.value = this.roles[place]));
    this.#check();
  }

  #check() {
    const isNamed = ["name", "given", "family"].some((role) => this.roles.includes(role));
    this.go.disabled = !isNamed || !this.table.rows.length;
    this.told.textContent = isNamed ? "" : "Choose the column with the names.";
  }
}
