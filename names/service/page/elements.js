// Elements of the page. They are made of names, attributes and texts: nothing is ever made of a string of markup.

export const byId = (id) => document.getElementById(id);

// An element with attributes; `on` has listeners by event. Contents are elements, or strings, which become text.
export function element(name, attributes = {}, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "on") Object.entries(value).forEach(([type, listener]) => made.addEventListener(type, listener));
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, String(value));
  }
  made.append(...content.flat().filter((part) => part !== null && part !== undefined && part !== ""));
  return made;
}

export function button(text, listener, attributes = {}, ...content) {
  return element("button", { type: "button", ...attributes, on: { click: listener } }, text, ...content);
}

// What a key is called, beside what says the same in words.
export const keycap = (key) => element("kbd", { "aria-hidden": "true" }, key);

// What does something instead of being seen: controls, marks of direction, lone surrogates (names.formats.escaping).
const ACTIVE = /[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb]|\p{Surrogate}/gu;

// A text from data, with active characters escaped.
export function visible(text) {
  return String(text).replace(ACTIVE, (one) => {
    const code = one.codePointAt(0);
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
  });
}

// A name, or another text from data, whose direction changes nothing around it.
export function isolated(text, attributes = {}) {
  return element("bdi", attributes, visible(text));
}

// A text of this service with names in it, such as a reason: names from right to left are isolated.
const LETTERS = "\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc\\u{10800}-\\u{10fff}\\u{1e800}-\\u{1efff}";
const RIGHT_TO_LEFT = new RegExp(`[${LETTERS}]+(?:[ -][${LETTERS}]+)*`, "gu");

export function reason(text) {
  const pieces = [];
  let written = 0;
  for (const found of text.matchAll(RIGHT_TO_LEFT)) {
    pieces.push(visible(text.slice(written, found.index)), isolated(found[0]));
    written = found.index + found[0].length;
  }
  return [...pieces, visible(text.slice(written))];
}

export function counted(number, one, many = `${one}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

export const scored = (score) => (typeof score === "number" ? score.toFixed(2) : "");

// A row with the names of columns, and the place of a table that may be wider than the page, which keys can move.
export function columnHeads(...names) {
  return element("tr", {}, ...names.map((name) => element("th", { scope: "col" }, name)));
}

export function scroller(label, table) {
  return element("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": label }, table);
}

const KINDS = { person: "person", place: "place", org: "organisation" };
const STATUSES = { match: "known", ambiguous: "ambiguous", none: "unknown" };

// The class of a kind in mentions.css, and the word for it; gazetteers may have kinds of their own.
export const kindClass = (kind) => (Object.hasOwn(KINDS, kind) ? kind : "other");
export const kindWord = (kind) => (Object.hasOwn(KINDS, kind) ? KINDS[kind] : kind ? visible(kind) : "kind unclear");
export const statusClass = (status) => STATUSES[status] ?? "unknown";

export function entityLink(id, ...content) {
  return element("a", { href: `#entity=${encodeURIComponent(wellFormed(id))}` }, ...content);
}

// A string that can be part of an address: lone surrogates become the replacement character.
export const wellFormed = (text) => text.replace(/\p{Surrogate}/gu, "\ufffd");

// Whether keys that are pressed there write text.
export function isWriting(target) {
  return target instanceof Element && target.matches("textarea, select, input:not([type=checkbox], [type=file])");
}
