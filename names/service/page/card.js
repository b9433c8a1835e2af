// The evidence of the mention that is pointed at or has the focus, beside it.
import { byId, element, isolated, kindClass, kindWord, reason, scored, statusClass } from "./elements.js";
import { evidenceTable } from "./evidence.js";

const WAIT = 250; // milliseconds until the card goes, so that the pointer can reach it; chosen
const SHOWN = 3; // candidates on a card; chosen

export class Card {
  #shown = null; // the element of the mention whose evidence is shown
  #leaving = 0; // the timer that will hide it
  #box = byId("card");

  constructor() {
    addEventListener("scroll", () => this.#shown && this.#place(), { passive: true });
    addEventListener("resize", () => this.#shown && this.#place());
  }

  contains = (node) => this.#box.contains(node);

  show(made, mention) {
    clearTimeout(this.#leaving);
    this.#unmark();
    this.#shown = made;
    made.classList.add("shown");
    made.setAttribute("aria-describedby", "card");
    this.#box.className = `${kindClass(mention.kind)} ${statusClass(mention.status)}`;
    this.#box.replaceChildren(...content(mention));
    this.#box.hidden = false;
    this.#box.scrollTop = 0;
    this.#place();
  }

  stay() {
    clearTimeout(this.#leaving);
  }

  leave() {
    clearTimeout(this.#leaving);
    this.#leaving = setTimeout(() => this.hide(), WAIT);
  }

  hide() {
    clearTimeout(this.#leaving);
    this.#unmark();
    this.#shown = null;
    this.#box.hidden = true;
  }

  #unmark() {
    this.#shown?.classList.remove("shown");
    this.#shown?.removeAttribute("aria-describedby");
  }

  // Below the mention, or above it where there is more room.
  #place() {
    const line = this.#shown.getClientRects()[0];
    if (!line) return this.hide();
    const { offsetHeight: height, offsetWidth: width } = this.#box;
    const below = innerHeight - line.bottom;
    const top = below > height + 12 || below > line.top ? line.bottom + 6 : line.top - height - 6;
    const { right } = byId("passage").getBoundingClientRect(); // beyond which its candidates stand, where there is room
    const start = Math.min(document.documentElement.clientWidth - 8, Math.max(right, width + 16)) - width;
    this.#box.style.left = `${Math.max(8, Math.min(line.left, start))}px`;
    this.#box.style.top = `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`;
  }
}

function content(mention) {
  const { candidates } = mention;
  const [first] = candidates;
  const named = mention.status === "match" ? mention.label : mention.text;
  const told = [
    element("h3", { class: "kind" }, isolated(named)),
    element("p", { class: "facts" }, ...facts(mention).map((fact) => element("span", {}, fact)),
      mention.entity ? element("code", {}, isolated(mention.entity)) : null),
  ];
  const isAmbiguous = mention.status === "ambiguous" && candidates.length > 0;
  if (!isAmbiguous) told.push(element("p", { class: "why", dir: "auto" }, ...reason(mention.why)));
  if (isAmbiguous) told.push(element("ol", { class: "rivals" }, ...candidates.slice(0, SHOWN).map(rival)));
  else if (first?.comparison.steps.length) told.push(evidenceTable(first, mention.text));
  return told;
}

// Kind and status, the description of a known entity, and the score.
function facts(mention) {
  const { status, score, candidates } = mention;
  const kind = kindWord(mention.kind);
  const known = candidates.find((candidate) => candidate.entity === mention.entity);
  const description = known ? [known.description, known.countries.join(" ")].filter(Boolean).join(", ") : "";
  return [
    status === "match" ? kind : `${statusClass(status)} ${kind}`,
    ...(description ? [isolated(description)] : []),
    ...(status === "match" ? [element("b", {}, `score ${scored(score)}`)] : []),
  ];
}

function rival(candidate) {
  const what = [candidate.description, candidate.countries.join(" ")].filter(Boolean).join(", ");
  return element("li", {}, element("b", { class: "score" }, scored(candidate.score)), " ",
    isolated(candidate.label), " ", element("span", { class: "faint" }, isolated(what)));
}
