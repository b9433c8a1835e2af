// Entities by the beginning of a name while it is typed, or all of a kind, the most prominent first.
import { get } from "./api.js";
import { factLine } from "./candidates.js";
import { button, byId, counted, element, entityLink, isolated, kindClass, kindWord } from "./elements.js";
import { complain, relieve, say } from "./messages.js";

const PAGE = 50; // entities that are shown at a time; chosen
const PAUSE = 200; // milliseconds after a key before entities are sought; chosen
let waiting = 0;
let sought = 0; // a number for each list that was begun: what comes late for an earlier one is not shown

// Listens to the keys of the search box.
export function startBrowsing() {
  byId("gazetteer-input").addEventListener("input", (event) => {
    clearTimeout(waiting);
    const prefix = event.target.value.trim();
    waiting = setTimeout(() => browse({ prefix }).catch(complain), PAUSE);
  });
}

// Seeks nothing any more for what was typed.
export function stopBrowsing() {
  clearTimeout(waiting);
  sought += 1;
}

// Shows the first entities of a list, and a button for further ones. Without prefix and kind, there is no list.
export async function browse({ prefix = "", kind = "" }) {
  stopBrowsing();
  relieve();
  const place = byId("gazetteer-found");
  if (!prefix && !kind) return place.replaceChildren();
  const number = sought;
  const first = await listed({ prefix, kind, offset: 0 });
  if (number !== sought) return undefined;
  const which = prefix ? "with a name that begins so" : `of the kind ${kindWord(kind)}`;
  const title = first.total
    ? `${counted(first.total, "entity", "entities")} ${which}`
    : "No name begins so; Enter looks for other spellings";
  const list = element("ol", { class: "found" }, ...first.entities.map(entry));
  place.replaceChildren(element("h3", { tabindex: "-1" }, title), list);
  if (first.total > PAGE) place.append(moreButton(list, { prefix, kind, total: first.total }));
  say(title, { seen: false });
  return undefined;
}

function listed({ prefix, kind, offset }) {
  return get("api/entities", { ...(prefix ? { prefix } : {}), ...(kind ? { kind } : {}), offset, limit: PAGE });
}

// A button that adds the next entities to the list, until all are there.
function moreButton(list, { prefix, kind, total }) {
  const more = button("Show more", async () => {
    const { entities } = await listed({ prefix, kind, offset: list.childElementCount }).catch(complain) ?? {};
    if (!entities) return;
    const added = entities.map(entry);
    list.append(...added);
    added[0]?.querySelector("a").focus();
    if (list.childElementCount >= total || !added.length) more.remove();
  });
  return element("p", { class: "more" }, more);
}

function entry(entity) {
  return element("li", { class: kindClass(entity.kind) },
    element("div", { class: "candidate-head" },
      element("h4", { class: "kind" }, entityLink(entity.id, isolated(entity.label)))),
    factLine({ ...entity, entity: entity.id }));
}
