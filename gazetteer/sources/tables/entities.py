"""The entities of a table: what the cells of each row say, by the columns in which they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from gazetteer.errors import InvalidEntity
from gazetteer.sources.fields import kept_names, number, office, word
from gazetteer.sources.merging import label_first
from gazetteer.sources.remarks import shown
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import SourceFile
from gazetteer.sources.tables import values
from gazetteer.sources.tables.columns import OFFICE_DATES, TableColumns
from gazetteer.sources.tables.row_names import names_of
from gazetteer.sources.tables.rows import SourceRow, account, together

__all__ = ["Cells", "read_entities"]

Cells = tuple[int, Sequence[str]]  # of a row: the line on which it begins, and its cells


def read_entities(file: SourceFile, columns: TableColumns, header_line: int, rows: Iterable[Cells]) -> Iterator[Row]:
    """A row for each entity; rows that follow each other with the same id are of one.

    What would be lost or misread is rejected. Remarks tell what is left out or changed, `file.tell` what is taken for
    what.
    """
    file.tell(str(columns))
    if columns.left_aside and not file.is_heard:
        aside = columns.left_aside
        file.remarks.add(header_line, "columns left aside", ", ".join(map(shown, aside[:20])), len(aside))
    reader = RowReader(file, columns)
    if columns.id is None:
        example = shown(reader.made_id(header_line + 1))
        file.remarks.add(header_line, "no column for the id, so ids are made of file and line", example)
    # Where accounts are joined later, rows that differ in facts come apart, so that each is told with its own line.
    for group in together(file, reader.rows(rows), *(() if file.is_strict else ("kind", "facts"))):
        said = account(file, group)
        with file.row(said.line):
            yield Row(file.path, said.line, said.entity(label_first(kept_names(said.names, file.remarks))))


@dataclass(frozen=True)
class RowReader:
    """Reads the rows of a table with these columns."""

    file: SourceFile
    columns: TableColumns

    def rows(self, rows: Iterable[Cells]) -> Iterator[SourceRow]:
        """What the rows say that are not empty; those that the user does not want are left out."""
        for line, cells in rows:
            if not any(map(str.strip, cells)):
                self.file.remarks.add(line, "an empty row left out")
                continue
            with self.file.row(line):
                texts = [self.file.remarks.stripped(line, cell) for cell in cells]
                texts += [""] * (len(self.columns.header) - len(cells))
                if self._is_wanted(texts) and (said := self._said(line, texts)).names:
                    yield said

    def made_id(self, line: int) -> str:
        """The id of an entity for which the table has none."""
        return f"{Path(self.file.name).stem}/{line}"

    def _is_wanted(self, texts: Sequence[str]) -> bool:
        classes, kind = self.file.choices.classes, self.columns.cell(texts, "kind")
        return not classes or kind in classes or values.kind(kind) in classes

    def _said(self, line: int, texts: Sequence[str]) -> SourceRow:
        said = self.columns.cell(texts, "kind")
        kind = (
            values.kind(word("kind", said))
            if said
            else "person"
            if self.columns.of("given") or self.columns.of("family")
            else ""
        )
        id, own = self._id(line, texts)
        names = names_of(self.file, self.columns, line, texts)
        return SourceRow(line, id, [(line, name) for name in names], kind, self._facts(line, texts, own))

    def _facts(self, line: int, texts: Sequence[str], own: str) -> dict[str, Any]:
        """The facts; `own` is the id of the entity with its scheme, or empty."""
        cell = partial(self.columns.cell, texts)
        date = partial(values.date, line=line, remarks=self.file.remarks)
        elsewhere = [own, *self._identifiers(line, texts)] if own else self._identifiers(line, texts)
        return {
            "countries": tuple(dict.fromkeys(self._countries(line, texts))),
            "prior": number(cell("prior")),
            "note": cell("note"),
            "office": office(cell("office"), *(date(cell(field)) for field in OFFICE_DATES)),
            "born": date(cell("born")),
            "died": date(cell("died")),
            "identifiers": tuple(dict.fromkeys(elsewhere)),
        }

    def _id(self, line: int, texts: Sequence[str]) -> tuple[str, str]:
        """The id of the entity, and the same with its scheme if it has one."""
        if self.columns.id is None:
            return self.made_id(line), ""
        place, scheme = self.columns.id
        if not scheme:
            return word("id", texts[place]), ""
        text = texts[place]
        if not text:  # not all have one elsewhere
            return self.made_id(line), ""
        id = values.identifier(scheme, text)
        if not id:
            raise InvalidEntity(f"{shown(text)} is no id of {scheme}; mend it, or take the row out")
        return id.removeprefix("wikidata:"), id

    def _countries(self, line: int, texts: Sequence[str]) -> Iterator[str]:
        for place, _ in self.columns.of("countries"):
            yield from values.countries(texts[place], self.file.choices.separator, line, self.file.remarks)

    def _identifiers(self, line: int, texts: Sequence[str]) -> Iterator[str]:
        for place, meaning in self.columns.of("identifiers"):
            for text in filter(None, values.values(texts[place], self.file.choices.separator)):
                if id := values.identifier(meaning.detail, text):
                    yield word("identifier", id)
                else:
                    what = f"no id of {meaning.detail}" if meaning.detail else 'without a scheme, such as "viaf:"'
                    self.file.remarks.add(line, f"an identifier left out that is {what}", shown(text))
