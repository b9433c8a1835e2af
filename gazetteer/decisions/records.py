"""What a decision is, and the line of JSON that it is kept as."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any, Literal

__all__ = ["Action", "Decision", "parsed", "spelling_form", "stamped", "written"]

Action = Literal["accept", "reject", "split", "merge", "undo"]

# The fields that say what is decided, by the action, in the order of the line.
FIELDS: dict[Action, tuple[str, ...]] = {
    "accept": ("spelling", "entity"),
    "reject": ("spelling", "entity"),
    "split": ("entity", "aliases", "to"),
    "merge": ("entity", "others"),
    "undo": ("undoes",),
}
LISTS = frozenset({"aliases", "others", "undoes"})  # fields with several strings
ACTIONS = frozenset(FIELDS)
DONE = {"accept": "accepted", "reject": "rejected", "split": "split", "merge": "merged", "undo": "undone"}
_SURROGATE = re.compile("[\ud800-\udfff]")  # cannot be encoded; JSON has escapes for them


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about spellings or entities, when, and why. Entities are given by their ids.

    The spelling means the entity ("accept") or does not mean it ("reject"); aliases of the entity belong to the entity
    `to` ("split"); the `others` are the same as the entity ("merge"); decisions with these ids do not hold ("undo").
    """

    action: Action
    spelling: str = ""
    entity: str = ""
    aliases: tuple[str, ...] = ()
    to: str = ""
    others: tuple[str, ...] = ()
    undoes: tuple[str, ...] = ()
    why: str = ""  # may be empty
    who: str = ""  # the name of a person
    when: str = ""  # date and time, ISO 8601, UTC
    id: str = ""  # by which it is undone
    number: int = 0  # of its line in the file, from 1; 0: not in a file

    @property
    def told(self) -> str:
        """Who decided it, when and why, in words.

        >>> Decision("accept", who="ann", when="2026-11-29T10:00:00Z", why="see p. 4").told
        'accepted by ann on 2026-11-29 (see p. 4)'
        """
        by = f" by {self.who}" if self.who else ""
        on = f" on {self.when[:10]}" if self.when else ""
        return f"{DONE[self.action]}{by}{on}{f' ({self.why})' if self.why else ''}"

    @property
    def entities(self) -> tuple[str, ...]:
        """The ids of all entities that it names."""
        return tuple(filter(None, (self.entity, self.to, *self.others)))

    @property
    def record(self) -> dict[str, Any]:
        """The fields of its line in the file, in their order."""
        decided = {field: getattr(self, field) for field in FIELDS[self.action]}
        reason = {"why": self.why} if self.why else {}
        return {"when": self.when, "who": self.who, "action": self.action, **decided, **reason, "id": self.id}


def spelling_form(spelling: str) -> str:
    r"""The form under which spellings count as the same for decisions: NFC, case-folded, white space joined.

    >>> spelling_form("  Ángela\n MERKEL ") == spelling_form("ángela merkel")
    True
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", spelling).casefold())
    return " ".join(folded.split())


def stamped(decision: Decision) -> Decision:
    """The decision with the present time and an id of its own."""
    return replace(decision, when=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), id=os.urandom(6).hex())


def written(decision: Decision) -> bytes:
    r"""The line of a decision, with its end. Any string can be written, even one with lone surrogates.

    >>> b'"spelling": "\xd0\x9e\\udc80"' in written(Decision("reject", "О\udc80", "p1"))
    True
    """
    line = json.dumps(decision.record, ensure_ascii=False)
    return f"{_SURROGATE.sub(_escape, line)}\n".encode()


def _escape(surrogate: re.Match[str]) -> str:
    return f"\\u{ord(surrogate[0]):04x}"


def parsed(line: bytes, number: int) -> Decision:
    """The decision of a line with this number. Raises ValueError, with what is wrong and how to mend it.

    A line that was written by hand may lack who, when, why and id; unknown fields are left aside.

    >>> parsed(b'{"action": "merge", "entity": "p1", "others": ["p2"]}', 1).others
    ('p2',)
    """
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("is no JSON object; mend the line, or delete it") from None
    if not isinstance(record, dict):
        raise ValueError("is no JSON object; mend the line, or delete it")
    action = record.get("action")
    if not isinstance(action, str) or action not in ACTIONS:
        raise ValueError(f"has the action {action!r}, none of {', '.join(FIELDS)}; mend the line")
    fields = {field: _value(record, field) for field in FIELDS[action]}
    told = {field: _value(record, field) for field in ("why", "who", "when", "id") if field in record}
    told.setdefault("id", "")
    told["id"] = told["id"] or blake2b(line.strip(), digest_size=6).hexdigest()
    return Decision(action, **fields, **told, number=number)


def _value(record: dict[str, Any], field: str) -> Any:
    """The value of a field. Raises ValueError if it is missing or of another type."""
    value = record.get(field)
    if field in LISTS and isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return tuple(value)
    if field not in LISTS and isinstance(value, str):
        return value
    wanted = "a list of strings" if field in LISTS else "a string"
    raise ValueError(f"needs {wanted} as {field!r}, not {value!r}; mend the line")
