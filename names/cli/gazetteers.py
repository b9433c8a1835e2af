"""The commands that make and inspect gazetteers: `build`, `check`, `export`, `info`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from gazetteer.sources.compression import STDIN
from gazetteer.sources.recognition import FORMATS
from names.cli.options import ENCODING, FILE, GAZETTEER, JSON, example
from names.formats.escaping import json_line, one_line
from names.formats.streams import note, write_line, write_styled

if TYPE_CHECKING:
    from pathlib import Path

    from gazetteer import Entity, Gazetteer

__all__ = ["build", "check", "export", "info"]

REJECTED = 3  # exit code where rows were left out because they cannot be read


def _pairs(_context: click.Context, _: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """The columns and their fields."""
    pairs = {}
    for value in values:
        column, equals, field = value.rpartition("=")
        if not equals or not column or not field:
            raise click.BadParameter(f"{value!r} is no COLUMN=FIELD")
        pairs[column] = field
    return pairs


@click.command(epilog=example("names build examples/people.tsv -o people.gaz"))
@click.argument("sources", type=FILE, nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "-o", "--output", type=FILE, metavar="FILE", required=True, help="Gazetteer to write; an existing one is replaced."
)
@click.option("--format", type=click.Choice(FORMATS), help="Format of the sources; by default, what they begin like.")
@click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="COLUMN=FIELD",
    callback=_pairs,
    help="Take a column of a table for a field of the entity. May be given several times.",
)
@click.option("--separator", default="", metavar="TEXT", help="What stands between several names in a cell.")
@ENCODING
@click.option("--language", "languages", multiple=True, metavar="CODE", help="Read only names in this language.")
@click.option("--class", "classes", multiple=True, metavar="CLASS", help="Read only entities of this class (Q5, P).")
@click.option("--rejects", type=FILE, metavar="FILE", help="Write all rows that cannot be read to this file.")
@click.option("--update", is_flag=True, help="Keep the entities of an existing gazetteer, and add to them.")
@click.option("--force", is_flag=True, help="Replace a file that is not a gazetteer.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1), help="Processes that share the work.")
def build(  # noqa: PLR0913, PLR0917  a parameter for each option
    sources: tuple[str, ...],
    output: str,
    format: str | None,
    columns: dict[str, str],
    separator: str,
    encoding: str | None,
    languages: tuple[str, ...],
    classes: tuple[str, ...],
    rejects: str | None,
    update: bool,
    force: bool,
    workers: int,
) -> None:
    """Make a gazetteer from files of entities.

    A source is a table (.csv, .tsv), JSON lines, or a file in one of the published formats, also compressed, or "-" for
    standard input. Sources are joined in their order where they share ids. Rows that cannot be read are left out and
    told; the exit code is 3 then.
    """
    from pathlib import Path

    from gazetteer.decisions.carrying import decisions_beside
    from gazetteer.decisions.location import decisions_file
    from gazetteer.sources import Choices, read_all
    from gazetteer.storage.targets import refuse_source
    from names.cli.signals import ended_in_order
    from names.formats.rejects import Rejects
    from names.formats.terminal import count_progress, warnings_as_notes
    from names.resolution.resolver import build_gazetteer, update_gazetteer

    for source in sources:
        refuse_source(Path(source), Path(output))
    choices = Choices(columns, separator, languages, classes, encoding or "")
    with ended_in_order(), warnings_as_notes(), Rejects(rejects) as rejected, count_progress() as counted:
        entities = read_all(sources, format or "", choices, rejected.add, note, lambda rows: counted(rows, "reading"))
        shown = counted(entities, f"building {output}")
        if update and Path(output).exists():
            built = update_gazetteer(shown, output, sources=entities.publishers)
        else:
            licences = entities.publishers
            built = build_gazetteer(shown, output, sources=licences, force=force, workers=workers)
    if entities.joined or entities.left_aside:
        note(f"{entities.joined} rows joined to entities of others, {entities.left_aside} add to none and left aside")
    note(f"{output}: {_counts(built)}")
    _carry([decisions_beside(source) for source in sources if source != STDIN], decisions_file(output))
    if rejected.count:
        raise click.exceptions.Exit(REJECTED)


@click.command(epilog=example("names check examples/people.tsv"))
@click.argument("target", required=False, type=FILE, metavar="[FILE|ID]")
@GAZETTEER
@JSON
def check(target: str | None, gazetteer: tuple[str, ...] | None, as_json: bool) -> None:
    """Check a gazetteer, a table of entities, or one entity.

    A gazetteer, by default the embedded one, is read whole, and each damage is told. Of a table (.tsv, .csv, .jsonl) or
    an id, what is wrong with the names and facts is told, with the line and how to mend it: language codes, scripts,
    look-alike letters, dates, an alias of two entities, one person twice, names that do not lead to their own entity.
    The exit code is 1 if there is a damage or an error; warnings are for reading.
    """
    from pathlib import Path

    from names.checks.targets import is_table
    from names.resolution.resolver import EMBEDDED

    if target is None:
        failed = sum(map(_tell_damages, gazetteer or (EMBEDDED,))) > 0
    elif (Path(target).exists() or target.endswith(".gaz")) and not is_table(Path(target)):
        failed = _tell_damages(target)
    else:
        failed = _tell_findings(target, gazetteer, as_json)
    if failed:
        raise click.exceptions.Exit(1)


def _tell_damages(path: str) -> bool:
    """Write a line for each damage of a gazetteer, or that there is none; return whether there is any."""
    from gazetteer import damages
    from names.resolution.resolver import open_gazetteer

    opened = open_gazetteer(path, decided=False)
    found = damages(opened)
    for damage in map(str, found) if found else [f"{opened.path}: ok, {_counts(opened)}"]:
        write_line(one_line(damage))
    return bool(found)


def _tell_findings(target: str, gazetteer: tuple[str, ...] | None, as_json: bool) -> bool:
    """Write what is wrong with a table or an entity; return whether there is an error."""
    from pathlib import Path

    from names.checks.targets import check_entity, check_table, is_table
    from names.formats.records import finding_record
    from names.formats.terminal import finding_table, warnings_as_notes
    from names.resolution.resolver import open_gazetteer

    with warnings_as_notes():
        if is_table(Path(target)):
            findings = check_table(Path(target))
        else:
            findings = check_entity(target, open_gazetteer(gazetteer), in_tables=gazetteer is None)
    if as_json:
        for finding in findings:
            write_line(json_line(finding_record(finding)))
    elif findings:
        write_styled(finding_table(findings))
    errors = sum(finding.level == "error" for finding in findings)
    warned = sum(finding.level == "warning" for finding in findings)
    note(f"{target}: {errors} errors, {warned} warnings")
    return errors > 0


def _counts(gazetteer: Gazetteer) -> str:
    return f"{len(gazetteer)} entities, {gazetteer.alias_count} names"


@click.command(epilog=example("names export -o default.tsv"))
@GAZETTEER
@click.option("-o", "--output", type=FILE, default="-", metavar="FILE", help="File to write, whole or not at all.")
@click.option(
    "--format", type=click.Choice(("tsv", "jsonl")), default="tsv", show_default=True,
    help="A line an alias (tsv) or an entity (jsonl).",
)  # fmt: skip
def export(gazetteer: tuple[str, ...] | None, output: str, format: str) -> None:
    """Write a gazetteer as text, from which `names build` makes the same gazetteer.

    Entities come in the order of their ids, and each alias is a line with its language, kind, source and dates, so that
    the text can be kept under version control and compared. By default it goes to standard output. Decisions go into a
    file beside that of the output, and `names build` takes them from there. A gazetteer that another version of the
    program built is written, too.
    """
    from gazetteer import Gazetteer
    from gazetteer.decisions.carrying import decisions_beside
    from gazetteer.decisions.location import decisions_files
    from gazetteer.layers import layered
    from gazetteer.sources.exporting import exported
    from names.cli.signals import ended_in_order
    from names.formats.streams import save_lines
    from names.resolution.resolver import GazetteerSource

    files = GazetteerSource(gazetteer).files
    with ended_in_order(), layered([Gazetteer.open(file, key_version=None) for file in files]) as opened:
        save_lines(output, exported(opened, format))
        if output != STDIN:
            _carry(decisions_files(files), decisions_beside(output))


def _carry(sources: Iterable[Path], target: Path | None) -> None:
    """Let decisions go along with a gazetteer, and tell it."""
    from gazetteer.decisions.carrying import carry_decisions

    if target is not None and (carried := carry_decisions(sources, target)):
        note(f"{target}: {carried} decisions")


@click.command(epilog=example("names info person/vladimir-putin"))
@click.argument("ids", nargs=-1, metavar="[ID...]")
@click.option("--attribution", is_flag=True, help="Write what is to be printed where data of the gazetteer are used.")
@GAZETTEER
@JSON
def info(ids: tuple[str, ...], attribution: bool, gazetteer: tuple[str, ...] | None, as_json: bool) -> None:
    """Describe a gazetteer, or entities of it.

    Writes the numbers of entities and names, the version of the keys, and the sources with their licences. Of an entity
    it writes the facts, each name with language, kind and source, and what was decided. An id may also be one that the
    entity has elsewhere (wikidata:Q1899).
    """
    from names.formats import provenance
    from names.resolution.resolver import open_gazetteer

    opened = open_gazetteer(gazetteer)
    if attribution:
        write_line(provenance.attribution(opened))
    for entity in _entities(ids, opened):
        if as_json:
            write_line(json_line(provenance.entity_record(entity, opened)))
        else:
            decided = provenance.decisions_about(entity.id, opened)
            write_line("\n".join(provenance.entity_lines(entity, decided)))
    if not ids and not attribution:
        write_line("\n".join(provenance.info_lines(opened)))


def _entities(ids: tuple[str, ...], gazetteer: Gazetteer) -> Iterator[Entity]:
    """The entities with these ids, their own or elsewhere, or of which those are part. Raises UnknownEntity."""
    for id in ids:
        whole = gazetteer.decisions.whole(id) if gazetteer.decisions is not None else id
        yield from gazetteer.entities_identified(id) or [gazetteer.entity(whole)]
