"""Texts that can be sent: JSON in UTF-8 cannot hold every string of Python."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator

__all__ = ["SENDABLE", "SentText", "sendable", "sendable_line"]

REPLACEMENT = "\ufffd"
_SURROGATE = re.compile("[\ud800-\udfff]")
# Escapes in JSON: a pair of surrogates, a lone one (group 1), any other. So an escaped backslash is passed over.
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", re.DOTALL
)


def sendable(value: Any) -> Any:
    r"""A string with the replacement character for each lone surrogate, which is as long; all else as it is.

    >>> sendable("Ж\ud800"), sendable(7)
    ('Ж�', 7)
    """
    return _SURROGATE.sub(REPLACEMENT, value) if isinstance(value, str) else value


def sendable_line(line: str) -> str:
    r"""The same of the escapes within a line of JSON, which readers may refuse whole.

    >>> sendable_line(r'["\ud83d\ude00", "\ud800", "\\ud800"]')
    '["\\ud83d\\ude00", "\\ufffd", "\\\\ud800"]'
    """
    return _ESCAPE.sub(lambda found: r"\ufffd" if found[1] else found[0], line) if r"\u" in line else line


SENDABLE = BeforeValidator(sendable)
SentText = Annotated[str, SENDABLE]  # a field of a message
