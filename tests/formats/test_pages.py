"""The page: what is written of texts, mentions and entities, that jumps arrive, and that nothing in data acts.

What the script and the style make of it is tested in `test_page_in_browser`.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from importlib.resources import files

import pytest
from command_line import run
from hypothesis import example, given
from hypothesis import strategies as st
from webpage import Element, read_page

import names
from gazetteer import Alias, Entity, Gazetteer, Office
from names.formats.mentions import AnnotatedPortion, Annotations
from names.formats.page_frame import style_sheet
from names.formats.page_index import KINDS, STATUSES
from names.formats.pages import FAR, LONG, page
from names.resolution.results import Mention, Ranking, Resolution

TEXT = """\
Vladimir Putin came to Springfield. Greta Dubrovan met Putin.

Greta Dubrovan left the Zorbla. There was Владимир Путин, and قال فلاديمير بوتين.
"""


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    putin = ["Vladimir Putin", Alias("Владимир Путин", "ru"), Alias("فلاديمير بوتين", "ar")]
    office = Office("president of Russia", "2012", checked="2026-01")
    return names.build_gazetteer(
        [
            Entity("p", "person", putin, prior=7, office=office, countries=["RU"]),
            Entity("s1", "place", ["Springfield"], prior=5.4, note="city, Missouri"),
            Entity("s2", "place", ["Springfield"], prior=5.4, note="city, Illinois"),
            Entity("z", "vessel", ["Zorbla"], prior=6),
        ]
    )


def written(*texts: str, resolutions: list[list[Resolution]] | None = None) -> str:
    """The page of documents 1.txt, 2.txt, …, as it is written."""
    documents = [f"{number}.txt" for number, _ in enumerate(texts, start=1)]
    found = resolutions or [[] for _ in texts]
    portions = [AnnotatedPortion(*parts) for parts in zip(documents, texts, [0] * len(texts), found, strict=True)]
    return "".join(page(Annotations(documents, portions)))


def annotated(known: Gazetteer, *texts: str) -> Element:
    return read_page(written(*texts, resolutions=[names.annotate(text, known) for text in texts]))


@pytest.fixture(scope="module")
def shown(known: Gazetteer) -> Element:
    """The page of one document twice."""
    return annotated(known, TEXT, TEXT)


def mentions(shown: Element) -> list[Element]:
    return shown.all("a", "mention")


def test_a_mention_shows_its_kind_and_status(shown: Element) -> None:
    classes = {mention.text: mention.classes - {"mention"} for mention in mentions(shown)}
    assert classes == {
        "Vladimir Putin": {"person", "known"},
        "Springfield": {"place", "ambiguous"},
        "Greta Dubrovan": {"person", "unknown"},
        "Putin": {"person", "known"},
        "Zorbla": {"other", "known"},
        "Владимир Путин": {"person", "known"},
        "فلاديمير بوتين": {"person", "known"},
    }


def test_every_kind_and_status_is_in_the_legend(shown: Element) -> None:
    samples = [sample for group in shown.all("div", "filters") for sample in group.all("span", "mention")]
    assert {sample.text for sample in samples} == {*KINDS.values(), *STATUSES.values()}
    boxes = [box["value"] for group in shown.all("div", "filters") for box in group.all("input")]
    assert boxes == [*KINDS, *STATUSES.values()]
    style = read_asset("mentions.css") + read_asset("page.css")
    for name in boxes:  # each can be told apart, and filtered out
        assert f".{name} " in style
        assert f".no-{name} .mention.{name}" in style


@pytest.mark.parametrize(
    ("kind", "class_"),
    [("person", "person"), ("place", "place"), ("org", "org"), ("", "other"), ("vessel hidden", "other")],
)
def test_the_kind_of_an_unknown_name_is_that_of_its_group(kind: str, class_: str) -> None:
    unknown = Resolution("Qo", "none", Ranking(), Mention("Qo", 0, 2), group="unknown/qo", group_kind=kind)
    shown = read_page(written("Qo", resolutions=[[unknown]]))
    (mention,), (entry,) = mentions(shown), shown.all("li", "entry")
    assert mention.classes == {"mention", class_, "unknown"}
    assert entry.classes == {"entry", class_, "unknown"}


def test_the_index_counts_mentions_and_spellings(shown: Element) -> None:
    entries = {entry.all("h3")[0].text: entry for entry in shown.all("li", "entry")}
    assert {label: int(entry["data-mentions"]) for label, entry in entries.items()} == {
        "Vladimir Putin": 8, "Springfield": 2, "Greta Dubrovan": 4, "Zorbla": 2,
    }  # fmt: skip
    assert shown.by_id("shown").text == "4 entities, 16 mentions"
    spellings = Counter(mention.text for mention in mentions(shown))
    counted = {
        item.all("bdi")[0].text: item.all("span", "count")[0].text
        for entry in entries.values()
        for item in entry.all("ul")[0].content
        if isinstance(item, Element)
    }
    assert counted == {spelling: f"×{number}" for spelling, number in spellings.items()}


def test_every_jump_arrives_at_the_right_mention(shown: Element) -> None:
    ids = [element["id"] for element in shown.all() if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    targets = [link["href"] for link in shown.all("a")]
    named = " ".join(element.attributes.get("aria-describedby", "") for element in shown.all())
    labelled = " ".join(element.attributes.get("aria-labelledby", "") for element in shown.all())
    assert {f"#{id}" for id in ids} >= {*targets, *(f"#{id}" for id in f"{named} {labelled}".split())}
    jumps = [link for span in shown.all("span", "jumps") for link in span.all("a") if "document" not in link.classes]
    assert sorted(link["href"] for link in jumps) == sorted(f"#{mention['id']}" for mention in mentions(shown))
    for mention in mentions(shown):
        entry = shown.by_id(mention["href"][1:])
        assert entry["value"] == mention["data-entity"]
        assert f"#{mention['id']}" in {link["href"] for link in entry.all("a")}
        assert {"entry", *mention.classes} - {"mention"} == entry.classes


def test_mentions_of_an_entity_are_numbered_over_all_documents(shown: Element) -> None:
    for entry in shown.all("li", "entry"):
        numbered = [mention["id"] for mention in mentions(shown) if mention["href"] == f"#{entry['id']}"]
        assert numbered == [f"{entry['id']}m{number}" for number in range(1, int(entry["data-mentions"]) + 1)]


def test_the_evidence_of_a_mention_is_in_the_index(shown: Element) -> None:
    def evidence(text: str) -> str:
        mention = next(mention for mention in mentions(shown) if mention.text == text)
        return " ".join(shown.by_id(id).text for id in mention["aria-describedby"].split())

    for part in ("Vladimir Putin", "person", "president of Russia from 2012 (as of 2026-01), RU", "score 1.00 alias"):
        assert part in evidence("Vladimir Putin")
    assert "unknown person" in evidence("Greta Dubrovan")
    assert "not in the gazetteer" in evidence("Greta Dubrovan")
    assert "vessel" in evidence("Zorbla")
    for part in ("ambiguous place", "0.50", "city, Missouri", "s1", "city, Illinois", "s2"):
        assert part in evidence("Springfield")


def test_without_the_script_the_reason_is_shown_at_the_mention(shown: Element) -> None:
    titles = {mention.text: mention["title"] for mention in mentions(shown)}
    assert titles["Vladimir Putin"] == "Vladimir Putin (p), person, 1.00: alias “Vladimir Putin”"
    assert titles["Greta Dubrovan"].startswith("Greta Dubrovan, unknown person: ")
    assert titles["Springfield"].startswith("ambiguous place: may be Springfield (s1, ")


def test_names_from_right_to_left_do_not_turn_a_reason(shown: Element) -> None:
    reasons = [reason for evidence in shown.all("div", "evidence") for reason in evidence.all("p")]
    assert {reason["dir"] for reason in reasons if reason.all("bdi")} == {"ltr"}
    assert ["فلاديمير بوتين"] in [[name.text for name in reason.all("bdi")] for reason in reasons]


def test_a_page_says_how_many_documents_it_has(known: Gazetteer, shown: Element) -> None:
    assert [link["href"] for link in shown.all("details")[0].all("a")] == ["#d1", "#d2"]
    assert shown.all("title")[0].text == "1.txt, 2.txt"
    assert not annotated(known, TEXT).all("details")
    assert annotated(known, *["Qo"] * 5).all("title")[0].text == "1.txt, 2.txt, 3.txt, and 2 more"


def test_standard_input_is_called_so(people: str) -> None:
    shown = read_page(run("resolve", "-g", people, "--format", "html", stdin=b"<script>Sooronbay Jeenbekov").stdout)
    assert shown.all("h1")[0].text == shown.all("h2")[0].text == "standard input"
    assert shown.all("article")[0].text == "<script>Sooronbay Jeenbekov"
    assert [mention.text for mention in mentions(shown)] == ["Sooronbay Jeenbekov"]


PARAGRAPHS = [
    ("", []),
    ("one", ["one"]),
    ("one\n\ntwo\n", ["one\n\n", "two\n"]),
    ("one\r\n \t\r\ntwo\r\nthree", ["one\r\n \t\r\n", "two\r\nthree"]),
    ("\n\none\n\n\n", ["\n\n", "one\n\n\n"]),
    ("x" * (LONG - 1) + "\nend", ["x" * (LONG - 1) + "\nend"]),
    ("x" * LONG + "\nend\nof it", ["x" * LONG + "\n", "end\nof it"]),
]


@pytest.mark.parametrize(("text", "paragraphs"), PARAGRAPHS, ids=range(len(PARAGRAPHS)))
def test_a_paragraph_ends_with_empty_lines_or_when_it_is_long(text: str, paragraphs: list[str]) -> None:
    shown = read_page(written(text)).all("article")[0].all("p")
    assert [paragraph.text for paragraph in shown] == paragraphs
    assert all(paragraph["dir"] == "auto" for paragraph in shown)


def test_far_paragraphs_are_laid_out_when_they_come_into_sight() -> None:
    texts = [("One.\n\n" + "x" * FAR), "Three.\n\nFour."]
    shown = read_page(written(*texts)).all("article")
    assert [[paragraph.classes for paragraph in article.all("p")] for article in shown] == [
        [set(), set()],
        [{"far"}] * 2,
    ]


def test_portions_of_a_document_are_one_article_with_whole_paragraphs() -> None:
    parts = [("a", "One. ", 0), ("a", "Two.\n", 5), ("a", "\n3", 10), ("b", "Four.", 0)]
    portions = [AnnotatedPortion(*part, []) for part in parts]
    shown = read_page("".join(page(Annotations(["a", "b"], portions))))
    articles = [[paragraph.text for paragraph in article.all("p")] for article in shown.all("article")]
    assert articles == [["One. Two.\n\n", "3"], ["Four."]]
    assert [section["aria-labelledby"] for section in shown.all("section")] == ["d1", "d2"]


def test_mentions_do_not_end_paragraphs(known: Gazetteer) -> None:
    shown = annotated(known, "Putin,\nPutin.\nVladimir Putin\n\nVladimir Putin")
    assert [len(paragraph.all("a")) for paragraph in shown.all("article")[0].all("p")] == [3, 1]


# --- Nothing in data acts.

any_text = st.text(st.characters(exclude_categories=()))
NOT_SHOWN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def with_data(before: str, mention: str, id: str, kind: str) -> Element:
    """A page that has these strings wherever data is written."""
    found = Resolution(
        mention, "none", Ranking(), Mention(mention, len(before), len(before) + len(mention)),
        group=f"u{id}", group_label=f"{mention}{id}", group_kind=f"k{kind}", because=f"because of {id}",
    )  # fmt: skip
    portion = AnnotatedPortion(f"{id}.txt", f"{before}{mention} after", 0, [found])
    return read_page("".join(page(Annotations([portion.document], [portion]))))


def frame(shown: Element) -> list[tuple[str, dict[str, str]]]:
    """All elements with their attributes, but what holds data: paragraphs, names within reasons and titles.

    Whether a letter of a mention is joined to one outside it (Arabic) is told by the data, too.
    """
    elements = [element for element in shown.all() if element.tag not in {"p", "bdi"}]
    kept = [{key: value for key, value in each.attributes.items() if key != "title"} for each in elements]
    for attributes in kept:
        attributes["class"] = re.sub(" joins-(before|after)", "", attributes.get("class") or "")
    return [(each.tag, attributes) for each, attributes in zip(elements, kept, strict=True)]


@given(any_text, any_text.filter(bool), any_text, any_text)
@example("</article><script>x()</script>", "<b onclick='x'>", '" autofocus onfocus="x()', "</li></ol><!--")
@example("و", "ب", "", "")
@example("؛", "؛", "", "")
@example("&lt;&amp;", "]]>", "</style><style>*{}", "javascript:x()")
def test_any_data_is_shown_and_changes_no_other_element(before: str, mention: str, id: str, kind: str) -> None:
    shown = with_data(before, mention, id, kind)
    assert frame(shown) == frame(with_data("Here ", "Qo", "a", "b"))
    assert shown.all("article")[0].text == seen(f"{before}{mention} after")
    assert [link.text for link in mentions(shown)] == [seen(mention)]


def seen(text: str) -> str:
    """The text with escapes for what HTML cannot hold."""
    return NOT_SHOWN.sub(escape, text)


def escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


# --- Style, script and policy.


def read_asset(name: str) -> str:
    return (files("names") / "formats" / name).read_text(encoding="ascii")


def test_the_policy_allows_exactly_the_style_and_the_script_of_the_page(shown: Element) -> None:
    (policy,) = [meta for meta in shown.all("meta") if "http-equiv" in meta.attributes]
    rules = dict(rule.split(" ", 1) for rule in policy["content"].split("; "))
    (style,), (script,) = shown.all("style"), shown.all("script")
    for name, element in (("style-src", style), ("script-src", script)):
        digest = b64encode(sha256(element.text.encode()).digest()).decode()
        assert rules.pop(name) == f"'sha256-{digest}'"
    assert rules == {
        "default-src": "'none'", "base-uri": "'none'", "form-action": "'none'",
        "require-trusted-types-for": "'script'", "trusted-types": "'none'",
    }  # fmt: skip
    head = shown.all("head")[0].content
    elements = [element for element in head if isinstance(element, Element)]
    assert elements.index(policy) < elements.index(style)
    assert elements.index(policy) < elements.index(script)


@pytest.mark.parametrize("name", ["colours.css", "controls.css", "mentions.css", "page.css", "theme.js", "page.js"])
def test_style_and_script_can_be_written_into_any_page(name: str) -> None:
    asset = read_asset(name)  # ASCII
    assert max(map(len, asset.splitlines())) <= 120
    assert not re.search(r"</|<!--|<script|https?:|//[a-z]|@import|url\(", asset.replace("// ", ""))
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|Function\(", asset)


def test_nothing_is_written_that_the_policy_refuses(shown: Element) -> None:
    for element in shown.all():
        assert not [name for name in element.attributes if name == "style" or name.startswith("on")]
        assert element.attributes.get("href", "#").startswith("#")


# --- Contrast, as WCAG 2.2 measures it.

PAIR = re.compile(r"--([\w-]+): light-dark\(#(\w{6}), #(\w{6})\)")


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted(map(luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_all_texts_have_the_contrast_of_level_aa(scheme: int) -> None:
    style = style_sheet("formats", "controls.css", "mentions.css")
    colours = {name: pair[scheme] for name, *pair in PAIR.findall(style)}
    kinds = list(KINDS)
    grounds = ["ground", "raised", *(f"{kind}-ground" for kind in kinds)]
    pairs = [(text, ground) for text in ("ink", "faint", "focus") for ground in grounds]
    pairs += [(kind, ground) for kind in kinds for ground in ("ground", "raised", f"{kind}-ground")]
    pairs += [("ink", "rule")]
    ratios = {pair: contrast(*(colours[name] for name in pair)) for pair in pairs}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 4.5} == {}
