"""The commands about labels of one's own: `eval` measures, `label` asks for them, `tune` fits rules to them."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import TYPE_CHECKING

import click

from names.cli.options import ENCODING, FILE, GAZETTEER, NO_HEADER, RULES_FILE, Probability, example
from names.formats.escaping import json_line
from names.formats.streams import note, write, write_line, write_styled

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from names.evaluation.labels import Labels

__all__ = ["eval", "label", "tune"]


def _costs(context: click.Context, param: click.Parameter, values: Sequence[str]) -> list[tuple[float, float]]:
    """What a wrong answer and a missed one cost, each time it is given as two numbers with a colon between them."""
    found = []
    for value in values:
        wrong, _, missed = value.partition(":")
        try:
            costs = float(wrong), float(missed)
        except ValueError:
            costs = 0.0, 0.0
        if not all(0 < cost < inf for cost in costs):
            raise click.BadParameter(f"{value!r} is not two numbers above 0, such as 2:1", context, param)
        found.append(costs)
    return found


LABELLED = click.argument("labelled", type=FILE, metavar="LABELLED")
COST = click.option(
    "--cost", "costs", multiple=True, callback=_costs, metavar="WRONG:MISSED", help="Find the threshold of least cost."
)


@click.command("eval", epilog=example("names eval examples/labelled-pairs.csv"))
@LABELLED
@GAZETTEER
@RULES_FILE
@click.option("--threshold", type=Probability(), help="Threshold to measure at; that in force by default.")
@click.option(
    "--precision", "precisions", multiple=True, type=Probability(), help="Find the threshold for this precision."
)
@COST
@click.option("--baseline", type=FILE, metavar="OTHER.json", help="Tell what changed since another run's --json.")
@click.option("--report", type=FILE, metavar="FILE.html", help="Write a page with curves and the worst errors.")
@ENCODING
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
def eval(  # noqa: PLR0913, PLR0917  the name of the command; a parameter for each option
    labelled: str,
    gazetteer: tuple[str, ...] | None,
    rules: str | None,
    threshold: float | None,
    precisions: Sequence[float],
    costs: Sequence[tuple[float, float]],
    baseline: str | None,
    report: str | None,
    encoding: str | None,
    as_json: bool,
) -> None:
    """Measure how well names are matched, on labels of your own.

    LABELLED is a table whose header tells what it holds: two spellings and 1 or 0 (left, right, same), a name and the
    id of the entity that it means (name, id; empty: nobody), or names and their groups (name, cluster; and found, if
    another program has grouped them).

    Writes precision, recall and F1 with intervals, whether scores are what they say, why cases were missed, errors by
    class, and the worst errors with the evidence.
    """
    from names.evaluation.evaluating import Wishes, evaluated
    from names.evaluation.labels import read_labels
    from names.evaluation.page import evaluation_page
    from names.evaluation.records import difference, evaluation_record, read_run
    from names.evaluation.text_report import evaluation_tables
    from names.formats.files import write_whole
    from names.lists.rules_file import read_tuned_rules

    before = read_run(baseline) if baseline else None
    tuned, labels = read_tuned_rules(rules), read_labels(labelled, encoding)
    note(f"{labelled}: {labels.said}")
    wishes = Wishes(tuple(precisions), tuple(costs))
    evaluation = evaluated(labels, _opened(labels, gazetteer), tuned, threshold, wishes)
    change = difference(evaluation, before) if before else None
    for remark in evaluation.notes:
        note(f"{labelled}: {remark}")
    if report:
        write_whole(report, evaluation_page(evaluation, change).encode())
    if as_json:
        write_line(json_line(evaluation_record(evaluation, change)))
    else:
        for number, table in enumerate(evaluation_tables(evaluation, change)):
            write("\n" if number else "")
            write_styled(table)


def _opened(labels: Labels, path: tuple[str, ...] | None) -> Gazetteer | None:
    """The gazetteer, if the labels need one."""
    from names.resolution.resolver import open_gazetteer

    return open_gazetteer(path) if labels.shape == "names" else None


@click.command(epilog=example("names label examples/names.txt -o labels.csv"))
@click.argument("table", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, metavar="LABELS.csv", help="File that labels are added to.")
@click.option("--column", "columns", multiple=True, metavar="NAME", help="Column of names; two columns make pairs.")
@NO_HEADER
@click.option("--lookup", is_flag=True, help="Ask whom each name means in the gazetteer; -g says so, too.")
@GAZETTEER
@RULES_FILE
@ENCODING
@click.pass_context
def label(  # noqa: PLR0913, PLR0917  a parameter for each option
    context: click.Context,
    table: str,
    output: str,
    columns: Sequence[str],
    no_header: bool,
    lookup: bool,
    gazetteer: tuple[str, ...] | None,
    rules: str | None,
    encoding: str | None,
) -> None:
    """Ask for labels, one key an answer.

    Of a column of names, asks about likely doubles within it; of two columns, about each row; with --lookup or -g, whom
    each name means. The most telling questions come first, those with scores near the threshold, then others at random.

    Each answer is written at once. Begin again with the same file to go on; what is answered is not asked again. `names
    eval` and `names tune` read the file.
    """
    from names.cli.keyboard import keys
    from names.evaluation.asked_table import asked_table, questions_of
    from names.evaluation.label_file import LabelFile
    from names.evaluation.labelling import labelled
    from names.lists.rules_file import read_tuned_rules
    from names.resolution.resolver import open_gazetteer

    is_lookup = lookup or context.get_parameter_source("gazetteer") is click.core.ParameterSource.COMMANDLINE
    asked = asked_table(table, columns, encoding, has_header=not no_header)
    if asked.columns > (1 if is_lookup else 2):
        raise click.UsageError("give one --column of names, or two of spellings that may be one name")
    with LabelFile(output, "names" if is_lookup else "pairs") as file:
        opened = open_gazetteer(gazetteer) if is_lookup else None
        questions = questions_of(asked, read_tuned_rules(rules), opened)
        with keys(terminal=table == "-") as read_key:
            session = labelled(questions, file, read_key, write)
    note(f"{output}: {session.answered} labels added, {session.left} questions left")


@click.command(epilog=example("names tune examples/labelled-pairs.csv -o rules.toml"))
@LABELLED
@click.option("-o", "--output", type=FILE, required=True, metavar="RULES.toml", help="File for the rules.")
@GAZETTEER
@click.option("--precision", type=Probability(), help="Seek a threshold for this precision, not for the least cost.")
@click.option(
    "--cost", "costs", default=["2:1"], multiple=True, callback=_costs, metavar="WRONG:MISSED", show_default="2:1",
    help="What a wrong answer and a missed one cost.",
)  # fmt: skip
@ENCODING
def tune(
    labelled: str,
    output: str,
    gazetteer: tuple[str, ...] | None,
    precision: float | None,
    costs: Sequence[tuple[float, float]],
    encoding: str | None,
) -> None:
    """Fit rules to labels of your own.

    LABELLED is a table as for `names eval`. Fits the threshold, and for names a recalibration of the scores and the
    strength of facts, to seven tenths of the labels; the others tell what was gained. If that is nothing, the default
    rules are written. Other commands take the file as --rules.
    """
    from names.evaluation.fitting import Costs
    from names.evaluation.labels import read_labels
    from names.evaluation.tuning import Wish, tuned
    from names.evaluation.tuning_report import gain_table, tuned_file, verdict
    from names.formats.files import write_whole

    labels = read_labels(labelled, encoding)
    note(f"{labelled}: {labels.said}")
    found = tuned(labels, _opened(labels, gazetteer), Wish(Costs(*costs[-1]), precision))
    write_whole(output, tuned_file(found, labelled).encode())
    write_styled(gain_table(found))
    write_line(f"{output}: {verdict(found)}")
