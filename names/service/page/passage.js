// A text with its mentions, which are put in while they come. Each paragraph has a direction of its own.
import { element, kindClass, statusClass } from "./elements.js";
import { Offsets } from "./offsets.js";

const LONG = 1000; // units of a paragraph after which it ends with its line; chosen
const PARAGRAPH = /\n(?:[^\S\n]*\n)+/g; // empty lines end a paragraph
// Letters that join to their neighbours: between two of them nothing may stand (as in names.formats.pages).
const JOINED = /^(?:(?=\p{L})[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]){2}$/u;

export class Passage {
  constructor(article, text) {
    this.article = article;
    this.text = text;
    this.offsets = new Offsets(text);
    this.mentionOf = new WeakMap(); // element: mention
    this.elementOf = new Map(); // mention: element
    this.paragraphs = parted(text).map(([start, end]) => this.#paragraph(start, end));
    article.replaceChildren(...this.paragraphs.map((one) => one.node));
  }

  #paragraph(start, end) {
    const tail = document.createTextNode(this.text.slice(start, end));
    return { start, end, tail, tailStart: start, node: element("p", { dir: "auto" }, tail), mentions: [] };
  }

  // Where a mention is: its place in units, half-open, and its paragraph.
  placeOf(mention) {
    const start = this.offsets.units(mention.start);
    return { start, end: this.offsets.units(mention.end), paragraph: this.#at(start) };
  }

  // Puts a mention into the text; mentions come in the order of the text.
  place(mention) {
    const { start, end, paragraph } = this.placeOf(mention);
    paragraph.mentions.push(mention);
    if (start < paragraph.tailStart) return; // it overlaps the one before, which has its place
    const made = this.#element(mention, start, end);
    const name = paragraph.tail.splitText(start - paragraph.tailStart);
    paragraph.tail = name.splitText(Math.min(end, paragraph.end) - start);
    paragraph.tailStart = Math.min(end, paragraph.end);
    name.replaceWith(made);
    made.append(name);
  }

  // The paragraph of a place, in units, by bisection.
  #at(place) {
    let low = 0;
    let high = this.paragraphs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.paragraphs[middle].start <= place) low = middle;
      else high = middle - 1;
    }
    return this.paragraphs[low];
  }

  #element(mention, start, end) {
    const made = element("span", { role: "button", tabindex: "-1", "aria-roledescription": "mention" });
    made.dataset.joins = this.#joins(start, end);
    this.elementOf.set(mention, made);
    this.#dress(made, mention);
    return made;
  }

  // Which of its letters are joined to letters outside, as an Arabic article or preposition is.
  #joins(start, end) {
    const before = JOINED.test(this.text.slice(start - 1, start + 1)) ? "joins-before" : "";
    return JOINED.test(this.text.slice(end - 1, end + 1)) ? `${before} joins-after` : before;
  }

  #dress(made, mention) {
    this.mentionOf.set(made, mention);
    made.className = `mention ${kindClass(mention.kind)} ${statusClass(mention.status)} ${made.dataset.joins}`;
  }

  // Shows anew what mentions mean that have changed.
  refresh(mentions) {
    for (const mention of mentions) {
      const made = this.elementOf.get(mention);
      if (made) this.#dress(made, mention);
    }
  }

  // Takes other mentions for those that were there; elements stay where nothing moved, and so does the focus.
  replace(mentions) {
    const byParagraph = new Map(this.paragraphs.map((paragraph) => [paragraph, []]));
    for (const mention of mentions) byParagraph.get(this.placeOf(mention).paragraph).push(mention);
    const before = this.elementOf;
    this.elementOf = new Map();
    for (const [paragraph, found] of byParagraph) {
      if (spans(found) === spans(paragraph.mentions)) {
        found.forEach((mention, at) => this.#take(mention, before.get(paragraph.mentions[at])));
        paragraph.mentions = found;
      } else this.#rebuild(paragraph, found);
    }
  }

  #take(mention, made) {
    if (!made) return;
    this.elementOf.set(mention, made);
    this.#dress(made, mention);
  }

  #rebuild(paragraph, mentions) {
    paragraph.tail = document.createTextNode(this.text.slice(paragraph.start, paragraph.end));
    paragraph.tailStart = paragraph.start;
    paragraph.mentions = [];
    paragraph.node.replaceChildren(paragraph.tail);
    mentions.forEach((mention) => this.place(mention));
  }
}

const spans = (mentions) => mentions.map(({ start, end }) => `${start}-${end}`).join();

// The paragraphs of a text, as places in units, half-open.
function parted(text) {
  const found = [];
  let start = 0;
  for (const gap of [...text.matchAll(PARAGRAPH), { index: text.length, 0: "" }]) {
    const end = gap.index + gap[0].length;
    for (const cut of lineEnds(text, start, gap.index)) {
      found.push([start, cut]);
      start = cut;
    }
    if (start < end) found.push([start, end]);
    start = end;
  }
  return found.length ? found : [[0, 0]];
}

// Ends of lines at which a long paragraph is cut.
function* lineEnds(text, start, end) {
  let begun = start;
  for (let cut = text.indexOf("\n", start); cut >= 0 && cut < end; cut = text.indexOf("\n", cut + 1)) {
    if (cut - begun < LONG) continue;
    yield cut + 1;
    begun = cut + 1;
  }
}
