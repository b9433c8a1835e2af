// The view of a table: it is read, its columns are told, and its rows are reconciled.
import { tellDelimiter, readTable } from "./csv.js";
import { byId, element } from "./elements.js";
import { EXAMPLE_TABLE } from "./examples.js";
import { acceptFiles, readFile } from "./files.js";
import { keepInTab, keptInTab } from "./kept.js";
import { Mapping } from "./mapping.js";
import { relieve, say } from "./messages.js";
import { Outcome } from "./outcome.js";

// Characters of a table that are kept in the tab, so that it is there when the page is loaded again; a longer one that
// is pasted is read at once, as browsers take long to show it in a field. Chosen.
const LONGEST = 100_000;

class TableView {
  name = "table"; // of the file that it is from

  constructor() {
    this.view = byId("view-table");
    this.input = byId("table-input");
    this.encoding = element("div");
    byId("table-mapping").before(this.encoding);
    this.outcome = new Outcome(byId("table-result"), () => this.again());
    this.#listen();
    this.input.value = keptInTab("table");
  }

  #listen() {
    byId("table-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.read(this.input.value);
    });
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) byId("table-form").requestSubmit();
    });
    this.input.addEventListener("paste", (event) => {
      const pasted = event.clipboardData.getData("text/plain");
      if (pasted.length < LONGEST) return;
      event.preventDefault();
      this.read(pasted);
    });
    byId("table-example").addEventListener("click", () => {
      this.input.value = EXAMPLE_TABLE;
      this.input.focus();
    });
    acceptFiles(this.view, byId("table-open"), (file) =>
      readFile(file, this.encoding, (text, name) => {
        this.name = name;
        this.read(text);
      }));
  }

  // Reads a table, and asks what its columns are.
  read(text) {
    relieve();
    this.outcome.end();
    const delimiter = tellDelimiter(text);
    const records = readTable(text, delimiter);
    if (!records.length) return say("There is no table yet.");
    if (text.length < LONGEST) keepInTab("table", text);
    this.#show("table-mapping");
    const start = (table) => this.#start(table, delimiter);
    const mapping = new Mapping(byId("table-mapping"), records, start, () => this.again());
    (mapping.go.disabled ? byId("table-title") : mapping.go).focus();
  }

  #start(table, delimiter) {
    this.#show("table-result");
    this.outcome.begin(table, { name: this.name, delimiter });
  }

  // Shows the field for another table.
  again() {
    this.outcome.end();
    this.encoding.replaceChildren();
    this.name = "table";
    this.#show("table-form");
    this.input.focus();
  }

  #show(part) {
    for (const id of ["table-form", "table-mapping", "table-result"]) byId(id).hidden = id !== part;
    byId("table-head").classList.toggle("unseen", part === "table-result");
  }
}

export const startTable = () => new TableView();
