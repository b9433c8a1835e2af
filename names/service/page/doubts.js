// Beside a text: the spellings that are in doubt or decided, and the entities that it mentions.
import { decisions } from "./decisions.js";
import { byId, counted, element, entityLink, isolated, kindClass } from "./elements.js";
import { entitiesOf, isInDoubt, stateOf } from "./mentions.js";

const WIDTH = 70; // characters of the text that are shown on either side of a mention; chosen

// The spellings that stand in the list: those in doubt, and those that somebody decided on.
export const listed = (spellings) => [...spellings.values()].filter((one) => stateOf(one) !== "known");

// Fills the list; `choose` is called with the spelling of an entry.
export function showDoubts(spellings, current, choose) {
  const shown = listed(spellings);
  const open = shown.filter(isInDoubt).length;
  const decided = shown.length - open;
  byId("doubts-told").textContent = told(open, decided);
  byId("doubts").replaceChildren(...shown.map((one) => chip(one, one.form === current, choose)));
}

function told(open, decided) {
  const doubts = open ? `${counted(open, "spelling")} in doubt` : "Nothing is in doubt";
  return decided ? `${doubts}, ${decided.toLocaleString("en")} decided` : doubts;
}

function chip(one, isCurrent, choose) {
  const state = stateOf(one);
  const [last] = decisions.on(one.form).slice(-1);
  const status = state === "decided" && last?.action === "accept" ? "known" : state === "ambiguous" ? state : "unknown";
  const made = element("button", { type: "button", class: `chip ${state}`, "aria-current": isCurrent ? "true" : null },
    element("span", { class: `mention ${kindClass(one.first.kind)} ${status}` }, isolated(one.spelling)),
    one.mentions.length > 1 ? element("span", { class: "count" }, `\u00d7${one.mentions.length}`) : null,
    element("span", { class: state === "decided" ? "done" : "unseen" }, state));
  made.addEventListener("click", () => choose(one));
  return element("li", {}, made);
}

export function showEntities(mentions) {
  const found = entitiesOf(mentions);
  byId("entities-box").hidden = !found.length;
  byId("entities-title").textContent = counted(found.length, "entity", "entities");
  byId("entities").replaceChildren(...found.map((one) =>
    element("li", { class: kindClass(one.kind) },
      element("span", { class: "kind" }, entityLink(one.id, isolated(one.label))), " ",
      element("span", { class: "count" }, `\u00d7${one.count}`))));
}

// What is asked about a spelling: how it is spelled, how often, and where it stands first.
export function aboutSpelling(spelling, passage) {
  const { first } = spelling;
  const many = counted(spelling.mentions.length, "mention");
  return [
    element("h3", { class: `kind ${kindClass(first.kind)} ${stateOf(spelling)}` }, isolated(spelling.spelling)),
    element("p", { class: "faint" }, `${stateOf(spelling)}, ${many}`),
    element("blockquote", { dir: "auto", lang: "" }, ...context(first, passage)),
  ];
}

function context(mention, passage) {
  const { start, end, paragraph } = passage.placeOf(mention);
  const from = Math.max(paragraph.start, start - WIDTH);
  const to = Math.min(paragraph.end, end + WIDTH);
  const line = (...range) => passage.text.slice(...range).replace(/\s+/g, " ");
  return [from > paragraph.start ? "\u2026" : "", line(from, start),
    element("mark", {}, line(start, end)),
    line(end, to), to < paragraph.end ? "\u2026" : ""];
}
