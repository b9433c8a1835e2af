// The page: which view is shown, by the address, and what holds for all of them.
import { showDecisions, startDecisions } from "./decision-list.js";
import { byId, element, isWriting } from "./elements.js";
import { showEntity } from "./entity.js";
import { listenToDrops } from "./files.js";
import { showGazetteer, startGazetteer } from "./gazetteer.js";
import { keepChoice, keptChoice } from "./kept.js";
import { complain, listenToMessages, relieve } from "./messages.js";
import { startTable } from "./table.js";
import { startText } from "./text.js";

const TITLES = { text: "Text", table: "Table", gazetteer: "Gazetteer", decisions: "Decisions", entity: "Entity" };
const SHOWING = { gazetteer: showGazetteer, decisions: showDecisions, entity: showEntity };
const KEYS = [
  ["1 \u2026 9", "accept the candidate of that number"], ["r", "reject the first candidate"],
  ["s  \u2192", "skip: go on to what is in doubt next"], ["\u2190", "go back to what was in doubt before"],
  ["u", "undo the last decision of this page"], ["/", "search for another entity; Escape goes back"],
  ["w", "show how the scores come about"],
  ["n  p  \u2192  \u2190", "in a text: next and previous mention; Enter goes to its candidates"],
  ["\u2191  \u2193", "in a table: row by row; also Page Up, Page Down, Home, End"],
  ["Ctrl Enter", "in a field: find names, read the table"], ["?", "these keys"],
];

function showView(isFirst) {
  const [name, id] = parts(location.hash);
  const view = Object.hasOwn(TITLES, name) ? name : "text";
  for (const each of document.querySelectorAll(".view")) each.hidden = each.id !== `view-${view}`;
  for (const link of document.querySelectorAll("header nav a")) {
    const isCurrent = link.hash === `#${view === "entity" ? "gazetteer" : view}`;
    if (isCurrent) link.setAttribute("aria-current", view === "entity" ? "true" : "page");
    else link.removeAttribute("aria-current");
  }
  document.title = `${TITLES[view]} \u2013 names`;
  relieve();
  byId("card").hidden = true;
  if (!isFirst) {
    byId(`${view}-title`).focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  SHOWING[view]?.(id).catch(complain);
}

// The name of a view, and the id of an entity.
function parts(hash) {
  const [name, id = ""] = hash.slice(1).split(/=(.*)/s);
  try {
    return [name, decodeURIComponent(id)];
  } catch {
    return [name, id];
  }
}

function listenToHelp() {
  const caps = (keys) => keys.split("  ").map((key) => element("kbd", {}, key));
  byId("help-keys").append(...KEYS.map(([keys, does]) =>
    element("div", {}, element("dt", {}, ...caps(keys)), element("dd", {}, does))));
  const help = () => byId("help").open || byId("help").showModal();
  byId("help-button").addEventListener("click", help);
  const single = byId("single-keys");
  single.checked = keptChoice("keys") !== "off";
  single.addEventListener("change", () => keepChoice("keys", single.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || isWriting(event.target) || keptChoice("keys") === "off") return;
    event.preventDefault();
    help();
  });
}

function listenToFrame() {
  const root = document.documentElement;
  root.dataset.theme = keptChoice("theme") || root.dataset.theme || "";
  addEventListener("pagehide", () => keepChoice("theme", root.dataset.theme ?? ""));
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault(); // the address names the view
    byId("main").focus();
  });
  addEventListener("hashchange", () => showView(false));
  new ResizeObserver(([head]) => root.style.setProperty("--head", `${head.target.offsetHeight}px`))
    .observe(document.querySelector("header"));
}

listenToFrame();
listenToHelp();
listenToMessages();
listenToDrops();
startText();
startTable();
startGazetteer();
startDecisions();
showView(true);
