// The decisions about the gazetteer: those of the service, and which of them this page made, which it can undo.
import { get, post, Problem } from "./api.js";
import { keptChoice } from "./kept.js";
import { spellingForm } from "./spelling.js";

class Decisions extends EventTarget {
  #all = []; // the records of the service, in their order
  #byForm = new Map(); // spelling form: the decisions on it that are in force
  #own = []; // what this page decided, last one last

  get all() {
    return this.#all;
  }

  async load() {
    this.#all = (await get("api/decisions")).decisions;
    this.#byForm.clear();
    for (const one of this.#all) if (!one.state) this.#note(one);
  }

  #note(decision) {
    if (decision.action !== "accept" && decision.action !== "reject") return;
    const form = spellingForm(decision.spelling);
    this.#byForm.set(form, [...(this.#byForm.get(form) ?? []), decision]);
  }

  // What is decided on a spelling and is in force.
  on(form) {
    return this.#byForm.get(form) ?? [];
  }

  isAbout(decision, form) {
    return spellingForm(decision.spelling) === form;
  }

  // Accepts or rejects an entity for a spelling; the decision, when the service has written it down.
  async decide(action, spelling, entity) {
    const { decision } = await post("api/decisions", { action, spelling, entity, ...this.#who() });
    this.#own.push(decision);
    if (!this.#all.some((one) => one.id === decision.id)) {
      this.#all.push({ ...decision, state: "" });
      this.#note(decision);
    }
    this.#tell(decision, false);
    return decision;
  }

  // Undoes the last decision of this page.
  async undoLast() {
    const last = this.#own.at(-1);
    if (!last) throw new Problem("Nothing was decided since the page was loaded. Undo older decisions in their list.");
    await this.undo(last);
    return last;
  }

  async undo(decision) {
    await post("api/decisions", { action: "undo", which: [String(decision.number)], ...this.#who() });
    this.#own = this.#own.filter((one) => one.id !== decision.id);
    await this.load();
    this.#tell(decision, true);
  }

  #who() {
    const who = keptChoice("who");
    return who ? { who } : {};
  }

  #tell(decision, isUndone) {
    this.dispatchEvent(new CustomEvent("decision", { detail: { decision, isUndone } }));
  }
}

export const decisions = new Decisions();

// What is decided, in words.
export function decisionWords(decision, label = decision.entity) {
  if (decision.action === "accept") return [decision.spelling, "is", label];
  if (decision.action === "reject") return [decision.spelling, "is not", label];
  if (decision.action === "merge") return [(decision.others ?? []).join(", "), "is the same as", decision.entity];
  if (decision.action === "split") return [(decision.aliases ?? []).join(", "), "belongs to", decision.to];
  return ["", "does not hold:", (decision.undoes ?? []).join(", ")];
}
