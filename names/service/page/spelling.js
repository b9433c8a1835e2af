// Which spellings are one for decisions: gazetteer.decisions.records.spelling_form.

// NFC, case-folded, white space joined. JavaScript has no case-folding; to write in capitals first comes to the same,
// but for dotless and dotted i.
export function spellingForm(spelling) {
  const folded = spelling.normalize("NFC").toUpperCase().toLowerCase().replace(/\u03c2/g, "\u03c3");
  return folded.normalize("NFC").trim().split(/[\s\x1c-\x1f\x85]+/u).join(" ");
}
