
// The script of the page of names.formats.pages: evidence beside a mention, next and previous mention of its entity,
// filters, search and order of the index. What it shows are copies of elements of the page, and text set as text:
// nothing is made of strings of markup.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("scripted"); // before the page is there, so that controls do not appear late
  const byId = (id) => document.getElementById(id);
  const WAIT = 250; // milliseconds until the evidence goes, so that the pointer can reach it; chosen
  const MARKED = 1000; // most mentions of an entity that are marked at once; chosen

  function element(name, content, properties = {}) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...[content].flat());
    return made;
  }

  function copy(original) {
    const copied = original.cloneNode(true);
    copied.removeAttribute("id");
    return copied;
  }

  // The mention that an event happened to, and the numbers in its id (see names.formats.page_index).
  const mentionOf = (event) => event.target instanceof Element ? event.target.closest("a.mention") : null;
  const numbersOf = (mention) => mention.id.slice(1).split("m").map(Number);
  const entryOf = (mention) => byId(`e${numbersOf(mention)[0]}`);

  // --- The card with the evidence.

  let shown = null; // the mention whose evidence is shown
  let leaving = 0; // the timer that will hide it

  function show(mention) {
    clearTimeout(leaving);
    const entry = entryOf(mention);
    if (mention === shown || !entry) return; // while the page is still loading there is no index
    hide();
    shown = mention;
    mention.removeAttribute("title"); // which the browser would show beside the card
    mark(mention, true);
    const card = byId("card");
    card.className = entry.className.replace("entry", "");
    card.replaceChildren(...evidence(mention, entry));
    card.hidden = false;
    card.scrollTop = 0;
    place(card, mention);
  }

  function hide() {
    clearTimeout(leaving);
    if (!shown) return;
    mark(shown, false);
    shown = null;
    byId("card").hidden = true;
  }

  // Marks the mention, the others of its entity unless they are too many, and the entry in the index; or ends that.
  function mark(mention, on) {
    const entry = entryOf(mention);
    const others = entry.dataset.mentions <= MARKED ? entry.dataset.mentions : 0;
    for (let number = 1; number <= others; number++) {
      byId(`${entry.id}m${number}`).classList.toggle("same", on);
    }
    mention.classList.toggle("shown", on);
    entry.classList.toggle("shown", on);
  }

  function evidence(mention, entry) {
    const [head, reason] = mention.getAttribute("aria-describedby").split(" ").map(byId);
    const [, number] = numbersOf(mention);
    const step = (text, label, key, by) => {
      const button = element("button", text, { type: "button", title: `${label} (${key})`, ariaLabel: label });
      button.addEventListener("click", () => go(mention, by));
      return button;
    };
    const count = Number(entry.dataset.mentions);
    const others = [step("\u2039", "Previous mention", "p", -1), step("\u203a", "Next mention", "n", 1)];
    const steps = element("div", [
      element("span", `Mention ${number} of ${count}`),
      ...(count > 1 ? others : []),
      element("a", "In the index", { href: `#${entry.id}` }),
    ], { className: "steps" });
    const written = element("p", ["written here: ", element("bdi", mention.textContent)], { className: "written" });
    return [copy(head), written, copy(reason), steps];
  }

  // Below the mention, or above it where there is more room.
  function place(card, mention) {
    const line = mention.getClientRects()[0];
    if (!line) return;
    const below = innerHeight - line.bottom;
    const top = below > card.offsetHeight + 12 || below > line.top ? line.bottom + 6 : line.top - card.offsetHeight - 6;
    const start = root.clientWidth - card.offsetWidth - 8;
    card.style.left = `${Math.max(8, Math.min(line.left, start))}px`;
    card.style.top = `${Math.max(8, Math.min(top, innerHeight - card.offsetHeight - 8))}px`;
  }

  // The next mention of the same entity that is not filtered out, or the previous one; after the last comes the first.
  function go(mention, by) {
    const [entity, number] = numbersOf(mention);
    const count = Number(entryOf(mention).dataset.mentions);
    const target = byId(`e${entity}m${(number - 1 + by + count) % count + 1}`);
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
    show(target);
    requestAnimationFrame(() => shown === target && place(byId("card"), target));
  }

  const leave = () => {
    clearTimeout(leaving);
    leaving = setTimeout(hide, WAIT);
  };

  function listenToMentions() {
    const card = byId("card");
    const on = (type, listener) => document.addEventListener(type, listener);
    let pointer = ""; // where it was
    const moves = (event) => pointer !== (pointer = `${event.screenX} ${event.screenY}`);
    on("pointermove", moves);
    on("pointerover", (event) => {
      // A touch is a click; and it may be the page that moved below the pointer, as after a key.
      if (event.pointerType === "touch" || !moves(event)) return;
      const mention = mentionOf(event);
      if (mention && !isFiltered(mention)) show(mention);
      else if (card.contains(event.target)) clearTimeout(leaving);
      else if (shown && shown !== document.activeElement) leave();
    });
    on("focusin", (event) => {
      const mention = mentionOf(event);
      if (mention && !isFiltered(mention)) show(mention);
      else if (!card.contains(event.target)) hide();
    });
    on("click", (event) => {
      const mention = mentionOf(event);
      if (mention) {
        event.preventDefault(); // the reader stays in the text: the card links to the index
        if (isFiltered(mention)) return;
        mention.focus({ preventScroll: true });
        show(mention);
        revealEntry(entryOf(mention));
      } else if (!card.contains(event.target) || event.target.closest("a")) hide();
    });
    on("keydown", (event) => {
      const step = { n: 1, p: -1 }[event.key];
      if (event.key === "Escape") hide();
      else if (step && shown && mentionOf(event) && !event.ctrlKey && !event.metaKey && !event.altKey) go(shown, step);
    });
    addEventListener("scroll", () => shown && place(card, shown), { passive: true });
    addEventListener("resize", () => shown && place(card, shown));
  }

  // Scrolls the index, where it stands beside the text, to an entry.
  function revealEntry(entry) {
    const index = byId("index");
    if (!entry || index.scrollHeight <= index.clientHeight) return;
    const distance = entry.getBoundingClientRect().top - index.getBoundingClientRect().top;
    if (distance < 0 || distance > index.clientHeight - 60) index.scrollTop += distance - 60;
  }

  // --- Filters, search and order.

  const boxes = () => [...document.querySelectorAll(".filters input")];
  const isFiltered = (marked) => [...marked.classList].some((name) => root.classList.contains(`no-${name}`));
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const searched = new WeakMap(); // entry: its text, plain

  function textOf(entry) {
    if (!searched.has(entry)) {
      const texts = entry.querySelectorAll("h3, .fact, li > bdi");
      searched.set(entry, plain([...texts].map((found) => found.textContent).join("\n")));
    }
    return searched.get(entry);
  }

  function filter() {
    hide();
    for (const box of boxes()) root.classList.toggle(`no-${box.value}`, !box.checked);
    for (const mention of document.querySelectorAll("a.mention")) mention.tabIndex = isFiltered(mention) ? -1 : 0;
    search();
  }

  function search() {
    const wanted = plain(byId("search").value.trim());
    let entities = 0, mentions = 0;
    for (const entry of byId("entries").children) {
      entry.hidden = isFiltered(entry) || !textOf(entry).includes(wanted);
      entities += !entry.hidden;
      mentions += entry.hidden ? 0 : Number(entry.dataset.mentions);
    }
    const counted = (number, one, many) => `${number} ${number === 1 ? one : many}`;
    const found = [counted(entities, "entity", "entities"), counted(mentions, "mention", "mentions")];
    byId("shown").textContent = found.join(", ");
  }

  function order(by) {
    const byNumber = (one, other) => one.value - other.value;
    const label = (entry) => entry.querySelector("h3").textContent;
    const orders = {
      number: byNumber,
      mentions: (one, other) => other.dataset.mentions - one.dataset.mentions || byNumber(one, other),
      name: (one, other) => label(one).localeCompare(label(other)) || byNumber(one, other),
    };
    const entries = byId("entries");
    entries.append(...[...entries.children].sort(orders[by]));
  }

  function listenToControls() {
    for (const box of boxes()) box.addEventListener("change", filter);
    byId("search").addEventListener("input", search);
    const chosen = byId("order");
    chosen.addEventListener("change", () => order(chosen.value));
    addEventListener("beforeprint", () => order("number")); // by the numbers that stand in the text
    addEventListener("afterprint", () => order(chosen.value));
    order(chosen.value);
  }

  // Tells the style sheet how high the head is, below which the index stays and to which jumps scroll.
  function measureHead() {
    const head = document.querySelector("header");
    const measured = () => root.style.setProperty("--head", `${head.offsetHeight}px`);
    new ResizeObserver(measured).observe(head);
    measured();
  }

  addEventListener("DOMContentLoaded", () => {
    measureHead();
    listenToMentions();
    listenToControls();
    if (boxes().some((box) => !box.checked)) filter(); // a browser keeps the state of boxes when a page is loaded again
  });
})();
