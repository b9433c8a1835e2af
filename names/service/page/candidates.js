// An entity that may be meant, as a card: what it is, the score, the evidence, and buttons to accept or reject it.
import { button, element, entityLink, isolated, keycap, kindClass, kindWord, scored } from "./elements.js";
import { evidenceTable, scoreSteps } from "./evidence.js";

export const MOST = 9; // candidates of a question, each with a key of its own
const WEAK = 0.02; // score below which the evidence is shown when it is asked for; chosen

// A line of facts: kind, description, countries and id.
export function factLine(entity) {
  const facts = [kindWord(entity.kind), entity.description, (entity.countries ?? []).join(" ")].filter(Boolean);
  return element("p", { class: "facts" },
    ...facts.map((fact) => element("span", {}, isolated(fact))),
    element("code", {}, isolated(entity.entity)));
}

export function scoreBar(score) {
  const filled = element("span");
  filled.style.inlineSize = `${Math.round(Math.min(1, Math.max(0, score)) * 100)}%`;
  return element("span", { class: "score-bar", "aria-hidden": "true" }, filled);
}

// The card of a candidate. `choose` is called with "accept" or "reject".
export function candidateCard(candidate, number, spelling, choose) {
  const choice = (word, action, key) =>
    button([word, ...(key ? [" ", keycap(key)] : [])], () => choose(action),
      { "aria-label": `${word} ${candidate.label}`, "aria-keyshortcuts": key, class: action });
  const isWeak = candidate.score < WEAK && !candidate.decision;
  return element("li", { class: `candidate ${kindClass(candidate.kind)}` },
    element("div", { class: "candidate-head" },
      element("h4", {}, keycap(String(number)), " ",
        element("span", { class: "kind" }, entityLink(candidate.entity, isolated(candidate.label)))),
      element("span", { class: "score" }, element("span", { class: "unseen" }, "score "), scored(candidate.score))),
    scoreBar(candidate.score),
    factLine(candidate),
    candidate.decision ? element("p", { class: "by-whom" }, ...decidedBy(candidate.decision)) : null,
    isWeak || !candidate.comparison.evidence.length ? null : evidenceTable(candidate, spelling),
    candidate.facts.length ? element("p", { class: "other-facts" }, isolated(candidate.facts.join("; "))) : null,
    stepsBox(candidate, isWeak ? [evidenceTable(candidate, spelling)] : []),
    element("div", { class: "actions" },
      choice("Accept", "accept", String(number)), choice("Reject", "reject", number === 1 ? "r" : undefined)));
}

function decidedBy(decision) {
  const on = decision.when ? ` on ${decision.when.slice(0, 10)}` : "";
  return [decision.action === "reject" ? "rejected by " : "accepted by ", isolated(decision.who || "somebody"), on,
    ...(decision.why ? [" (", isolated(decision.why), ")"] : [])];
}

// The steps are made when they are asked for.
function stepsBox(candidate, before) {
  const box = element("details", { class: "steps" }, element("summary", {}, "How the score comes about"));
  box.addEventListener("toggle", () => {
    if (box.open && box.childElementCount === 1) box.append(...before, scoreSteps(candidate));
  });
  return box;
}
