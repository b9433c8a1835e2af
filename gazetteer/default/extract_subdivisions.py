"""``python -m gazetteer.default.extract_subdivisions``: extract the table of subdivisions from Unicode CLDR.

A maintainer runs it when there is a newer version of CLDR, or one of the tables that it reads was edited:

    npm pack cldr@8.0.0
    python -m gazetteer.default.extract_subdivisions --cldr cldr-8.0.0.tgz

This writes ``gazetteer/data/subdivisions.tsv`` again, with the same bytes for the same file.
"""

from __future__ import annotations

import argparse
import tarfile
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from gazetteer.default.cldr import is_distinctive, reading_order
from gazetteer.default.extract import is_debris, plain
from gazetteer.default.subdivision_names import Region, reviewed, usable_names
from gazetteer.default.subdivisions import COLUMNS, SUBDIVISIONS
from gazetteer.errors import SourceError
from gazetteer.sources.scripts import scripts_of
from gazetteer.sources.tsv import DATA, read_tsv

CLDR = "cldr-8.0.0.tgz"
EXCLUDED = DATA / "subdivisions-excluded.tsv"
HEAD = """\
# First-level subdivisions of countries: ISO 3166-2 codes, English labels, names in many languages.
# Taken from Unicode CLDR 48 (Unicode License v3, Copyright 1991-2025 Unicode, Inc.), through the npm package cldr
# 8.0.0. Written by: python -m gazetteer.default.extract_subdivisions --cldr FILE. Left out: subdivisions-excluded.tsv,
# and names that a town of the country has too; labels: subdivision-labels.tsv, subdivision-kinds.tsv.
# names: items separated by " | ", each "language text".
"""
_FOLDER = "package/3rdparty/cldr/common/"
_TAGS = {"no": "nb", "sr_Latn": "sr-Latn", "zh_Hant": "zh-Hant"}
# Locales with hardly anything of their own, or in a script that is not known here.
_UNUSED = frozenset({"root", "ccp", "de_CH", "sw_KE", "yo_BJ", "yue", "yue_Hans"})

Names = dict[str, dict[str, str]]  # code → language → name


def extract(archive: Path) -> str:
    """The text of ``subdivisions.tsv``, made from the archive of the npm package.

    Raises SourceError if the archive is missing or does not have the expected files.
    """
    try:
        files = _files(archive)
        first_level, names = _first_level(files), _names(files)
    except (OSError, KeyError, tarfile.TarError, ET.ParseError) as error:
        raise SourceError(archive, 1, f"{error}; get it with npm pack cldr@8.0.0") from None
    rows = sorted(_rows(first_level, names, _excluded()))
    return HEAD + "\n".join("\t".join(row) for row in [COLUMNS, *rows]) + "\n"


def _rows(codes: Iterable[str], names: Names, excluded: Mapping[str, set[str]]) -> Iterator[tuple[str, str, str]]:
    for code in codes:
        left_out = excluded.get(code[:2], set()) | excluded.get(code, set())
        english = names.get(code, {}).get("en", "")
        if "" in left_out or not english:
            continue
        kept = {language: name for language, name in names[code].items() if not {"*", f"{language}:*", name} & left_out}
        region = Region(code, english)
        label, _, replaced = reviewed(region)
        items = sorted(f"{language} {name}" for name, language in usable_names(region, kept).items() if name != label)
        yield replaced or code, label, " | ".join(items)


def _files(archive: Path) -> dict[str, bytes]:
    """{path in CLDR's folder: content} of the files on subdivisions, read in one go."""
    files: dict[str, bytes] = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            path = member.name.removeprefix(_FOLDER)
            if path.endswith(".xml") and path.startswith(("subdivisions/", "supplemental/subdivisions.")):
                file = tar.extractfile(member)
                files[path] = file.read() if file else b""
    return files


def _first_level(files: Mapping[str, bytes]) -> list[str]:
    """The codes of the subdivisions that lie directly in a country."""
    groups = _parse(files["supplemental/subdivisions.xml"]).iter("subgroup")
    parts = {group.attrib["type"]: group.attrib["contains"].split() for group in groups}
    return [_code(part) for country, codes in parts.items() if len(country) == 2 for part in codes]


def _names(files: Mapping[str, bytes]) -> Names:
    """The names of every subdivision that are proper names, by language."""
    names: Names = {}
    locales = {Path(path).stem for path in files if path.startswith("subdivisions/")} - _UNUSED
    for locale in sorted(locales, key=reading_order):
        elements = list(_parse(files[f"subdivisions/{locale}.xml"]).iter("subdivision"))
        texts = {_code(element.attrib["type"]): _text(locale, element.text or "") for element in elements}
        script = _usual_script(texts.values())
        for code, text in texts.items():
            tag = _tag(locale, text)
            if tag and not is_debris(text) and scripts_of(text) == {script} and is_distinctive(text, tag):
                names.setdefault(code, {}).setdefault(tag, text)
    return names


def _text(locale: str, text: str) -> str:
    """A name without notes; none if it is marked as one that the locale has twice, which is often wrong.

    >>> _text("af", "Hormozgan²"), _text("en", "Zanzan²"), _text("bs", "Ajman (emirat)")
    ('', 'Zanzan', 'Ajman')
    """
    return "" if "²" in text and locale != "en" else plain(text)


def _usual_script(texts: Iterable[str]) -> str:
    counts: dict[str, int] = {}
    for text in texts:
        for script in scripts_of(text):
            counts[script] = counts.get(script, 0) + 1
    return max(sorted(counts), key=lambda script: counts[script], default="")


def _tag(locale: str, text: str) -> str:
    """The BCP 47 tag of a text; simplified and traditional Chinese are told apart by national character sets.

    >>> _tag("zh", "顿涅茨克州"), _tag("zh", "基輔"), _tag("sr_Latn", "Kijevska oblast")
    ('zh', 'zh-Hant', 'sr-Latn')
    """
    if locale not in ("zh", "zh_Hant"):
        return _TAGS.get(locale, locale)
    if _is_encodable(text, "gb2312"):
        return "zh"
    return "zh-Hant" if _is_encodable(text, "big5") else ""


def _is_encodable(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _code(code: str) -> str:
    """CLDR's code in the form of ISO 3166-2.

    >>> _code("ua14")
    'UA-14'
    """
    return f"{code[:2]}-{code[2:]}".upper()


def _parse(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314  the file is CLDR's, and a maintainer gives it


def _excluded() -> dict[str, set[str]]:
    """{code of a subdivision or a country: names; "" for the whole}."""
    excluded: dict[str, set[str]] = {}
    for _, (code, name, _) in read_tsv(EXCLUDED, ("code", "name", "why")):
        excluded.setdefault(code, set()).add(name)
    return excluded


def main() -> None:
    """Write ``subdivisions.tsv`` from the file that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m gazetteer.default.extract_subdivisions", description=CLDR)
    parser.add_argument("--cldr", type=Path, required=True, help=f"the archive {CLDR} of the npm package")
    SUBDIVISIONS.write_text(extract(parser.parse_args().cldr), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
