// The view of an entity: what is known of it, its aliases by language with their sources, and decisions about it.
import { get } from "./api.js";
import { decisionWords } from "./decisions.js";
import {
  byId, columnHeads, counted, element, isolated, kindClass, kindWord, scroller, visible, wellFormed,
} from "./elements.js";

const names = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });

export async function showEntity(id) {
  const title = byId("entity-title");
  title.replaceChildren(isolated(id));
  title.className = "";
  byId("entity").replaceChildren();
  const entity = await get(entityPath(id));
  title.replaceChildren(isolated(entity.label));
  title.className = `kind ${kindClass(entity.kind)}`;
  document.title = `${entity.label} \u2013 names`;
  byId("entity").replaceChildren(facts(entity), ...decided(entity.decisions ?? []),
    element("h3", {}, counted(entity.aliases.length, "alias", "aliases")), aliases(entity.aliases));
}

export function entityPath(id) {
  return `api/entities/${wellFormed(id).split("/").map(encodeURIComponent).join("/")}`;
}

function facts(entity) {
  const told = {
    kind: kindWord(entity.kind), description: entity.description,
    countries: entity.countries.map(countryName).join(", "), born: entity.born, died: entity.died,
    id: entity.id, identifiers: entity.identifiers.join("  "),
    prominence: entity.prior ? `${entity.prior.toFixed(1)} (log\u2081\u2080 of inhabitants, readers or the like)` : "",
  };
  const known = Object.entries(told).filter(([, value]) => value);
  return element("dl", { class: "entity-facts" }, ...known.map(([name, value]) =>
    element("div", {}, element("dt", {}, name), element("dd", {}, isolated(value)))));
}

function countryName(code) {
  try {
    return `${new Intl.DisplayNames(["en"], { type: "region" }).of(code)} (${code})`;
  } catch {
    return code; // one that is no code of two letters
  }
}

// The name of a language by its tag; the tag itself, if the browser has no name for it.
function languageName(tag) {
  if (!tag || tag === "und") return "of no certain language";
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag; // it is no tag of BCP 47
  }
}

// A table of the aliases, parted by language, those without one last.
function aliases(all) {
  const groups = Map.groupBy ? Map.groupBy(all, (one) => one.language) : grouped(all);
  const order = [...groups.keys()].sort((one, other) => (one === "und") - (other === "und") ||
    languageName(one).localeCompare(languageName(other)));
  const isDated = all.some((alias) => alias.since || alias.until);
  const bodies = order.map((language) => element("tbody", {}, ...groups.get(language).map((alias, at) =>
    aliasRow(alias, at ? null : languageHead(language, groups.get(language).length), isDated))));
  const head = columnHeads("language", "alias", "kind", "source", ...(isDated ? ["dates"] : []));
  return scroller("Aliases", element("table", { class: "aliases" }, element("thead", {}, head), ...bodies));
}

function grouped(all) {
  const groups = new Map();
  for (const one of all) groups.set(one.language, [...(groups.get(one.language) ?? []), one]);
  return groups;
}

function languageHead(language, rows) {
  const name = languageName(language);
  return element("th", { scope: "rowgroup", rowspan: rows }, visible(name), " ",
    language && language !== "und" && language !== name ? element("code", {}, visible(language)) : null);
}

function aliasRow(alias, head, isDated) {
  const lang = alias.language === "und" ? "" : visible(alias.language);
  const dates = alias.since || alias.until ? `${alias.since}\u2013${alias.until}` : "";
  return element("tr", {}, head,
    element("td", { class: "alias" }, isolated(alias.text, { lang })),
    element("td", {}, visible(alias.kind)),
    element("td", { title: visible(alias.licence) }, isolated(alias.source)),
    isDated ? element("td", { class: "number" }, isolated(dates)) : null);
}

function decided(decisions) {
  if (!decisions.length) return [];
  return [element("h3", {}, "Decided"), element("ul", {}, ...decisions.map((one) => {
    const [left, verb, right] = decisionWords(one);
    const told = [one.who, one.when?.slice(0, 10), one.why].filter(Boolean).join(", ");
    return element("li", {}, isolated(left), ` ${verb} `, isolated(right), " ",
      element("span", { class: "faint" }, isolated(told)));
  }))];
}
