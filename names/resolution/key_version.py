"""The version of the keys: of the code that makes them, and of all data that it reads.

A gazetteer file keeps the version it was built with. Where a title was added to the lexicon or a scheme mended since,
names are divided or read otherwise, and some aliases would silently not be found; such a file is refused
(`gazetteer.KeyMismatch`), with the command that builds it again.
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

CODE = 8  # raised by hand whenever code changes what a key or a stored phonetic form is
UNVERSIONED = "in memory"  # of gazetteers that no other process opens
# Files and folders of names/data that no key depends on. All others count, new ones too: older files are refused.
UNREAD = frozenset(
    {
        "calibration.tsv",
        "country-scripts.tsv",
        "customary",
        "customary.tsv",
        "forms.tsv",
        "gendered-given.tsv",
        "gendered.tsv",
        "letter-calibration.tsv",
        "lexicon/clitic.tsv",
        "lexicon/common.tsv",
        "name-letters.tsv",
        "nicknames.tsv",
        "posterior.tsv",
        "skeletons.tsv",
        "variants",
        "word-calibration.tsv",
    }
)
DATA = Path(names.data.__file__).parent
_HEAD = re.compile(rb"\A(?:#[^\n]*\n)+")  # says where a table comes from; no key depends on it
_SUFFIXES = (".tsv", ".toml")  # of data; what else lies there is code, or somebody's scratch


@cache
def key_version() -> str:
    """The number of the code and a digest of the data, such as `8-5f043dd5aa21`; found once a process."""
    return f"{CODE}-{data_digest(DATA)}"


def data_digest(folder: Path) -> str:
    """Twelve hexadecimal digits made of `KEY_RULES` and of the data of a folder that keys depend on.

    Of each file its name counts, and size and checksum without the comments at its head. They are the same on all
    systems: files are taken by name, and line ends are those of Unix. CRC-32 takes 6 ms for the 7 MB of data, SHA-256
    11 ms, and nobody forges a version.
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
    """The files of a data folder that keys depend on, as paths within it with forward slashes."""
    for parent, folders, files in os.walk(folder):
        inside = "" if Path(parent) == folder else Path(parent).relative_to(folder).as_posix() + "/"
        folders[:] = [name for name in folders if inside + name not in UNREAD]
        for name in files:
            if name.endswith(_SUFFIXES) and inside + name not in UNREAD:
                yield inside + name
