"""An evaluation as one page of HTML that needs nothing else: no script, no picture, no address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from names.evaluation.charts import precision_recall_chart, reliability_chart, threshold_chart
from names.evaluation.evaluating import Evaluation
from names.evaluation.records import RunDifference
from names.evaluation.text_report import changed_measures, headline, meant_and_found, named_measures, worst_of_each
from names.formats.escaping import html_attribute
from names.formats.page_frame import digest, style_sheet

__all__ = ["evaluation_page"]

WORST = 50  # wrong answers, and missed cases, that are shown; chosen
LISTED = 100  # cases won and lost that are shown; chosen
_HEAD = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{digest}'; base-uri 'none'; \
form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header>
<h1>{title}</h1>
<p class="said">{said}</p>
</header>
<main>
"""
_END = "</main>\n</body>\n</html>\n"


def evaluation_page(evaluation: Evaluation, change: RunDifference | None = None) -> str:
    """The page: measures with intervals, curves, why cases were missed, errors by class, the worst with evidence.

    >>> from names.evaluation.evaluating import evaluated
    >>> from names.evaluation.labels import JudgedPair, Labels
    >>> labels = Labels("pairs.csv", "pairs", pairs=[JudgedPair(2, "Jan Berg", "Berg Jan", True)])
    >>> evaluation_page(evaluated(labels)).count("<svg")
    3
    """
    return "".join(_pieces(evaluation, change))


def _pieces(evaluation: Evaluation, change: RunDifference | None) -> Iterator[str]:
    style = style_sheet("evaluation", "report.css")
    title, said = html_attribute(headline(evaluation)), html_attribute(evaluation.said)
    yield _HEAD.format(digest=digest(style), style=style, title=title, said=said)
    yield from _notes(evaluation)
    yield _tiles(evaluation)
    if evaluation.curve and evaluation.calibration:
        yield '<div class="charts">\n'
        yield precision_recall_chart(evaluation.curve, evaluation.threshold)
        yield threshold_chart(evaluation.curve, evaluation.threshold)
        yield reliability_chart(evaluation.calibration)
        yield "</div>\n"
    yield from _tables(evaluation)
    yield from _worst(evaluation)
    if change:
        yield from _changed(change)
    yield _END


def _notes(evaluation: Evaluation) -> Iterator[str]:
    if evaluation.notes:
        items = "".join(f"<li>{html_attribute(note)}</li>" for note in evaluation.notes)
        yield f'<ul class="notes">{items}</ul>\n'


def _tiles(evaluation: Evaluation) -> str:
    """The measures as tiles."""
    items = "".join(
        f"<li>{html_attribute(name)}<b>{value}</b><small>{html_attribute(beside) or '&nbsp;'}</small></li>\n"
        for name, value, beside in named_measures(evaluation)
    )
    return f'<ul class="tiles">\n{items}</ul>\n<p class="said">Ranges hold the measure in 95 of 100 samples.</p>\n'


def _tables(evaluation: Evaluation) -> Iterator[str]:
    yield '<div class="tables">\n'
    yield _section("Why cases were missed", ("reason", "cases "), ((k, str(v)) for k, v in evaluation.misses.items()))
    classes = ((one.name, str(one.cases), str(one.missed), str(one.wrong)) for one in evaluation.classes)
    yield _section("Errors by class", ("class", "cases ", "missed ", "wrong "), classes)
    if evaluation.calibration:
        bins = (
            (f"{one.low:.1f}–{one.high:.1f}", str(one.cases), f"{one.score:.3f}", f"{one.right:.3f}")
            for one in evaluation.calibration.bins
        )
        yield _section("Reliability", ("score", "cases ", "mean score ", "right "), bins)
    wished = (
        (one.wish, f"{one.threshold:.3f}", f"{one.outcomes.precision:.3f}", f"{one.outcomes.recall:.3f}")
        if one.outcomes and one.threshold is not None
        else (one.wish, "none", "", "")
        for one in evaluation.wished
    )
    if evaluation.wished:
        yield _section("Thresholds", ("wish", "threshold ", "precision ", "recall "), wished)
    yield "</div>\n"


def _section(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table with a heading; columns whose heads end in a space are numbers."""
    classes = ["number" if head.endswith(" ") else "" for head in heads]
    head = "".join(f'<th class="{kind}">{name.strip()}</th>' for kind, name in zip(classes, heads, strict=True))
    body = "".join(f"<tr>{_cells(row, classes)}</tr>\n" for row in rows)
    return f"<section><h2>{title}</h2><table><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table></section>\n"


def _cells(row: Sequence[str], classes: Sequence[str]) -> str:
    return "".join(
        f'<td class="{kind}"><bdi>{html_attribute(cell)}</bdi></td>' for kind, cell in zip(classes, row, strict=True)
    )


def _worst(evaluation: Evaluation) -> Iterator[str]:
    """The table of the worst errors."""
    worst = worst_of_each(evaluation.errors, WORST)
    if not worst:
        return
    heads = ("", "line", "class", "name", "meant", "found", "why")
    yield '<section><h2>The worst errors</h2><div class="scroll"><table><thead><tr>'
    yield "".join(f"<th>{head}</th>" for head in heads) + "</tr></thead><tbody>\n"
    for one in worst:
        judged = one.judged
        cells = (one.outcome, str(judged.line), judged.error_class, judged.case, *meant_and_found(one))
        yield f"<tr>{_cells(cells, (f'short {one.outcome}', 'number', '', 'name', '', '', 'why'))}</tr>\n"
    yield "</tbody></table></div></section>\n"


def _changed(change: RunDifference) -> Iterator[str]:
    """What has changed since the former run."""
    yield '<div class="tables">\n'
    yield _section("Against the former run", ("measure", "change "), changed_measures(change))
    for title, cases in (("won", change.won), ("lost", change.lost)):
        more = [("…",)] if len(cases) > LISTED else []
        yield _section(f"{len(cases)} cases {title}", ("case",), [*((case,) for case in cases[:LISTED]), *more])
    yield "</div>\n"
