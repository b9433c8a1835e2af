// The view of the decisions: all of them, last one first, each to be undone.
import { decisions, decisionWords } from "./decisions.js";
import { button, byId, columnHeads, counted, element, entityLink, isolated, scroller, visible } from "./elements.js";
import { keepChoice, keptChoice } from "./kept.js";
import { complain, relieve, say } from "./messages.js";

const SHOWN = 200; // decisions that are shown at once; chosen
let shown = SHOWN;

export function startDecisions() {
  const who = byId("who");
  who.value = keptChoice("who");
  who.addEventListener("change", () => keepChoice("who", who.value.trim()));
}

export async function showDecisions() {
  shown = SHOWN;
  await decisions.load();
  draw();
}

function draw() {
  const all = decisions.all.toReversed();
  if (!all.length) {
    const nothing = "Nothing is decided yet. Decide in a text or a table.";
    byId("decisions").replaceChildren(element("p", { class: "empty" }, nothing));
    return;
  }
  const undoing = element("span", { class: "unseen" }, "undo");
  const head = columnHeads("number", "date", "who", "decision", "why", "state", undoing);
  const table = element("table", { class: "decisions" }, element("thead", {}, head),
    element("tbody", {}, ...all.slice(0, shown).map(row)));
  const more = button(`Show ${counted(Math.min(SHOWN, all.length - shown), "more", "more")}`, () => {
    shown += SHOWN;
    draw();
  });
  byId("decisions").replaceChildren(element("p", { class: "faint" }, counted(all.length, "decision")),
    scroller("Decisions", table),
    ...(all.length > shown ? [more] : []));
}

function row(decision) {
  const name = `Undo decision ${decision.number}`;
  const undoing = decision.state ? null : button("Undo", () => undo(decision), { "aria-label": name });
  return element("tr", { class: decision.state ? "idle" : "" },
    element("td", { class: "number" }, String(decision.number)),
    element("td", { class: "date" }, visible(decision.when.slice(0, 10))),
    element("td", {}, isolated(decision.who)),
    element("td", {}, ...decisionText(decision)),
    element("td", { dir: "auto" }, visible(decision.why ?? "")),
    element("td", {}, decision.state ? isolated(decision.state) : null),
    element("td", {}, undoing));
}

function decisionText(decision) {
  if (decision.action === "undo") {
    const numbers = decisions.all.filter((one) => decision.undoes.includes(one.id)).map((one) => one.number);
    return [`${numbers.join(", ")} ${numbers.length > 1 ? "do" : "does"} not hold`];
  }
  const [left, verb, right] = decisionWords(decision);
  const linked = decision.entity === right ? entityLink(right, isolated(decision.label || right)) : isolated(right);
  return ["\u201c", isolated(left), `\u201d ${verb} `, linked];
}

async function undo(decision) {
  try {
    relieve();
    await decisions.undo(decision);
    draw();
    say(`Decision ${decision.number} does not hold any more.`);
    byId("decisions-title").focus();
  } catch (error) {
    complain(error);
  }
}
