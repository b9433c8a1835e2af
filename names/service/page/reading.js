// Reading a text with its mentions: evidence where the pointer or the focus is, keys from mention to mention.
import { Card } from "./card.js";
import { formOf } from "./mentions.js";

const STEPS = { ArrowRight: 1, ArrowDown: 1, n: 1, ArrowLeft: -1, ArrowUp: -1, p: -1 };

export class Reading {
  #card = new Card();
  #entered = null; // the element by which the tab key comes into the text

  constructor(article, view) {
    this.article = article;
    this.view = view;
    article.tabIndex = -1;
    this.#listen();
  }

  #listen() {
    const { article } = this;
    article.addEventListener("pointerover", (event) => {
      const made = this.#made(event);
      if (event.pointerType !== "touch" && made) this.#card.show(made, this.#mention(made));
    });
    article.addEventListener("pointerout", (event) => this.#made(event) && this.#leave());
    article.addEventListener("focusin", (event) => {
      const made = this.#made(event);
      if (made) this.#focused(made);
    });
    article.addEventListener("focusout", () => this.#card.hide());
    article.addEventListener("click", (event) => this.#made(event)?.focus({ preventScroll: true }));
    article.addEventListener("keydown", (event) => this.#key(event));
    document.addEventListener("pointerover", (event) => this.#card.contains(event.target) && this.#card.stay());
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.#card.hide());
  }

  #made(event) {
    return event.target instanceof Element ? event.target.closest(".mention") : null;
  }

  #mention(made) {
    return this.view.passage.mentionOf.get(made);
  }

  // The card stays with the mention that has the focus.
  #leave() {
    const focused = document.activeElement?.closest?.("#passage .mention");
    if (focused) this.#card.show(focused, this.#mention(focused));
    else this.#card.leave();
  }

  #focused(made) {
    this.#enter(made);
    const mention = this.#mention(made);
    this.#card.show(made, mention);
    const spelling = this.view.spellings.get(formOf(mention));
    if (spelling && spelling.form !== this.view.current) this.view.ask(spelling, { focus: false });
  }

  // One mention is reached by the tab key, the others from there.
  #enter(made) {
    if (this.#entered) this.#entered.tabIndex = -1;
    this.#entered = made;
    made.tabIndex = 0;
  }

  // Lets the tab key come into the text, as soon as there is a mention.
  begin() {
    if (this.#entered?.isConnected) return;
    const first = this.view.passage?.elementOf.get(this.view.mentions[0]);
    if (first) this.#enter(first);
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const made = this.#made(event);
    const isDone = made ? this.#does(event, made) : false;
    if (isDone) event.preventDefault();
  }

  #does(event, made) {
    if (event.key === "Enter" || event.key === " ") {
      this.view.judging.focus();
      return true;
    }
    if (!(event.key in STEPS)) return this.view.judging.key(event);
    const isRightToLeft = getComputedStyle(made.parentElement).direction === "rtl";
    const by = STEPS[event.key] * (isRightToLeft && /Left|Right/.test(event.key) ? -1 : 1);
    const { mentions } = this.view;
    const next = mentions[mentions.indexOf(this.#mention(made)) + by];
    if (next) this.focus(next);
    return true;
  }

  focus(mention) {
    const made = this.view.passage.elementOf.get(mention);
    made?.scrollIntoView({ block: "nearest" });
    made?.focus({ preventScroll: true });
  }

  // Scrolls to a mention, and marks it for a moment.
  reveal(mention) {
    const made = this.view.passage.elementOf.get(mention);
    if (!made) return;
    for (const before of this.article.querySelectorAll(".revealed")) before.classList.remove("revealed");
    made.classList.add("revealed");
    const { top, bottom } = made.getBoundingClientRect();
    if (top < 80 || bottom > innerHeight - 40) made.scrollIntoView({ block: "center" });
  }
}
