// Files that a reader drops or opens: their bytes as text. They are read in the browser, and not kept.
import { Problem } from "./api.js";
import { element } from "./elements.js";
import { complain } from "./messages.js";

// What files of older programs are written in, by the names of the WHATWG's Encoding Standard.
const ENCODINGS = {
  "windows-1252": "Western (windows-1252)", "windows-1250": "Central European (windows-1250)",
  "windows-1251": "Cyrillic (windows-1251)", "koi8-r": "Cyrillic (KOI8-R)", "windows-1253": "Greek (windows-1253)",
  "windows-1254": "Turkish (windows-1254)", "windows-1255": "Hebrew (windows-1255)",
  "windows-1256": "Arabic (windows-1256)", "windows-1257": "Baltic (windows-1257)", gb18030: "Chinese (GB 18030)",
  big5: "Chinese (Big5)", shift_jis: "Japanese (Shift JIS)", "euc-jp": "Japanese (EUC-JP)",
  "euc-kr": "Korean (EUC-KR)", "utf-16le": "UTF-16",
};
const USUAL = "windows-1252";
const LARGEST = 64_000_000; // bytes of a file; chosen

// The text of bytes, and the encoding that they turned out to have; "" if that has to be asked.
export function decoded(bytes) {
  const mark = bytes[0] * 256 + bytes[1];
  if (mark === 0xfffe) return { text: new TextDecoder("utf-16le").decode(bytes), encoding: "utf-16le" };
  if (mark === 0xfeff) return { text: new TextDecoder("utf-16be").decode(bytes), encoding: "utf-16be" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "utf-8" };
  } catch {
    return { text: new TextDecoder(USUAL).decode(bytes), encoding: "" };
  }
}

// Reads a file and gives its text to `take`, again if another encoding is chosen in the box.
export async function readFile(file, box, take) {
  if (file.size > LARGEST) throw new Problem("The file is larger than 64 MB. Use the command line for it.");
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { text, encoding } = decoded(bytes);
  box.replaceChildren(...(encoding ? [] : encodingChoice(file.name, bytes, take)));
  await take(text, file.name);
}

function encodingChoice(name, bytes, take) {
  const options = Object.entries(ENCODINGS).map(([value, words]) => element("option", { value }, words));
  const chosen = element("select", { id: "encoding" }, ...options);
  chosen.addEventListener("change", () =>
    Promise.resolve(take(new TextDecoder(chosen.value).decode(bytes), name)).catch(complain));
  return [element("p", { class: "field" },
    element("label", { for: "encoding" }, "The file is not in UTF-8. It is read as "), chosen)];
}

// Lets a button open files, and the page take those that are dropped while the view is shown.
export function acceptFiles(view, opener, take) {
  const chooser = element("input", { type: "file", hidden: true, "aria-hidden": "true", tabindex: "-1" });
  opener.after(chooser);
  opener.addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", () => {
    if (chooser.files.length) take(chooser.files[0]).catch(complain);
    chooser.value = "";
  });
  droppable.set(view, take);
}

const droppable = new Map(); // view: what takes a file

// A file that is dropped anywhere goes to the view that is shown; the browser does not leave the page for it.
export function listenToDrops() {
  const taker = () => [...droppable].find(([view]) => !view.hidden);
  const mark = (on) => document.documentElement.classList.toggle("dropping", on && Boolean(taker()));
  const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
  addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    mark(true);
  });
  addEventListener("dragleave", (event) => event.relatedTarget || mark(false));
  addEventListener("drop", (event) => {
    mark(false);
    if (!holdsFiles(event)) return;
    event.preventDefault();
    const [, take] = taker() ?? [];
    if (take) take(event.dataTransfer.files[0]).catch(complain);
  });
}

// Gives the reader a file.
export function download(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = element("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000); // when it has begun
}

// The name of a file without its suffix, for files that are made of it.
export const stemOf = (name) => name.replace(/\.[^.]*$/, "") || name;

