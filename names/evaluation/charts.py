"""Curves as inline SVG, drawn in the colours of the page around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from names.evaluation.measures import Calibration, ThresholdCurve
from names.formats.escaping import html_attribute

__all__ = ["ChartLine", "precision_recall_chart", "reliability_chart", "threshold_chart"]

SIZE, EDGE = 280, 38  # of the field that is drawn in, and of the room for numbers at its left and below
MOST = 240  # points of a line, at most: more cannot be seen
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


class ChartLine(NamedTuple):
    """A line of a chart, from 0 to 1 in both directions."""

    name: str
    points: Sequence[tuple[float, float]]


class _Axes(NamedTuple):
    title: str
    across: str
    up: str


def precision_recall_chart(curve: ThresholdCurve, threshold: float) -> str:
    """Precision over recall, with a mark at the threshold in force."""
    recall, precision = curve.recall[1:], curve.precision[1:]
    line = ChartLine("precision", _thinned(recall, precision))
    at = curve.place(threshold)
    mark = (float(curve.recall[at]), float(curve.precision[at])) if at else None
    axes = _Axes("Precision and recall", "recall", "precision")
    return _chart(axes, [line], _mark(mark, f"threshold {threshold:.3g}"))


def threshold_chart(curve: ThresholdCurve, threshold: float) -> str:
    """Precision, recall and F1 over the threshold, with a line at the one in force."""
    lines = [
        ChartLine(name, _steps(curve, values))
        for name, values in (("precision", curve.precision), ("recall", curve.recall), ("F1", curve.f1))
    ]
    x, _ = _at(threshold, 0)
    rule = (
        f'<line class="rule-now" x1="{x}" y1="0" x2="{x}" y2="{SIZE}"><title>threshold {threshold:.3g}</title></line>'
    )
    return _chart(_Axes("At each threshold", "threshold", "measure"), lines, rule, keyed=True)


def reliability_chart(calibration: Calibration) -> str:
    """The share of right answers over the mean score of each tenth; what is on the diagonal keeps its word."""
    filled = [one for one in calibration.bins if one.cases]
    most = max((one.cases for one in filled), default=1)
    dots = []
    for one in filled:
        x, y = _at(one.score, one.right)
        said = f"{one.cases} cases: mean score {one.score:.3f}, right {one.right:.3f}"
        size = 3 + 5 * (one.cases / most) ** 0.5
        dots.append(f'<circle class="dot" cx="{x}" cy="{y}" r="{size:.1f}"><title>{said}</title></circle>')
    diagonal = f'<line class="ideal" x1="0" y1="{SIZE}" x2="{SIZE}" y2="0"/>'
    line = ChartLine("precision", [(one.score, one.right) for one in filled])
    return _chart(_Axes("Reliability", "score", "right"), [line], "".join(dots), below=diagonal)


def _thinned(x: NDArray[np.float64], y: NDArray[np.float64]) -> list[tuple[float, float]]:
    chosen = np.unique(np.linspace(0, max(0, len(x) - 1), min(MOST, len(x))).astype(np.intp))
    return [(float(x[place]), float(y[place])) for place in chosen.tolist()]


def _steps(curve: ThresholdCurve, values: NDArray[np.float64]) -> list[tuple[float, float]]:
    """The value at thresholds of equal distance, from 0 to 1."""
    grid = np.linspace(0, 1, MOST // 2 + 1).tolist()
    return [(x, float(values[curve.place(x)])) for x in grid]


def _at(x: float, y: float) -> tuple[str, str]:
    return f"{SIZE * min(max(x, 0), 1):.1f}", f"{SIZE * (1 - min(max(y, 0), 1)):.1f}"


def _mark(point: tuple[float, float] | None, said: str) -> str:
    if point is None:
        return ""
    x, y = _at(*point)
    return f'<circle class="now" cx="{x}" cy="{y}" r="5"><title>{html_attribute(said)}</title></circle>'


def _chart(axes: _Axes, lines: Sequence[ChartLine], marks: str, *, keyed: bool = False, below: str = "") -> str:
    drawn = "".join(
        f'<polyline class="line line{number}" points="{" ".join(",".join(_at(*point)) for point in line.points)}"/>'
        for number, line in enumerate(lines)
    )
    key = "".join(f'<span class="key key{number}">{line.name}</span>' for number, line in enumerate(lines))
    width, height = SIZE + EDGE + 14, SIZE + EDGE + 12
    return (
        f'<figure><figcaption>{axes.title}</figcaption><svg viewBox="{-EDGE} -10 {width} {height}" role="img" '
        f'aria-label="{axes.title}: {axes.up} over {axes.across}">{_grid()}{below}{drawn}{marks}'
        f'<text class="axis" x="{SIZE / 2}" y="{SIZE + 33}" text-anchor="middle">{axes.across}</text></svg>'
        f'<p class="keys">{key if keyed else f"<span>{axes.up} over {axes.across}</span>"}</p></figure>\n'
    )


def _grid() -> str:
    pieces = []
    for tick in TICKS:
        x, y = _at(tick, tick)
        number = f"{tick:g}".replace("0.", ".")
        pieces += [
            f'<line class="grid" x1="{x}" y1="0" x2="{x}" y2="{SIZE}"/>',
            f'<line class="grid" x1="0" y1="{y}" x2="{SIZE}" y2="{y}"/>',
            f'<text x="{x}" y="{SIZE + 16}" text-anchor="middle">{number}</text>',
            f'<text x="-6" y="{y}" text-anchor="end" dominant-baseline="middle">{number}</text>',
        ]
    return "".join(pieces)
