"""What must hold for every string, table and file, however hostile: tried by Hypothesis and guided by coverage."""

from __future__ import annotations

import json
import warnings
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from click.testing import CliRunner

import names
from gazetteer import Alias, Entity, Gazetteer, SourceError, SourceWarning, damages
from gazetteer.errors import GazetteerError
from gazetteer.sources import read
from names.cli.commands import main
from names.cli.gazetteers import REJECTED
from names.resolution.results import Mention

ENTITIES = [
    Entity("p/1", "person", ["Sviatlana Tsikhanouskaya", Alias("Святлана Ціханоўская", "be")], prior=6),
    Entity("p/2", "person", ["Vladimir Putin", "普京", "בן"], prior=8),
    Entity("p/3", "person", ["Anna van der Berg", "Иван Иванович", "محمد بن عبد"], countries=["NL"], note="n"),
    Entity("c/1", "place", ["Minsk", "Мінск"], prior=6.3),
    Entity("o/1", "org", ["Berg & Co. Ltd", Alias("BCL", kind="code")]),
]
ASKED = [alias.text for entity in ENTITIES for alias in entity.aliases] + ["Swetlana Zichanouskaja", "Jane Doe", ""]


@cache
def few() -> Gazetteer:
    """A gazetteer in memory."""
    return names.build_gazetteer(ENTITIES)


def reading(text: str) -> None:
    """Parts are slices in order; there are a romanization, readings of weight 1, and variants that differ."""
    parts = names.parse(text).parts
    assert all(text[part.start : part.end] == part.text for part in parts)
    assert all(one.end <= other.start for one, other in pairwise(parts))
    readings = names.readings(text)
    assert not readings or abs(sum(reading.weight for reading in readings) - 1) < 0.01
    assert isinstance(names.romanize(text), str)
    found = names.variants(text, 5)
    assert len(found) == len(set(found)) <= 5
    assert text not in found


def comparing(left: str, right: str) -> None:
    """Symmetric, from 0 to 1, and 1 for a name with itself; each part stands in one piece of evidence."""
    for name in (left, right):
        assert names.compare(name, name).score == 1
        assert isinstance(names.compare(name, name).explain(), str)
    comparison, mirrored = names.compare(left, right), names.compare(right, left)
    assert comparison.score == mirrored.score
    assert 0 <= comparison.score <= 1
    assert comparison.explain()
    assert mirrored.explain()
    for name, side in ((comparison.left, "left"), (comparison.right, "right")):
        told = Counter((part.start, part.end) for evidence in comparison.evidence for part in getattr(evidence, side))
        assert told == Counter((part.start, part.end) for part in name.parts)


def annotating(text: str) -> None:
    """Mentions are slices of the text, in order and apart; in portions they are the same."""
    mentions = [resolution.mention for resolution in names.annotate(text, few())]
    assert all(isinstance(mention, Mention) for mention in mentions)
    assert all(text[mention.start : mention.end] == mention.text != "" for mention in mentions if mention)
    assert all(one.end <= other.start for one, other in pairwise(mentions) if one and other)
    half = len(text) // 2
    in_portions = names.annotate_stream(iter([text[:half], text[half:]]), few())
    assert [found.mention for found in in_portions] == mentions


def resolving(name: str) -> None:
    """Candidates are entities, best first, and share 1 with nobody; in a batch they are the same."""
    resolution = names.resolve(name, few())
    assert resolution.status in ("match", "ambiguous", "none")
    assert (resolution.entity is None) == (resolution.status != "match")
    scores = [candidate.score for candidate in resolution.candidates]
    assert all(0 <= score <= 1 for score in scores)
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) <= 1 + 1e-9
    assert all(candidate.comparison.explain() for candidate in resolution.candidates)
    among = names.resolve_many(["Jane Doe", name, "Minsk"], few())[1]
    assert (among.status, among.score) == (resolution.status, resolution.score)


def clustering(items: Sequence[str]) -> None:
    """Every name stands in one group."""
    groups = names.cluster(items)
    assert sorted(name for group in groups for name in group) == sorted(set(items))
    assert all(groups)


def answers(gazetteer: Gazetteer) -> object:
    """What a gazetteer says, for comparing it with another."""
    found = names.resolve_many(ASKED, gazetteer)
    told = [(one.status, one.score, [candidate.entity for candidate in one.candidates]) for one in found]
    return told, list(gazetteer), gazetteer.alias_count


def opening(path: Path, expected: object) -> None:
    """A gazetteer is refused, with the command that mends it, or it answers as it should."""
    refused = ""
    try:
        with names.open_gazetteer(path) as opened:
            refused = " ".join(map(str, damages(opened)))
            assert answers(opened) == expected
    except GazetteerError as error:
        refused = str(error)
    assert not refused or "names build" in refused
    result = CliRunner().invoke(main, ["check", str(path)], prog_name="names")
    _ended(result.exit_code, result.exception, result.stderr)
    assert (result.exit_code == 0) == (not refused)


def building(content: bytes, source: Path) -> None:
    """A table is refused at a line of it, or what is read of it is found again in the gazetteer built from it. The
    command leaves out rows that cannot be read, and joins those of one entity.
    """
    source.write_bytes(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SourceWarning)
        entities, line = None, 1
        try:
            entities = list(read(source))
        except SourceError as error:
            line = error.line
        assert 1 <= line <= content.count(b"\n") + content.count(b"\r") + 2
        target = source.with_name("built.gaz")
        result = CliRunner().invoke(main, ["build", str(source), "-o", str(target)], prog_name="names")
    left_out = result.exit_code == REJECTED
    _ended(0 if left_out else result.exit_code, result.exception, result.stderr)
    assert result.exit_code == 0 or entities is None
    if result.exit_code == 0 or left_out:
        with names.open_gazetteer(target) as built:
            assert entities is None or list(built) == entities
            assert not damages(built)


def commanding(arguments: Sequence[str], given: bytes) -> None:
    """A command ends with 0, 1 or 2; what is wrong is one line."""
    result = CliRunner().invoke(main, list(arguments), input=given, prog_name="names")
    _ended(result.exit_code, result.exception, result.stderr)


def _ended(code: int, exception: BaseException | None, said: str) -> None:
    if exception is not None and not isinstance(exception, SystemExit):
        raise exception
    assert code in (0, 1, 2)
    assert "Traceback" not in said
    if code:
        errors = [line for line in said.splitlines() if line.startswith("Error: ")]
        assert said == "" or len(errors) == 1 or "documents could not be read" in errors[-1]  # each document is told


def damaged(path: Path, edits: Sequence[tuple[int, int, int, bytes]]) -> None:
    """Damage the files of the gazetteer at `path`; each edit is the number of a file, the place in it, how many bytes
    are taken out there, and what is put in.
    """
    files = sorted(path.parent.iterdir())
    for number, place, length, put in edits:
        file = files[number % len(files)]
        content = file.read_bytes()
        at = place % (len(content) + 1)
        file.write_bytes(content[:at] + put + content[at + length :])


def json_text(value: object) -> str:
    """A record of JSON lines, also with what JSON has no word for."""
    return json.dumps(value, ensure_ascii=False)
