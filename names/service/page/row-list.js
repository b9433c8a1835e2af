// The rows of a table as a list of which only those in sight are there; the keys go from row to row.
import { element } from "./elements.js";

const HEIGHT = 44; // CSS pixels of a row, as in views.css
const BEYOND = 8; // rows above and below those in sight that are there, too; chosen

export class RowList {
  rows = [];
  at = -1; // the place of the chosen row

  // `render` gives the contents of a row, `choose` is called with the row that is chosen.
  constructor(parent, label, render, choose) {
    this.render = render;
    this.choose = choose;
    this.inner = element("div", { role: "presentation", class: "row-space" });
    this.box = element("div", { class: "rows", role: "listbox", tabindex: "0", "aria-label": label }, this.inner);
    this.box.addEventListener("scroll", () => this.draw(), { passive: true });
    this.box.addEventListener("keydown", (event) => this.#key(event));
    this.inner.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.select(Number(option.dataset.at));
    });
    new ResizeObserver(() => this.draw()).observe(this.box);
    parent.append(this.box);
  }

  // Shows other rows; the chosen one stays so, if it is among them.
  set(rows) {
    const chosen = this.rows[this.at];
    this.rows = rows;
    this.at = rows.indexOf(chosen);
    this.inner.style.blockSize = `${rows.length * HEIGHT}px`;
    this.draw();
  }

  draw() {
    const first = Math.max(0, Math.floor(this.box.scrollTop / HEIGHT) - BEYOND);
    const last = Math.min(this.rows.length, Math.ceil((this.box.scrollTop + this.box.clientHeight) / HEIGHT) + BEYOND);
    const shown = [];
    for (let at = first; at < last; at++) shown.push(this.#option(at));
    if (this.at >= 0 && (this.at < first || this.at >= last)) shown.push(this.#option(this.at)); // which has the focus
    this.inner.replaceChildren(...shown);
    if (this.at >= 0) this.box.setAttribute("aria-activedescendant", `row-${this.rows[this.at].number}`);
    else this.box.removeAttribute("aria-activedescendant");
  }

  #option(at) {
    const row = this.rows[at];
    const made = element("div", {
      role: "option", id: `row-${row.number}`, class: "row", "aria-selected": String(at === this.at),
      "aria-posinset": at + 1, "aria-setsize": this.rows.length, "data-at": at,
    }, ...this.render(row));
    made.style.insetBlockStart = `${at * HEIGHT}px`;
    return made;
  }

  select(at) {
    if (!this.rows.length) return;
    this.at = Math.max(0, Math.min(at, this.rows.length - 1));
    const top = this.at * HEIGHT;
    if (top < this.box.scrollTop) this.box.scrollTop = top;
    else if (top + HEIGHT > this.box.scrollTop + this.box.clientHeight) {
      this.box.scrollTop = top + HEIGHT - this.box.clientHeight;
    }
    this.draw();
    this.choose(this.rows[this.at]);
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(this.box.clientHeight / HEIGHT) - 1);
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    if (!(event.key in steps)) return;
    event.preventDefault();
    this.select(Math.max(0, Math.min(this.at + steps[event.key], this.rows.length - 1)));
  }
}
