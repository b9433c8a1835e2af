"""The full screen of a review, drawn with Textual: a spelling, its candidates side by side, one key a choice."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Grid, VerticalScroll
from textual.events import Resize
from textual.widgets import Footer, Static

from gazetteer import GazetteerError
from names.formats.escaping import visible
from names.resolution.results import Candidate
from names.review.questions import OFFERED, ReviewQuestion
from names.review.session import ReviewSession

__all__ = ["ReviewScreen"]

CARD = 38  # columns of the terminal that a candidate needs; chosen
NAMES = 8  # names of an entity that are shown; chosen
LONGEST = 200  # characters of one string that are shown; chosen


class ReviewScreen(App[None]):
    """The review of a session; `failure` is the error that ended it, if one did."""

    TITLE = "names review"
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    #progress { background: $primary; color: $text; width: 100%; padding: 0 1; }
    #question { padding: 1 2 0 2; }
    #candidates { grid-gutter: 1 1; grid-rows: auto; height: auto; padding: 1 2; }
    .candidate { border: round $primary; padding: 0 1; height: 100%; min-height: 6; }
    #told { padding: 0 2; color: $text-muted; height: auto; }
    """
    BINDINGS: ClassVar[list[Binding]] = [
        Binding("1", "accept(1)", "accept", key_display=f"1–{OFFERED}"),
        *[Binding(str(number), f"accept({number})", "accept", show=False) for number in range(2, OFFERED + 1)],
        Binding("r", "reject", "reject all"),
        Binding("s", "skip", "skip"),
        Binding("u", "undo", "undo"),
        Binding("q", "quit", "quit"),
        Binding("ctrl+c", "quit", "quit", show=False),
    ]

    def __init__(self, session: ReviewSession, source: str, total: int) -> None:
        super().__init__()
        self._session, self._source, self._total = session, source, total
        self.failure: GazetteerError | None = None

    def compose(self) -> ComposeResult:
        """The parts of the screen, from the top."""
        yield Static(id="progress", markup=False)
        with VerticalScroll():
            yield Static(id="question", markup=False)
            yield Grid(id="candidates")
        yield Static(id="told", markup=False)
        yield Footer()

    async def on_mount(self) -> None:
        """Show the first question."""
        await self._show("")

    def on_resize(self, event: Resize) -> None:
        """Put as many candidates beside each other as the terminal has room for."""
        self._arrange(event.size.width)

    async def action_accept(self, number: int) -> None:
        """Decide that the candidate with this number is meant."""
        question = self._session.question
        if question is not None and number <= len(question.candidates):
            entity = question.candidates[number - 1].entity
            told = f"“{question.spelling}” is {entity.label} ({entity.id})"
            await self._choose(lambda: self._session.accept(number), told)

    async def action_reject(self) -> None:
        """Decide that no candidate is meant."""
        if (question := self._session.question) is not None:
            await self._choose(self._session.reject_all, f"“{question.spelling}” is none of these")

    async def action_skip(self) -> None:
        """Leave the question for another time."""
        if (question := self._session.question) is not None:
            await self._choose(self._session.skip, f"“{question.spelling}” is left for another time")

    async def action_undo(self) -> None:
        """Go back to the question before, and undo its decision."""
        await self._choose(self._session.undo, "gone back" if self._session.place else "there is nothing to undo")

    async def _choose(self, choice: object, told: str) -> None:
        """Do what was chosen, and show the next question; an error ends the review."""
        try:
            assert callable(choice)
            choice()
        except GazetteerError as error:
            self.failure = error
            self.exit()
        else:
            await self._show(told)

    async def _show(self, told: str) -> None:
        """Show the present question, and what became of the one before."""
        session, question = self._session, self._session.question
        counts = f"{session.decided} decided, {session.skipped} skipped"
        progress = f"{min(session.place + 1, self._total)} of {self._total}" if question else "done"
        self.query_one("#progress", Static).update(_plain(f"{progress} · {self._source} · {counts}"))
        self.query_one("#question", Static).update(_question(question))
        self.query_one("#told", Static).update(_plain(told))
        cards = [
            Static(_card(number, candidate), classes="candidate", markup=False)
            for number, candidate in enumerate(question.candidates if question else (), start=1)
        ]
        grid = self.query_one("#candidates", Grid)
        await grid.remove_children()
        await grid.mount_all(cards)
        self._arrange(self.size.width)
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def _arrange(self, width: int) -> None:
        grid = self.query_one("#candidates", Grid)
        grid.styles.grid_size_columns = max(1, min(len(grid.children), (width - 4) // CARD))


def _plain(text: str, style: str = "") -> Text:
    """Text of data for the screen: active characters are escaped, and nothing is markup."""
    cut = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return Text(visible(cut), style)


def _question(question: ReviewQuestion | None) -> Text:
    if question is None:
        return Text("Nothing is left to decide. u goes back, q quits; all choices are kept.", "bold")
    times = f" ({question.doubtful.times} times)" if question.doubtful.times > 1 else ""
    heading = _plain(question.spelling, "bold reverse").append(times, "not bold not reverse")
    return heading.append("\n").append_text(_plain(question.doubtful.where, "dim"))


def _card(number: int, candidate: Candidate) -> Text:
    """What tells a candidate from the others: who it is, how probable, the evidence, and its other names."""
    entity, alias = candidate.entity, candidate.alias
    card = Text(f"{number}  ", "bold").append_text(_plain(entity.label, "bold"))
    card.append(f"  {candidate.score:.2f}")
    lines = [
        ", ".join(filter(None, (entity.kind, " ".join(entity.countries), entity.description))),
        entity.id,
        "",
        f"{alias.kind} “{alias.text}”",
        *(f"· {reason}" for reason in candidate.comparison.reasons(alias.language)),
    ]
    others = [name.text for name in entity.aliases if name.text not in {entity.label, alias.text}]
    if others:
        more = f" and {len(others) - NAMES} more" if len(others) > NAMES else ""
        lines += ["", f"also {', '.join(others[:NAMES])}{more}"]
    for line in lines:
        card.append("\n").append_text(_plain(line))
    return card
