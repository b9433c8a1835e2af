// A spelling in doubt with its candidates side by side, to be decided with one key. Texts and tables share it.
import { get } from "./api.js";
import { candidateCard, MOST } from "./candidates.js";
import { decisions } from "./decisions.js";
import { button, counted, element, isolated, isWriting, keycap, reason } from "./elements.js";
import { keptChoice } from "./kept.js";
import { complain, relieve, say } from "./messages.js";

export class Judging {
  // `move` is called with 1 or -1 to go to the next or previous question.
  constructor(parent, move) {
    this.move = move;
    this.question = null; // spelling, about (elements that say where it stands), why, candidates
    this.offered = []; // the candidates that have a number now
    this.busy = false;
    this.box = element("section", { class: "judging", tabindex: "-1", "aria-label": "Decide" });
    this.box.hidden = true;
    this.#build();
    parent.append(this.box);
  }

  #build() {
    this.head = element("div", { class: "judging-head" });
    this.told = element("p", { class: "why", dir: "auto" });
    this.list = element("ol", { class: "candidates", "aria-label": "Candidates" });
    this.field = element("input", {
      type: "search", dir: "auto", spellcheck: "false", autocomplete: "off", maxlength: "1000",
      "aria-label": "Search for another entity",
    });
    this.back = button("Back to the candidates", () => this.show(this.question), { hidden: true });
    const search = element("form", { class: "field", role: "search" }, this.field,
      element("button", { type: "submit" }, "Search ", keycap("/")), this.back);
    search.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#search().catch(complain);
    });
    const steps = element("div", { class: "actions" },
      button(["Previous ", keycap("\u2190")], () => this.move(-1), { "aria-keyshortcuts": "ArrowLeft" }),
      button(["Skip ", keycap("s")], () => this.move(1), { "aria-keyshortcuts": "s" }),
      button(["Undo ", keycap("u")], () => this.undo(), { "aria-keyshortcuts": "u" }));
    this.box.append(this.head, steps, this.told, this.list, search);
  }

  // Shows a question, or that there is none.
  show(question) {
    this.question = question;
    this.box.hidden = !question;
    this.back.hidden = true;
    this.field.value = "";
    if (!question) return;
    this.head.replaceChildren(...question.about);
    this.told.replaceChildren(...reason(question.why));
    this.#offer(question.candidates, question.spelling);
  }

  // Takes the focus, and comes into sight with its beginning: beside what is read, or below it.
  focus() {
    this.box.focus({ preventScroll: true });
    const side = this.box.closest(".side");
    if (side && side.scrollHeight > side.clientHeight) side.scrollTop = 0;
    const { top } = this.box.getBoundingClientRect();
    if (top > innerHeight - 200 || top < 0) this.box.scrollIntoView({ block: "start" });
  }

  // Gives the question further candidates, when they are found, unless others are shown by now.
  extend(question, candidates) {
    if (question !== this.question || !this.back.hidden) return;
    const known = new Set(this.offered.map((one) => one.entity));
    const more = candidates.filter((one) => !known.has(one.entity)).slice(0, MOST - this.offered.length);
    question.candidates.push(...more);
    this.#append(more, question.spelling);
  }

  // Shows candidates, with the evidence for a name: that of the question, or one that was sought.
  #offer(candidates, name) {
    const hadFocus = this.list.contains(document.activeElement);
    this.offered = [];
    this.list.replaceChildren();
    this.#append(candidates.slice(0, MOST), name);
    if (hadFocus) this.box.focus({ preventScroll: true }); // what had the focus is gone
  }

  #append(candidates, name) {
    for (const candidate of candidates) {
      this.offered.push(candidate);
      const decide = (action) => this.#decide(action, candidate);
      this.list.append(candidateCard(candidate, this.offered.length, name, decide));
    }
    this.list.hidden = !this.offered.length;
  }

  async #search() {
    const { question } = this;
    const name = this.field.value.trim();
    if (!name || !question) return;
    const found = await get("api/lookup", { name, limit: MOST });
    if (question !== this.question) return; // another one is shown by now
    this.#offer(found.candidates, name);
    const many = counted(this.offered.length, "entity", "entities");
    this.told.replaceChildren(`${many} found for \u201c`, isolated(name), "\u201d");
    this.back.hidden = false;
    say(this.told.textContent, { seen: false });
    if (this.offered.length) this.focus();
  }

  async #decide(action, candidate) {
    if (this.busy || !this.question) return;
    const { spelling } = this.question;
    await this.#safely(async () => {
      await decisions.decide(action, spelling, candidate.entity);
      say(`\u201c${spelling}\u201d ${action === "accept" ? "is" : "is not"} ${candidate.label}`);
    });
  }

  undo() {
    return this.#safely(async () => {
      const { spelling } = await decisions.undoLast();
      say(`Undone: \u201c${spelling}\u201d`);
    });
  }

  // Does work one at a time, and tells what goes wrong.
  async #safely(work) {
    if (this.busy) return;
    this.busy = true;
    try {
      relieve();
      await work();
    } catch (error) {
      complain(error);
    } finally {
      this.busy = false;
    }
  }

  // Does what a key stands for; whether it stands for something.
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (isWriting(event.target)) return event.key === "Escape" && this.#leaveSearch();
    if (event.key.length === 1 && keptChoice("keys") === "off") return false;
    const does = this.#actions()[event.key];
    if (does) does();
    return Boolean(does);
  }

  #actions() {
    const actions = {
      ArrowLeft: () => this.move(-1), ArrowRight: () => this.move(1), s: () => this.move(1), u: () => this.undo(),
    };
    if (!this.question) return actions;
    this.offered.forEach((candidate, at) => (actions[at + 1] = () => this.#decide("accept", candidate)));
    if (this.offered.length) actions.r = () => this.#decide("reject", this.offered[0]);
    actions["/"] = () => this.field.focus();
    actions.w = () => this.#toggleSteps();
    if (!this.back.hidden) actions.Escape = () => this.show(this.question);
    return actions;
  }

  #leaveSearch() {
    if (!this.box.contains(document.activeElement)) return false;
    this.show(this.question);
    this.box.focus();
    return true;
  }

  #toggleSteps() {
    const boxes = [...this.list.querySelectorAll("details")];
    const open = !boxes.some((box) => box.open);
    for (const box of boxes) box.open = open;
  }
}
