"""What stands around the texts of a page: its head with style, script and policy, the legend, and the index.

Styles and scripts are files beside this module, ASCII alone, for they are written into pages of any encoding. The
Content-Security-Policy allows exactly these two, by their digests, and nothing else: no other script or style, no
image, no address, and no string that a script would turn into markup.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib.resources import files
from itertools import islice

from names.formats.documents import STDIN
from names.formats.escaping import html_attribute
from names.formats.page_index import KINDS, STATUSES, PageIndex

__all__ = ["digest", "end", "head", "title_of"]

TITLED = 3  # documents that are named in the title of the page; chosen

_HEAD = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
<script>{script}</script>
</head>
<body>
<a class="skip" href="#index">To the index of names</a>
<header>
<h1 dir="auto">{title}</h1>
{documents}<div class="legend">
<div class="filters" role="group" aria-labelledby="kinds"><span id="kinds">Kind</span>
{kinds}</div>
<div class="filters" role="group" aria-labelledby="statuses"><span id="statuses">Status</span>
{statuses}</div>
</div>
<div class="tools"><a class="to-index" href="#index">Index</a>
<button id="theme" class="control" type="button" aria-pressed="false">Dark</button></div>
</header>
<main>
"""
_INDEX = """\
</main>
<nav id="index" aria-labelledby="index-title" tabindex="-1">
<div class="index-head">
<h2 id="index-title">Index of names</h2>
<p id="shown" role="status">{entities}, {mentions}</p>
<p class="control search"><label>Search <input id="search" type="search" autocomplete="off" spellcheck="false"></label>
<label>Order <select id="order"><option value="mentions">most mentioned</option><option value="name">by name</option>\
<option value="number">as in the text</option></select></label></p>
</div>
<ol id="entries">
"""
_END = """\
</ol>
</nav>
<aside id="card" aria-label="Evidence" hidden></aside>
</body>
</html>
"""


def head(documents: Sequence[str]) -> str:
    """The page up to its texts.

    >>> head(["a.txt"]).count("sha256-")
    2
    """
    style = style_sheet("formats", "controls.css", "mentions.css", "page.css")
    script = _asset("formats", "theme.js") + _asset("formats", "page.js")
    return _HEAD.format(
        policy=(
            f"default-src 'none'; style-src '{digest(style)}'; script-src '{digest(script)}'; base-uri 'none'; "
            "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
        ),
        title=html_attribute(_title(documents)),
        style=style,
        script=script,
        documents=_contents(documents) if len(documents) > 1 else "",
        kinds="".join(_filter(kind, f"{kind} known", word) for kind, word in KINDS.items()),
        statuses="".join(_filter(status, f"status {status}", status) for status in STATUSES.values()),
    )


def end(index: PageIndex, *, several_documents: bool) -> Iterator[str]:
    """The page behind its texts: the index."""
    yield _INDEX.format(
        entities=_counted(index.entities, "entity", "entities"),
        mentions=_counted(index.mentions, "mention", "mentions"),
    )
    entries = index.html(several_documents=several_documents)
    while pieces := list(islice(entries, 1000)):
        yield "".join(pieces)
    yield _END


def style_sheet(wing: str, *names: str) -> str:
    """The style of a page: the colours that all pages share, then the style sheets with these names of a wing.

    >>> "--ground: light-dark" in style_sheet("formats", "page.css")
    True
    """
    return _asset("formats", "colours.css") + "".join(_asset(wing, name) for name in names)


def _asset(wing: str, name: str) -> str:
    return (files("names") / wing / name).read_text(encoding="ascii")


def digest(content: str) -> str:
    """The source expression of a Content-Security-Policy that allows an inline element with this content."""
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


def _title(documents: Sequence[str]) -> str:
    """The first documents, and how many there are beside them."""
    more = len(documents) - TITLED
    return ", ".join([*map(title_of, documents[:TITLED]), *([f"and {more} more"] if more > 0 else [])])


def title_of(document: str) -> str:
    """What a document is called on the page.

    >>> title_of("a.txt"), title_of("-")
    ('a.txt', 'standard input')
    """
    return "standard input" if document == STDIN else document


def _contents(documents: Sequence[str]) -> str:
    """A list of the documents with links to them."""
    items = "".join(
        f'<li><a href="#d{number}"><bdi>{html_attribute(title_of(document))}</bdi></a></li>\n'
        for number, document in enumerate(documents, start=1)
    )
    return f'<details class="documents"><summary>{len(documents)} documents</summary><ol>\n{items}</ol></details>\n'


def _filter(value: str, classes: str, word: str) -> str:
    """An entry of the legend, which the script makes a filter."""
    return (
        f'<label><input class="control" type="checkbox" value="{value}" checked> '
        f'<span class="mention {classes}">{word}</span></label>\n'
    )


def _counted(number: int, singular: str, plural: str) -> str:
    return f"{number} {singular if number == 1 else plural}"
