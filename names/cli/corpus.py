"""A run over the documents of a corpus: annotate them, show how far it is, and tell what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from itertools import groupby

from names.formats.corpus import CorpusDocument, FileReading, read_documents, size_of
from names.formats.mentions import AnnotatedPortion
from names.formats.streams import note
from names.resolution.resolver import GazetteerSource
from names.text.corpus import annotate_corpus
from names.text.rules import TextRules

__all__ = ["CorpusRun"]

LARGE = 1 << 20  # bytes from which on the reading of a single file is shown by a progress bar; chosen
TOLD = 20  # documents that could not be read and are told one by one; chosen


class CorpusRun:
    """The annotation of the documents of some files, once.

    A document that cannot be read to its end does not end the run: what was read of it counts, the error is told on
    standard error, and `unread` counts such documents. Only if nothing can be read of the only file, its InputError is
    raised.
    """

    def __init__(self, files: Sequence[str], reading: FileReading, *, shows_progress: bool) -> None:
        self._files = files
        self._reading = reading
        self._size = size_of(files)
        self._shows_progress = shows_progress and (len(files) > 1 or self._size > LARGE)
        self._documents: dict[int, CorpusDocument] = {}  # by number: those that were begun and are not done
        self._count = 0
        self.unread = 0

    def portions(self, gazetteer: GazetteerSource, rules: TextRules, workers: int) -> Iterator[AnnotatedPortion]:
        """The portions of the documents in order; notes tell of documents without text or with errors."""
        from names.formats.terminal import reading_progress

        with reading_progress(self._size) if self._shows_progress else nullcontext(int) as advance:
            texts = self._texts(self._reading._replace(advance=advance))
            annotated = annotate_corpus(texts, gazetteer, rules, workers)
            for number, portions in groupby(annotated, key=lambda portion: portion.text):
                document = self._documents.pop(number)
                is_empty = True
                for _, (text, start), resolutions in portions:
                    if self._is_only(document) and document.error is not None and not (text or start):
                        raise document.error
                    is_empty = is_empty and not text.strip()
                    yield AnnotatedPortion(document.name, text, start, resolutions, document.offsets)
                    if document.offsets is not None:
                        document.offsets.forget(before=start + len(text))
                self._tell(document, is_empty=is_empty)
        if self.unread and self._count > 1:
            note(f"Error: {self.unread} of {self._count} documents could not be read to their end")

    def _is_only(self, document: CorpusDocument) -> bool:
        return document.is_file and len(self._files) == 1 and not self._count

    def _texts(self, reading: FileReading) -> Iterator[Iterator[str]]:
        for number, document in enumerate(read_documents(self._files, reading)):
            self._documents[number] = document
            yield document.pieces()

    def _tell(self, document: CorpusDocument, *, is_empty: bool) -> None:
        """Count a document that is done, and tell if it has an error or no text."""
        self._count += 1
        if document.error is not None:
            self.unread += 1
            if self.unread <= TOLD:
                note(f"Error: {document.error}")
        elif is_empty and document.is_file:
            note(f"{document.name}: empty, no names in it")
