// What the columns of a table are, told by its header, and countries by their cells, too.

// What a row may say of whom it means, in the order in which a column is asked what it is: specific words first.
export const ROLES = {
  given: "given name", family: "family name", name: "name", country: "country", born: "born", kind: "kind",
};

// What such columns are called; small letters, without marks, spaces and punctuation. Chosen.
const WORDS = {
  given: "given givenname givennames first firstname forename forenames vorname prenom imya имя 名",
  family: "family familyname last lastname surname nachname familienname nom apellido apellidos cognome фамилия 姓",
  name: `name names fullname query spelling person people place organisation organization company city town label title
    guest member author speaker nombre naam nome фио название имяифамилия 姓名 名前 氏名 이름 성명 الاسم שם नाम`,
  country: "country countries countrycode land nation nationality citizenship pays pais paese staat страна 国家 国籍 国",
  born: "born birth birthdate birthday birthyear yearofbirth dateofbirth dob geboren geburtsdatum nacido датарождения",
  kind: "kind type category class entitytype typ art type",
};
const LOOKED_AT = 50; // rows; chosen
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const NAMELIKE = /name|имя|名/u;

const bare = (text) => text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
const words = Object.fromEntries(
  Object.entries(WORDS).map(([role, listed]) => [role, new Set(listed.split(/\s+/).map(bare))]));

// The role of each column, "" if it has none; at least one is the name.
export function guessRoles(header, rows) {
  const roles = header.map(() => "");
  for (const role of Object.keys(ROLES)) {
    const at = header.findIndex((cell, place) => !roles[place] && words[role].has(bare(cell)));
    if (at >= 0) roles[at] = role;
  }
  const countries = header.findIndex((_, at) => !roles[at] && holdsCountries(rows, at));
  if (countries >= 0 && !roles.includes("country")) roles[countries] = "country";
  if (roles.includes("name") || roles.includes("family")) return roles;
  const similar = header.findIndex((cell, place) => !roles[place] && NAMELIKE.test(bare(cell)));
  const likely = similar >= 0 ? similar : mostWords(header, rows, roles);
  if (likely >= 0) roles[likely] = "name";
  return roles;
}

// Whether most cells of a column are codes or names of countries.
function holdsCountries(rows, place) {
  const cells = rows.slice(0, LOOKED_AT).map((row) => (row[place] ?? "").trim()).filter(Boolean);
  const known = countryNames();
  const found = cells.filter((cell) => known.has(cell) || known.has(cell.toLowerCase()));
  return cells.length > 0 && found.length / cells.length > 0.6;
}

let countriesKnown = null;

// The codes of countries in capitals, and their names in some languages in small letters.
function countryNames() {
  if (countriesKnown) return countriesKnown;
  countriesKnown = new Set();
  for (const language of ["en", "de", "es", "fr", "ru", "ar", "zh"]) {
    const regions = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
    for (const one of LETTERS) {
      for (const other of LETTERS) {
        const name = regions.of(one + other);
        if (name) countriesKnown.add(one + other).add(name.toLowerCase());
      }
    }
  }
  return countriesKnown;
}

// The column whose cells hold most letters, but are no sentences.
function mostWords(header, rows, roles) {
  const letters = header.map((_, place) => {
    const cells = rows.slice(0, LOOKED_AT).map((row) => row[place] ?? "");
    return roles[place] ? -1 : cells.reduce((sum, cell) => sum + Math.min(20, cell.replace(/\P{L}/gu, "").length), 0);
  });
  return letters.indexOf(Math.max(...letters));
}

// Whether the first record is rather a header than a row: one of its cells is called like a column.
export function hasHeader([first = []]) {
  const known = new Set(Object.values(words).flatMap((set) => [...set]));
  return first.some((cell) => known.has(bare(cell)) || ["id", "no", "nr", "number"].includes(bare(cell)));
}
