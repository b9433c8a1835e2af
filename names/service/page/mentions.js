// The mentions of a text: which entities they mean, and which spellings are in doubt.
import { decisions } from "./decisions.js";
import { statusClass } from "./elements.js";
import { spellingForm } from "./spelling.js";

const NEAR = 0.1; // score from which on an entity may be meant after all, as in names.review.results

// The spellings of mentions, in the order of their first mentions, each with what the first one says.
export function spellingsOf(mentions) {
  const found = new Map();
  for (const mention of mentions) {
    const form = formOf(mention);
    const before = found.get(form);
    if (before) before.mentions.push(mention);
    else found.set(form, { form, spelling: mention.text, first: mention, mentions: [mention] });
  }
  return found;
}

const forms = new WeakMap(); // mention: the form of its spelling

export function formOf(mention) {
  if (!forms.has(mention)) forms.set(mention, spellingForm(mention.text));
  return forms.get(mention);
}

// How a spelling stands: "ambiguous" or "unknown", "decided" by somebody, or "known". If all that was near is rejected,
// it is decided; if something is left, it is to be asked about.
export function stateOf(spelling) {
  const statuses = new Set(spelling.mentions.map((mention) => mention.status));
  if (statuses.has("ambiguous")) return "ambiguous";
  const made = decisions.on(spelling.form);
  const isNear = statuses.has("none") && (spelling.first.candidates[0]?.score ?? 0) >= NEAR;
  if (made.some((one) => one.action === "accept") || (made.length && !isNear)) return "decided";
  return statusClass(statuses.has("none") ? "none" : "match");
}

export const isInDoubt = (spelling) => ["ambiguous", "unknown"].includes(stateOf(spelling));

// The entities of known mentions, most mentioned first, with how often.
export function entitiesOf(mentions) {
  const found = new Map();
  for (const mention of mentions) {
    if (mention.status !== "match") continue;
    const before = found.get(mention.entity);
    if (before) before.count++;
    else found.set(mention.entity, { id: mention.entity, label: mention.label, kind: mention.kind, count: 1 });
  }
  return [...found.values()].sort((one, other) => other.count - one.count);
}

// Lets the mentions of a spelling mean an entity at once, before the text is looked up again.
export function accept(mentions, form, accepted, decision) {
  const comparison = { score: 1, evidence: [], steps: [] };
  const candidate = { ...accepted, score: 1, decision, facts: [], comparison };
  const changed = mentions.filter((mention) => formOf(mention) === form);
  for (const mention of changed) {
    const { entity, label, kind } = candidate;
    const told = { status: "match", score: 1, why: "accepted", candidates: [candidate] };
    Object.assign(mention, { ...told, entity, label, kind });
  }
  return changed;
}
