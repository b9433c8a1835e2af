// The view of the gazetteer: what is in it, from which sources, and a search.
import { get } from "./api.js";
import { browse, startBrowsing, stopBrowsing } from "./browsing.js";
import { factLine, MOST } from "./candidates.js";
import {
  button, byId, columnHeads, counted, element, entityLink, isolated, kindClass, kindWord, reason, scored, scroller,
  visible,
} from "./elements.js";
import { entityPath } from "./entity.js";
import { complain, relieve, say } from "./messages.js";

const FOUND = 20; // entities that a search shows; chosen
const ADDRESS = /https:\/\/[^\s;,<>"]+/g;

export function startGazetteer() {
  startBrowsing();
  byId("gazetteer-form").addEventListener("submit", (event) => {
    event.preventDefault();
    relieve();
    search(byId("gazetteer-input").value.trim()).catch(complain);
  });
}

// Shows the view, and reads what it shows if it was not read before.
export async function showGazetteer() {
  if (byId("gazetteer-about").childElementCount) return;
  const about = await get("api/gazetteer");
  byId("gazetteer-lead").replaceChildren(isolated(about.name),
    `: ${counted(about.entities, "entity", "entities")} with ${counted(about.names, "alias", "aliases")}`);
  byId("gazetteer-about").replaceChildren(
    element("ul", { class: "tiles" }, ...Object.entries(about.kinds).map(([kind, number]) =>
      element("li", {}, button("", () => browse({ kind }).then(toList).catch(complain), { class: "tile" },
        element("b", {}, number.toLocaleString("en")), " ",
        element("span", { class: `kind ${kindClass(kind)}` }, kindWord(kind)))))),
    element("h3", {}, "Sources"),
    scroller("Sources", sourceTable(about.sources)),
    element("h3", {}, "To be printed where its data are used"),
    element("p", { class: "attribution" }, ...linked(about.attribution)));
}

function sourceTable(sources) {
  const number = (value) => element("td", { class: "number" }, value.toLocaleString("en"));
  const row = (one) => element("tr", {}, element("th", { scope: "row" }, isolated(one.source || "no source given")),
    number(one.entities), number(one.names), element("td", {}, ...linked(one.licence)));
  return element("table", { class: "sources" },
    element("thead", {}, columnHeads("source", "entities", "aliases", "licence")),
    element("tbody", {}, ...sources.map(row)));
}

// A text whose addresses are links, which open beside this page.
export function linked(text) {
  const pieces = [];
  let written = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const address = found[0].replace(/[.:)]+$/, "");
    pieces.push(visible(text.slice(written, found.index)),
      element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, visible(address)));
    written = found.index + address.length;
  }
  return [...pieces, visible(text.slice(written))];
}

// The list that was asked for with a tile stands above it.
function toList() {
  byId("gazetteer-found").querySelector("h3")?.focus();
}

async function search(name) {
  stopBrowsing();
  if (!name) return byId("gazetteer-found").replaceChildren();
  if (await isId(name)) return entityLink(name).click();
  const { candidates } = await get("api/lookup", { name, limit: FOUND });
  const near = candidates.filter((one, at) => one.score >= 0.01 || at < MOST);
  byId("gazetteer-found").replaceChildren(
    element("h3", {}, near.length ? counted(near.length, "entity", "entities") : "No entity is called like that"),
    element("ol", { class: "found" }, ...near.map(entry)));
  say(byId("gazetteer-found").firstChild.textContent, { seen: false });
}

// Whether it is the id of an entity, as far as it looks like one.
async function isId(name) {
  if (!/^[^\s/:]+[/:]\S+$/.test(name)) return false;
  return get(entityPath(name)).then(() => true, (error) => {
    if (error.status === 404) return false;
    throw error;
  });
}

function entry(candidate) {
  return element("li", { class: kindClass(candidate.kind) },
    element("div", { class: "candidate-head" },
      element("h4", { class: "kind" }, entityLink(candidate.entity, isolated(candidate.label))),
      element("span", { class: "score" }, element("span", { class: "unseen" }, "score "), scored(candidate.score))),
    factLine(candidate), element("p", { class: "faint" }, ...reason(candidate.why)));
}
