// What the page tells: results that readers of the screen hear, and problems, in words, with what to do.
import { byId } from "./elements.js";

const SHOWN = 5000; // milliseconds that a message is seen; it stays for screen readers. Chosen.
let fading = 0;

// Tells something; what stands elsewhere on the screen, too, is not `seen`, but heard.
export function say(text, { seen = true } = {}) {
  const said = byId("said");
  clearTimeout(fading);
  said.textContent = text;
  said.classList.toggle("seen", seen);
  fading = setTimeout(() => said.classList.remove("seen"), SHOWN);
}

// Tells an error. What was only given up is none.
export function complain(error) {
  if (error?.name === "AbortError") return;
  if (!error?.isProblem) console.error(error);
  byId("problem-text").textContent = error?.isProblem
    ? error.message
    : `Something unforeseen happened on this page (${error?.name ?? "error"}). Load it again; what is decided is kept.`;
  byId("problem").hidden = false;
}

export function relieve() {
  byId("problem").hidden = true;
}

export function listenToMessages() {
  byId("problem-close").addEventListener("click", () => {
    relieve();
    byId("main").focus();
  });
}
