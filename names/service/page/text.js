// The view of a text: its mentions appear while they are found, and those in doubt are decided.
import { get, post, streamed, written } from "./api.js";
import { MOST } from "./candidates.js";
import { decisions } from "./decisions.js";
import { aboutSpelling, showDoubts, showEntities } from "./doubts.js";
import { byId, counted } from "./elements.js";
import { EXAMPLE_TEXT } from "./examples.js";
import { acceptFiles, download, readFile, stemOf } from "./files.js";
import { Judging } from "./judging.js";
import { keepInTab, keptInTab } from "./kept.js";
import { accept, entitiesOf, isInDoubt, spellingsOf } from "./mentions.js";
import { complain, relieve, say } from "./messages.js";
import { Passage } from "./passage.js";
import { Reading } from "./reading.js";

const PAUSE = 300; // milliseconds between two updates of the lists while mentions come; chosen
const SUFFIXES = { jsonl: "jsonl", csv: "csv", tei: "xml" };

class TextView {
  mentions = [];
  spellings = new Map();
  passage = null;
  current = ""; // the form of the spelling that is asked about
  name = "text"; // of the file that it is from
  #run = new AbortController();

  constructor() {
    this.view = byId("view-text");
    this.judging = new Judging(byId("text-judging"), (by) => this.move(by));
    this.reading = new Reading(byId("passage"), this);
    this.#listen();
    byId("text-input").value = keptInTab("text");
  }

  #listen() {
    const input = byId("text-input");
    byId("text-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.find(input.value);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) byId("text-form").requestSubmit();
    });
    input.addEventListener("change", () => keepInTab("text", input.value));
    byId("text-example").addEventListener("click", () => this.#fill(EXAMPLE_TEXT, "example.txt"));
    byId("text-edit").addEventListener("click", () => this.edit());
    for (const button of this.view.querySelectorAll("[data-format]")) {
      button.addEventListener("click", () => this.export(button.dataset.format).catch(complain));
    }
    acceptFiles(this.view, byId("text-open"), (file) =>
      readFile(file, byId("text-encoding"), (text, name) => this.#take(text, name)));
    this.view.addEventListener("keydown", (event) => this.#key(event));
    decisions.addEventListener("decision", (event) => this.#decided(event.detail).catch(complain));
  }

  async #take(text, name) {
    const isPage = /\.x?html?$/i.test(name);
    this.#fill(isPage ? (await post("api/text", { html: text })).text : text, name);
  }

  #fill(text, name) {
    const input = byId("text-input");
    input.value = text;
    keepInTab("text", input.value);
    this.edit();
    this.name = name;
  }

  // Shows the field again.
  edit() {
    this.#run.abort();
    this.#showResult(false);
    byId("text-input").focus();
  }

  #showResult(isShown) {
    byId("text-form").hidden = isShown;
    byId("text-result").hidden = !isShown;
    byId("text-head").classList.toggle("unseen", isShown);
  }

  async find(text) {
    keepInTab("text", text);
    relieve();
    if (!text.trim()) return say("There is no text yet.");
    this.#showResult(true);
    this.judging.show(null);
    this.current = "";
    this.passage = new Passage(byId("passage"), text);
    byId("passage").focus({ preventScroll: true });
    this.#takeMentions([]);
    try {
      await decisions.load();
      await this.#read((found) => found.forEach((mention) => this.passage.place(mention)));
      say(this.#summary(), { seen: false });
    } catch (error) {
      complain(error);
    }
  }

  // Reads the mentions as they come; `take` is called with some at a time.
  async #read(take, into = this.mentions) {
    this.#run.abort();
    this.#run = new AbortController();
    const { passage } = this;
    const request = { text: passage.text, document: this.name, candidates: MOST };
    let shown = 0;
    for await (const found of streamed("api/resolve", request, this.#run.signal)) {
      if (passage !== this.passage) return;
      take(found);
      into.push(...found);
      if (into === this.mentions && performance.now() - shown > PAUSE) {
        this.#show();
        shown = performance.now();
      }
    }
    this.#takeMentions(into);
  }

  #takeMentions(mentions) {
    this.mentions = mentions;
    this.#show();
  }

  #show() {
    this.spellings = spellingsOf(this.mentions);
    byId("text-summary").textContent = this.#summary();
    this.#showSide();
    this.reading.begin();
  }

  #showSide() {
    showDoubts(this.spellings, this.current, (one) => this.ask(one, { reveal: true }));
    showEntities(this.mentions);
  }

  #summary() {
    const doubts = [...this.spellings.values()].filter(isInDoubt).length;
    const entities = entitiesOf(this.mentions).length;
    const known = counted(entities, "known entity", "known entities");
    return `${counted(this.mentions.length, "mention")}, ${known}, ${counted(doubts, "spelling")} in doubt`;
  }

  // Asks who a spelling means: first the candidates of the text, then further ones that are looked up.
  ask(spelling, { reveal = false, focus = true } = {}) {
    this.current = spelling.form;
    const { status, candidates } = spelling.first;
    const why = status === "ambiguous" && candidates.length ? "" : spelling.first.why; // the candidates say it
    const about = aboutSpelling(spelling, this.passage);
    const question = { spelling: spelling.spelling, about, why, candidates: [...candidates] };
    this.judging.show(question);
    this.#showSide();
    if (reveal) this.reading.reveal(spelling.first);
    if (focus) this.judging.focus();
    const name = spelling.spelling;
    get("api/lookup", { name, limit: MOST })
      .then((found) => this.judging.extend(question, found.candidates))
      .catch(complain);
  }

  // Goes on to the next or previous spelling in doubt; from within the text, to its mention.
  move(by) {
    const doubts = [...this.spellings.values()].filter((one) => isInDoubt(one) || one.form === this.current);
    const at = doubts.findIndex((one) => one.form === this.current);
    const open = doubts.filter((one) => isInDoubt(one) && one.form !== this.current);
    if (!open.length) return this.#finish();
    const next = at < 0 ? (by > 0 ? doubts[0] : doubts.at(-1)) : doubts[(at + by + doubts.length) % doubts.length];
    const inText = byId("passage").contains(document.activeElement);
    this.ask(next, { reveal: !inText, focus: !inText });
    if (inText) this.reading.focus(next.first);
  }

  #finish() {
    const current = this.spellings.get(this.current);
    if (current && isInDoubt(current)) return say("Nothing else is in doubt.");
    say("Nothing is in doubt any more.");
    if (current) this.ask(current, { focus: !byId("passage").contains(document.activeElement) });
  }

  async #decided({ decision, isUndone }) {
    const form = this.#formOf(decision);
    if (form === null) return;
    const isAccepted = decision.action === "accept" && !isUndone;
    const candidate = this.judging.offered.find((one) => one.entity === decision.entity);
    if (isAccepted && candidate) this.passage.refresh(accept(this.mentions, form, candidate, decision));
    this.#show();
    if (isAccepted && !this.view.hidden) this.move(1);
    const mentions = [];
    await this.#read(() => {}, mentions);
    this.passage.replace(this.mentions);
    this.reading.begin();
    const spelling = this.spellings.get(form);
    if (!isAccepted && spelling && !this.view.hidden) this.ask(spelling, { reveal: true, focus: false });
  }

  // The form of the spelling of a decision, if the text that is shown has it.
  #formOf(decision) {
    if (!this.passage || byId("text-result").hidden || !decision.spelling) return null;
    const found = [...this.spellings.values()].find((one) => decisions.isAbout(decision, one.form));
    return found ? found.form : null;
  }

  async export(format) {
    const file = await written("api/resolve", { text: this.passage.text, document: this.name, format });
    download(file, `${stemOf(this.name)}.names.${SUFFIXES[format]}`);
  }

  #key(event) {
    if (event.defaultPrevented) return;
    const inside = this.judging.box.contains(event.target) || byId("doubts").contains(event.target);
    if (inside && this.judging.key(event)) event.preventDefault();
  }
}

export const startText = () => new TextView();
