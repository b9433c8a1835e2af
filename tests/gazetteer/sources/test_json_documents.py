"""XML, JSON and rows of CSV that are read piece by piece, and the values that lists write."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer import SourceError
from gazetteer.entity import check_date
from gazetteer.sources import json_texts
from gazetteer.sources.cells import rows
from gazetteer.sources.drafts import numbered_items
from gazetteer.sources.identifiers import identifier
from gazetteer.sources.json_texts import elements
from gazetteer.sources.loose_dates import loose_date
from gazetteer.sources.source_file import Choices, SourceFile
from gazetteer.sources.xml_records import records, text

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-1000, 1000) | st.floats(-9, 9) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


class Opened(SourceFile):
    """Content that is opened as a file; its rejects are kept."""

    def __init__(self, content: bytes) -> None:
        self.rejects: list[SourceError] = []
        stream = io.BufferedReader(io.BytesIO(content))  # type: ignore[arg-type]
        super().__init__(Path("t"), stream, Choices(), self.rejects.append, None)


@settings(deadline=None, max_examples=60)
@given(
    st.dictionaries(st.text(max_size=4), st.lists(JSON, max_size=4) | JSON, max_size=4),
    st.booleans(),
    st.integers(1, 9),
)
def test_elements_are_those_of_the_whole_document(document: dict[str, object], pretty: bool, chunk: int) -> None:
    content = json.dumps(document, indent=1 if pretty else None).encode()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(json_texts, "CHUNK", chunk)
        opened = Opened(content)
        found = [(each.field, each.value) for each in elements(opened)]
    assert found == [(field, item) for field, value in document.items() if isinstance(value, list) for item in value]
    assert not opened.rejects


@pytest.mark.parametrize(
    ("content", "found", "line", "says"),
    [
        ('{"a": [1,\n 2,\n', [1, 2], 3, "Expecting value"),
        ('{"a": [1, 2] "b": []}', [1, 2], 1, ", or } expected"),
        ('{"a": [1, {"b": tru}]}', [1], 1, "Expecting value"),
        ('{"a": [1, ' + "[" * 100_000, [1], 1, "lists and objects within each other too deeply"),
        ('{"a": [1, 9' + "9" * 9000 + "]}", [1], 1, "a number with thousands of digits"),
        ("[]", [], 1, "{ expected"),
        ('{"a": ["\xff"]}', ["\xff"], 0, ""),
        ("\ufeff{}", [], 0, ""),
    ],
)
def test_a_document_that_is_broken_gives_what_was_before(
    content: str, found: list[object], line: int, says: str
) -> None:
    opened = Opened(content.encode())
    assert [element.value for element in elements(opened)] == found
    assert [error.line for error in opened.rejects] == ([line] if line else [])
    assert all(says in error.reason and "; " in error.reason for error in opened.rejects)


NAME = st.sampled_from(["r", "x", "y"])
TREE = st.recursive(
    st.builds(lambda tag, body: f"<{tag}>{body}</{tag}>", NAME, st.sampled_from(["", "é", "a &amp; b", " \n"])),
    lambda inner: st.builds(
        lambda tag, parts: f'<{tag} k="v">{"".join(parts)}</{tag}>', NAME, st.lists(inner, max_size=3)
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(TREE)
def test_records_are_those_of_the_whole_tree(tree: str) -> None:
    content = f'<?xml version="1.0"?>\n<all xmlns="u">{tree}</all>'
    found = [ET.tostring(record, "unicode") for _, record in records(Opened(content.encode()), ("r",))]
    whole = ET.fromstring(content.replace(' xmlns="u"', ""))
    outermost = [
        each for each in whole.iter("r") if not any(each in list(other.iter("r"))[1:] for other in whole.iter("r"))
    ]
    assert found == [ET.tostring(each, "unicode") for each in outermost]


BOMB = "<!DOCTYPE a [" + "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "ha"}">' for i in range(10)) + "]>"


@pytest.mark.parametrize(
    ("content", "texts", "says"),
    [
        ("<a><r>1</r><r>2</r><r>", ["1", "2"], "broken or cut off"),
        ("<a><r>1</r><r>2</a>", ["1"], "mismatched tag"),
        (f"{BOMB}<a><r>&e9;</r></a>", [], "the document declares entities"),
        (
            '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a><r>&e;</r></a>',
            [],
            "the document declares entities",
        ),
        ("<a>" + "<b>" * 100_000, [], "more than 64 elements within each other"),
        ("<a><r>" + "x" * 10_000_001 + "</r></a>", [], "a record of more than 10,000,000 characters"),
        ('<?xml version="1.0" encoding="klingon"?><a><r>1</r></a>', [], "unknown encoding"),
        ('<?xml version="1.0" encoding="iso-8859-1"?><a><r>\xe9</r></a>', ["é"], ""),
    ],
)
def test_xml_that_is_broken_or_does_harm_gives_what_was_before(content: str, texts: list[str], says: str) -> None:
    opened = Opened(content.encode("iso-8859-1"))
    assert [text(record, ".") for _, record in records(opened, ("r",))] == texts
    assert [says in error.reason and "; " in error.reason for error in opened.rejects] == ([True] if says else [])


def test_an_open_quotation_mark_costs_its_row_only() -> None:
    opened = Opened(b'1,"a\nb"\n2,"c\n3,d\n' + b"4,e\n" * 300)
    found = list(rows(opened))
    assert found[:2] == [(1, ["1", "a\nb"]), (4, ["3", "d"])]
    assert (len(found), [error.line for error in opened.rejects]) == (302, [3])


@given(st.text(max_size=30) | st.from_regex(r"(circa )?\d{1,4}([-/ ]\d{1,4}){0,2}( to \d{4})?", fullmatch=True))
def test_any_text_is_a_date_to_keep_or_none(text: str) -> None:
    date, change = loose_date(text)
    check_date("a date", date)
    assert date or change
    assert loose_date(date) == (date, "") if date else True


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("12 May 1956", "1956-05-12"), ("01 Jan 0985", "0985-01-01"), ("1956-5-3", "1956-05-03"), ("676", "0676"),
        ("13.05.1956", "1956-05-13"), ("--/--/1969", "1969"), ("00/05/1969", "1969-05"), ("31/02/1969", "1969-02"),
        ("circa May 1956", "1956"), ("1772~", "1772"), ("approximately 1956", "1956"), ("c. 1956", "1956"),
        ("01 Jan 1956 to 31 Dec 1956", "1956"), ("1956 to 1958", ""), ("between 1956 and 1958", ""), ("1956-1958", ""),
        ("1956–1958", ""), ("Spring 1956", ""), ("", ""), ("-320", "-0320"), ("2022-12-09T00:00:00", "2022-12-09"),
    ],
)  # fmt: skip
def test_dates_as_lists_write_them(text: str, date: str) -> None:
    assert loose_date(text).date == date


@given(st.text(max_size=40), st.sampled_from(["", "GND", "wikidata", "lccn", "isni"]))
def test_any_text_has_items_and_is_an_identifier(text: str, scheme: str) -> None:
    assert all(item == item.strip() and item for item in numbered_items(text))
    assert identifier(identifier(text, scheme)) == identifier(text, scheme)
