"""The names in one row of a table: labels, names that are given in parts, aliases."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from gazetteer.entity import Alias
from gazetteer.errors import InvalidEntity
from gazetteer.sources.fields import word
from gazetteer.sources.remarks import shown
from gazetteer.sources.source_file import SourceFile
from gazetteer.sources.tables.columns import TableColumns
from gazetteer.sources.tables.persons import full_name
from gazetteer.sources.tables.values import date, language_of, values

__all__ = ["names_of"]

_PARTS = ("given", "patronymic", "family")
_NO_COMMA = "a comma in a cell of aliases, which is taken for one name; --separator , parts it"


class _CellName(NamedTuple):
    text: str
    language: str  # empty: that of the row
    kind: str = "alias"


def names_of(file: SourceFile, columns: TableColumns, line: int, texts: Sequence[str]) -> list[Alias]:
    """The names in the cells of a row that are in a language which the user wants, the label first.

    Raises InvalidEntity if the row has no name, or a cell is invalid.
    """
    of_row = language_of(columns.cell(texts, "language"))
    labels = [name for name in _labels(columns, texts, of_row) if name.text]
    if not labels:
        raise InvalidEntity("no name; fill the cell or take the row out")
    labels[0] = labels[0]._replace(kind=word("kind of an alias", columns.cell(texts, "alias_kind") or "label"))
    since, until = (date(columns.cell(texts, field), line, file.remarks) for field in ("since", "until"))
    source = columns.cell(texts, "source") or file.name
    return [
        Alias(name.text, name.language or of_row, name.kind, source, since, until)
        for name in (*labels, *_aliases(file, columns, line, texts))
        if _is_wanted(name.language or of_row, file.choices.languages)
    ]


def _labels(columns: TableColumns, texts: Sequence[str], of_row: str) -> list[_CellName]:
    """Whole names: first those whose columns have no language, which the row may tell."""
    names = [_CellName(texts[place], meaning.language) for place, meaning in columns.of("name")]
    return sorted((*names, *_joined(columns, texts, of_row)), key=lambda name: bool(name.language))


def _joined(columns: TableColumns, texts: Sequence[str], of_row: str) -> Iterator[_CellName]:
    """The names that columns give in parts, one for each language of them."""
    parts: dict[str, list[list[str]]] = {}
    words: list[str] = []  # languages of the headers
    for number, field in enumerate(_PARTS):
        for place, meaning in columns.of(field):
            words.append(meaning.words)
            of_language = parts.setdefault(meaning.language, [[], [], []])
            if texts[place]:
                of_language[number].append(texts[place])
    for language, texts_of_parts in parts.items():
        given, middle, family = map(" ".join, texts_of_parts)
        yield _CellName(full_name(given, middle, family, [language, of_row, *words]), language)


def _aliases(file: SourceFile, columns: TableColumns, line: int, texts: Sequence[str]) -> Iterator[_CellName]:
    for place, meaning in columns.of("aliases"):
        found = values(texts[place], file.choices.separator)
        if len(found) == 1 and "," in found[0]:
            file.remarks.add(line, _NO_COMMA, shown(found[0]))
        for text in found:
            yield _CellName(text, meaning.language, meaning.detail or "alias")


def _is_wanted(tag: str, languages: Collection[str]) -> bool:
    """Whether the language is one of these, or a form of one; all are if there are none.

    >>> _is_wanted("zh-Hant", ["zh"]), _is_wanted("ru", ["uk"]), _is_wanted("ru", [])
    (True, False, True)
    """
    return not languages or any(tag == one or tag.startswith(f"{one}-") for one in languages)
