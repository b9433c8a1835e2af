// Why an entity is a candidate: the words of both names side by side, and how the score comes about, step by step.
import { element, isolated, reason, scored, visible } from "./elements.js";

// The signs between two words; kinds of evidence are those of names.comparison.kinds.
const SIGNS = { identical: "=", spelling: "~", reading: "~", contradicted: "\u2260", omitted: "\u2205" };
const AGREES = { contradicted: "against", omitted: "against" };

const words = (parts) => (parts.length ? parts.map((part, at) => [at ? " " : "", isolated(part)]).flat() : ["\u2013"]);

// A table of the pairs of words: left those of the spelling, right those of the alias.
export function evidenceTable(candidate, spelling) {
  const rows = candidate.comparison.evidence.map((one) =>
    element("tr", { class: AGREES[one.how] ?? "" },
      element("td", {}, ...words(one.left)),
      element("td", { class: "how" }, element("span", { "aria-hidden": "true" }, SIGNS[one.how] ?? "="),
        element("small", {}, visible(one.how), one.cost ? ` ${one.cost.toFixed(2)}` : "")),
      element("td", {}, ...words(one.right))));
  const head = element("tr", {},
    element("th", { scope: "col" }, isolated(spelling), element("small", {}, "as written")),
    element("th", { scope: "col" }, element("span", { class: "unseen" }, "how they compare, and the cost")),
    element("th", { scope: "col" }, isolated(candidate.alias), element("small", {}, visible(candidate.alias_kind))));
  return element("table", { class: "evidence" }, element("caption", { class: "unseen" }, "Evidence, word by word"),
    element("thead", {}, head), element("tbody", {}, ...rows));
}

// How the score comes about: the steps of the comparison, then the facts, then the share among the candidates.
export function scoreSteps(candidate) {
  const { comparison } = candidate;
  if (candidate.decision) return element("p", {}, "Somebody decided it: the score is 1, whatever the names say.");
  const told = [];
  if (comparison.steps.length) told.push(waterfall(comparison.steps));
  told.push(element("p", {}, ...compared(comparison)));
  const facts = candidate.facts.join("; ");
  if (facts) told.push(element("p", {}, "Other columns: ", ...reason(facts), "."));
  told.push(element("p", {}, "Of all candidates and nobody, the share of this one is ",
    element("b", {}, scored(candidate.score)), ": the probability that it is meant."));
  return element("div", { class: "score-steps" }, ...told);
}

function compared(comparison) {
  if (!comparison.steps.length) return ["Both are written alike: the comparison gives ", element("b", {}, "1.00"), "."];
  const total = sumOf(comparison.steps);
  const usual = 1 / (1 + Math.exp(-total));
  const lowered = usual - comparison.score > 0.01 ? ", lowered because the name was repaired or is very long" : "";
  return [`Log-odds of ${signed(total)} are a probability of `, element("b", {}, scored(comparison.score)),
    `${lowered} that these are spellings of one name.`];
}

const sumOf = (steps) => steps.reduce((sum, step) => sum + step.log_odds, 0);
const signed = (number) => `${number < 0 ? "\u2212" : "+"}${Math.abs(number).toFixed(2)}`;

// A table whose bars go from one sum to the next.
function waterfall(steps) {
  const sums = [0];
  for (const step of steps) sums.push(sums.at(-1) + step.log_odds);
  const least = Math.min(...sums);
  const span = Math.max(...sums) - least || 1;
  const place = (sum) => ((sum - least) / span) * 100;
  const rows = steps.map((step, at) =>
    stepRow(step.meaning, signed(step.log_odds), place(sums[at]), place(sums[at + 1])));
  rows.push(stepRow("sum", signed(sums.at(-1)), place(0), place(sums.at(-1)), "total"));
  return element("table", { class: "waterfall" },
    element("caption", { class: "unseen" }, "What each feature of the evidence adds to the log-odds"),
    element("thead", { class: "unseen" }, element("tr", {}, ...["feature", "log-odds", "sum so far"].map((name) =>
      element("th", { scope: "col" }, name)))),
    element("tbody", {}, ...rows));
}

function stepRow(meaning, value, from, to, kind = to < from ? "less" : "more") {
  const bar = element("span", { class: `step ${kind}` });
  bar.style.insetInlineStart = `${Math.min(from, to)}%`;
  bar.style.inlineSize = `${Math.abs(to - from)}%`;
  return element("tr", { class: kind === "total" ? "total" : "" }, element("th", { scope: "row" }, meaning),
    element("td", { class: "number" }, value),
    element("td", { class: "track", "aria-hidden": "true" }, bar));
}
