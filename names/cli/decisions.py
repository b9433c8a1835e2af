"""The commands by which persons decide: `accept`, `reject`, `split`, `merge`, `undo`, and `decisions`, which lists."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from names.cli.options import GAZETTEER, JSON, Command, example
from names.formats.escaping import json_line, one_line
from names.formats.streams import note, write_line, write_styled

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from gazetteer.decisions.records import Decision

__all__ = ["WHO", "accept", "decisions", "merge", "reject", "split", "undo"]


def _user() -> str:
    """The name of the user, as the system knows it; empty if it does not."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


WHO = click.option("--who", metavar="NAME", default=_user, show_default="your name", help="Who decides.")
WHY = click.option("--why", metavar="TEXT", default="", help="The reason, for those who read it later.")
SPELLING = click.argument("spelling", metavar="SPELLING")
ID = click.argument("id", metavar="ID")


def deciding(command: Command) -> Command:
    """The command with the options that all have by which something is decided."""
    for option in (WHO, WHY, GAZETTEER):
        command = option(command)
    return command


def _keep(path: str | None, decide: Callable[[Gazetteer], Decision], **told: Any) -> None:
    """Decide something about the gazetteer at `path`, write it down, and say so."""
    from gazetteer.decisions.deciding import keep
    from gazetteer.decisions.rulings import Rulings
    from names.formats.decision_words import by_label, decision_words
    from names.resolution.resolver import open_gazetteer

    gazetteer = open_gazetteer(path)
    decision = decide(gazetteer)
    [kept] = keep(gazetteer, [decision], **told)
    words = decision_words(kept, (gazetteer.decisions or Rulings()).decisions, by_label(gazetteer))
    write_line(one_line(f"{kept.number}: {words}{f', {kept.told} already' if kept is decision else ''}"))


@click.command(epilog=example('names accept "Gadafy" person/muammar-gaddafi --why "his passport"'))
@SPELLING
@ID
@deciding
def accept(spelling: str, id: str, gazetteer: str | None, **told: Any) -> None:
    """Decide that a spelling means an entity.

    From now on it is a match, with the decision as the reason, wherever it is looked up or stands in a text. Spellings
    are the same that differ in case, white space, or how accents are encoded.
    """
    from gazetteer.decisions import deciding

    _keep(gazetteer, lambda opened: deciding.accept(opened, spelling, id), **told)


@click.command(epilog=example('names reject "Vladimir Potanin" person/vladimir-putin'))
@SPELLING
@ID
@deciding
def reject(spelling: str, id: str, gazetteer: str | None, **told: Any) -> None:
    """Decide that a spelling does not mean an entity.

    From now on the entity is no candidate for it.
    """
    from gazetteer.decisions import deciding

    _keep(gazetteer, lambda opened: deciding.reject(opened, spelling, id), **told)


@click.command(epilog=example('names split people/1 "Светлана Тихановская" -g people.gaz'))
@ID
@click.argument("aliases", metavar="ALIAS...", nargs=-1, required=True)
@click.option("--to", metavar="ID", default="", help="Entity that the names belong to; a new one by default.")
@deciding
def split(id: str, aliases: Sequence[str], to: str, gazetteer: str | None, **told: Any) -> None:
    """Decide that names of an entity belong to another one.

    Without --to, and if no entity has that id, they make a new one of the same kind, countries and prominence.
    """
    from gazetteer.decisions import deciding

    _keep(gazetteer, lambda opened: deciding.split(opened, id, aliases, to), **told)


@click.command(epilog=example("names merge people/1 people/2 -g people.gaz"))
@ID
@click.argument("others", metavar="OTHER...", nargs=-1, required=True)
@deciding
def merge(id: str, others: Sequence[str], gazetteer: str | None, **told: Any) -> None:
    """Decide that other entities are the same as an entity.

    It gets their names; what was decided about them holds for it.
    """
    from gazetteer.decisions import deciding

    _keep(gazetteer, lambda opened: deciding.merge(opened, id, others), **told)


@click.command(epilog=example("names undo 1 -g people.gaz"))
@click.argument("which", metavar="[NUMBER|SPELLING]...", nargs=-1)
@deciding
def undo(which: Sequence[str], gazetteer: str | None, **told: Any) -> None:
    """Undo decisions: those with these numbers, or about these spellings; by default the last one.

    They stay in the file, which says who undid them. What was undone holds again if that is undone.
    """
    from gazetteer.decisions import deciding
    from gazetteer.decisions.rulings import Rulings

    def decide(opened: Gazetteer) -> Decision:
        return deciding.undo((opened.decisions or Rulings()).decisions, which)

    _keep(gazetteer, decide, **told)


@click.command(epilog=example("names decisions"))
@GAZETTEER
@JSON
def decisions(gazetteer: str | None, as_json: bool) -> None:
    """List the decisions about a gazetteer.

    They are kept in a file beside it, one a line (people.gaz.decisions.jsonl), those about the embedded one in the
    folder of your data; NAMES_DECISIONS names another file.
    """
    from names.formats.decisions import decision_records, decision_table
    from names.resolution.resolver import open_gazetteer

    opened = open_gazetteer(gazetteer)
    if opened.decisions is None or not opened.decisions.decisions:
        note(f"nothing is decided about {opened.path}")
    elif as_json:
        for record in decision_records(opened):
            write_line(json_line(record))
    else:
        write_styled(decision_table(opened))
        note(f"they are kept in {opened.decisions.path}")
