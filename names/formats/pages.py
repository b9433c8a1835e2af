"""The format `html`: one self-contained page with the texts, their mentions highlighted, and an index of entities.

Each document is a section with a heading and an article of paragraphs, each with a direction of its own. A mention is a
link to the entry of its entity in the index at the end, which has the evidence and links back. Without the script the
page can be read and the links jump; the script (`page.js`) shows the evidence beside a mention, filters and sorts. The
page loads nothing. It is written while texts are read: what is kept is the index.
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import bidirectional

from names.formats.escaping import html_attribute, html_text
from names.formats.mentions import AnnotatedPortion, Annotations, id_of, label_of
from names.formats.page_frame import end, head, title_of
from names.formats.page_index import STATUSES, PageIndex
from names.resolution.reasons import why
from names.resolution.results import Resolution

__all__ = ["page"]

# Characters of a page after which browsers lay out a paragraph only when it comes into sight, and characters of a
# paragraph after which it ends with its line, for they skip no part of one. Chosen.
FAR, LONG = 200_000, 1000


def page(annotations: Annotations) -> Iterator[str]:
    """The page of the documents in pieces, with all data escaped.

    >>> "&lt;b&gt;" in "".join(page(Annotations(["a.txt"], [AnnotatedPortion("a.txt", "<b>", 0, [])])))
    True
    """
    yield head(annotations.documents)
    document, index, paragraphs = 0, PageIndex(), _Paragraphs()
    for portion in annotations.portions:
        if not portion.start:
            if document:
                yield f"{paragraphs.end()}</article></section>\n"
            document += 1
            yield _opening(portion.document, document)
        yield "".join(_highlighted(portion, document, index, paragraphs))
    if document:
        yield f"{paragraphs.end()}</article></section>\n"
    yield from end(index, several_documents=len(annotations.documents) > 1)


def _opening(name: str, number: int) -> str:
    """The beginning of the section of a document, whose language is not known."""
    return (
        f'<section aria-labelledby="d{number}"><h2 id="d{number}" dir="auto">{html_attribute(title_of(name))}</h2>\n'
        '<article lang="">'
    )


def _highlighted(portion: AnnotatedPortion, document: int, index: PageIndex, paragraphs: _Paragraphs) -> Iterator[str]:
    """The text of a portion with its mentions as links."""
    written = 0  # characters of the portion so far
    for resolution in portion.resolutions:
        mention = resolution.mention
        assert mention is not None  # resolutions of a text have one
        yield from paragraphs.text(portion.text[written : mention.start - portion.start])
        place = index.add(resolution, document)
        joins = _joins(portion.text, mention.start - portion.start, mention.end - portion.start)
        yield paragraphs.inline(
            f'<a id="{place.id}" class="mention {place.classes}{joins}" href="#e{place.entity}" '
            f'aria-describedby="e{place.entity}h e{place.entity}s{place.spelling}" data-entity="{place.entity}" '
            f'title="{html_attribute(_title(resolution))}">{html_text(mention.text)}</a>',
            len(mention.text),
        )
        written = mention.end - portion.start
    yield from paragraphs.text(portion.text[written:])


def _joins(text: str, start: int, end: int) -> str:
    """Classes of a mention of which a letter is joined to a letter outside it, as an Arabic article or preposition is.

    >>> _joins("وبوتين", 1, 6)
    ' joins-before'
    >>> _joins("؛بوتين", 1, 6)
    ''
    """
    before = " joins-before" if _is_joined(text[max(start - 1, 0) : start + 1]) else ""
    return f"{before} joins-after" if _is_joined(text[end - 1 : end + 1]) else before


def _is_joined(pair: str) -> bool:
    """Whether these are two letters of Arabic or a script like it (Unicode, Bidi_Class AL)."""
    return len(pair) == 2 and all(letter.isalpha() and bidirectional(letter) == "AL" for letter in pair)


def _title(resolution: Resolution) -> str:
    """What is shown at a mention without the script: label, id, kind, score and reason."""
    if resolution.entity is None:
        named = f"{label_of(resolution)}, " if label_of(resolution) else ""
        return f"{named}{STATUSES[resolution.status]} {resolution.kind}: {why(resolution)}"
    entity = resolution.entity
    return f"{entity.label} ({id_of(resolution)}), {entity.kind}, {resolution.score:.2f}: {why(resolution)}"


class _Paragraphs:
    """Puts texts that come in pieces into paragraphs: one ends with the empty lines after it, or when it is long."""

    def __init__(self) -> None:
        self._total = 0  # characters of the page so far
        self._length: int | None = None  # those of the paragraph; None: there is none
        self._is_line_start = True
        self._has_gap = False  # whether empty lines ended the paragraph

    def text(self, text: str) -> Iterator[str]:
        """The text, with the beginnings and ends of paragraphs."""
        for line in text.splitlines(keepends=True):
            if self._is_line_start and line.isspace():
                self._has_gap = True
                yield self._continued(html_text(line), len(line))
            else:
                yield self.inline(html_text(line), len(line))
            self._is_line_start = line.endswith(("\n", "\r"))

    def inline(self, markup: str, length: int) -> str:
        """Markup for that many characters within a line, perhaps with the beginning of a paragraph before it."""
        is_end = self._has_gap or (self._is_line_start and (self._length or 0) > LONG)
        self._has_gap = self._is_line_start = False
        return (self.end() if is_end else "") + self._continued(markup, length)

    def _continued(self, markup: str, length: int) -> str:
        opening = ""
        if self._length is None:
            opening = '<p class="far" dir="auto">' if self._total > FAR else '<p dir="auto">'
        self._length = (self._length or 0) + length
        self._total += length
        return opening + markup

    def end(self) -> str:
        """The end of the paragraph, if there is one."""
        ending = "" if self._length is None else "</p>"
        self._length, self._is_line_start, self._has_gap = None, True, False
        return ending
