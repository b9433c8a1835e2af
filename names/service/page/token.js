// The token of a service that other machines reach. It is kept until the tab is closed, and sent to this service alone.
import { byId } from "./elements.js";
import { keepInTab, keptInTab } from "./kept.js";

let asking = null; // the answer that is waited for; several requests may want it

export const token = () => keptInTab("token");

// Whether the reader gave a token.
export function askForToken() {
  asking ??= answerOf(byId("token-dialog")).finally(() => (asking = null));
  return asking;
}

function answerOf(dialog) {
  const field = byId("token");
  if (token()) byId("token-told").textContent = "That was not the token of this service. Look again, and give it here.";
  field.value = "";
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "give" && keep(field.value)), { once: true });
  });
}

// A header may hold ASCII alone, and so may a token.
function keep(given) {
  const cleaned = given.trim().replace(/[^\x21-\x7e]/g, "");
  keepInTab("token", cleaned);
  return cleaned !== "";
}
