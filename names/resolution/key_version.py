"""The version of the keys: of the code that makes them, and of all data that it reads.

A gazetteer file stores the version with which it was built. When a title is added to the lexicon or a scheme is
corrected, names are parsed or read differently, and some aliases of an older file would silently not be found. So such
a file is refused (`gazetteer.KeyMismatch`), with the command that builds it again.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from zlib import crc32

import names.data
from names.resolution.rules import KEY_RULES

CODE = 11  # raised by hand whenever the code makes other keys or stored phonetic forms
UNVERSIONED = "in memory"  # the version of gazetteers in memory, which no other program opens
# Files and folders of names/data that no key depends on. All others count, including new ones: older gazetteers are
# then refused.
UNREAD = frozenset(
    {
        "calibration.tsv",
        "case-ending.tsv",
        "country-attention.tsv",
        "country-scripts.tsv",
        "customary",
        "customary.tsv",
        "feature-meanings.tsv",
        "forms.tsv",
        "gendered-given.tsv",
        "gendered.tsv",
        "inflection",
        "label-columns.tsv",
        "label-values.tsv",
        "language-scripts.tsv",
        "letter-calibration.tsv",
        "lexicon/clitic.tsv",
        "lexicon/common.tsv",
        "lexicon/function-word.tsv",
        "lexicon/region-abbreviation.tsv",
        "name-letters.tsv",
        "nicknames.tsv",
        "posterior.tsv",
        "reconciliation",
        "repairs",
        "respelling-languages.tsv",
        "skeletons.tsv",
        "uncased",
        "unknown",
        "variants",
        "word-calibration.tsv",
    }
)
DATA = Path(names.data.__file__).parent
_HEAD = re.compile(rb"\A(?:#[^\n]*\n)+")  # the comments at the head of a table, on which no key depends
_SUFFIXES = (".tsv", ".toml")  # of data files; other files are ignored


@cache
def key_version() -> str:
    """CODE and a digest of the data, such as `8-5f043dd5aa21`; computed once in a process."""
    return f"{CODE}-{data_digest(DATA)}"


def data_digest(folder: Path) -> str:
    """A digest, 12 hexadecimal digits, of `KEY_RULES` and of the data files in a folder that keys depend on.

    It covers the name of each file, and the size and CRC-32 of its content without the comments at its head. It is the
    same on all systems: files are sorted by name, and line ends are converted. CRC-32 takes 6 ms for the 7 MB of data;
    SHA-256 would take 11 ms, and forgery need not be feared.
    """
    digest = sha256(repr(KEY_RULES).encode())
    for name in sorted(key_data(folder)):
        content = (folder / name).read_bytes()
        if b"\r" in content:
            content = content.replace(b"\r\n", b"\n")
        head = _HEAD.match(content)
        facts = memoryview(content)[head.end() if head else 0 :]
        digest.update(f"{name}\0{len(facts)}\0{crc32(facts)}\0".encode())
    return digest.hexdigest()[:12]


def key_data(folder: Path) -> Iterator[str]:
    """The files in a data folder that keys depend on, as paths relative to it with forward slashes."""
    for parent, folders, files in os.walk(folder):
        inside = "" if Path(parent) == folder else Path(parent).relative_to(folder).as_posix() + "/"
        folders[:] = [name for name in folders if inside + name not in UNREAD]
        for name in files:
            if name.endswith(_SUFFIXES) and inside + name not in UNREAD:
                yield inside + name
