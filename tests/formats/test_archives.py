"""Compressed files: as they are, damaged, cut off, and without the package that reads them."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

import pytest

from names.errors import InputError
from names.formats import archives
from names.formats.archives import read_chunks, without_compression

CONTENT = "Київ, Минск. ".encode() * 1000


def written(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    return str(path)


def test_what_was_compressed_is_read_in_chunks(tmp_path: Path) -> None:
    compressed = gzip.compress(CONTENT)
    told: list[int] = []
    chunks = list(read_chunks(written(tmp_path / "a.txt.GZ", compressed), 100, told.append))
    assert b"".join(chunks) == CONTENT
    assert {len(chunk) for chunk in chunks[:-1]} == {100}
    assert sum(told) == len(compressed)


def test_several_archives_in_one_file_are_one_text(tmp_path: Path) -> None:
    path = written(tmp_path / "a.gz", gzip.compress(b"Kyiv ") + gzip.compress(b"Minsk"))
    assert b"".join(read_chunks(path, 1 << 10)) == b"Kyiv Minsk"


@pytest.mark.parametrize(
    "content",
    [gzip.compress(CONTENT)[:-20], b"no archive", gzip.compress(CONTENT)[:40] + b"\xff" * 40],
    ids=["cut off", "something else", "damaged"],
)
def test_a_damaged_archive_is_told_with_a_remedy(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a\.gz: is damaged or cut off .*; get it anew"):
        list(read_chunks(written(tmp_path / "a.gz", content), 1 << 10))


def test_an_archive_of_nothing_is_empty(tmp_path: Path) -> None:
    assert list(read_chunks(written(tmp_path / "a.gz", gzip.compress(b"")), 1 << 10)) == []


def test_zstandard_is_read_where_it_is_installed(tmp_path: Path) -> None:
    zstd = pytest.importorskip("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")
    compressed = zstd.compress(CONTENT)
    assert b"".join(read_chunks(written(tmp_path / "a.zst", compressed), 100)) == CONTENT
    for content in (compressed[:-4], b"no archive", compressed + b"rest"):
        with pytest.raises(InputError, match="is damaged or cut off"):
            list(read_chunks(written(tmp_path / "b.zst", content), 100))


def test_the_extra_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(archives, "import_module", absent)
    with pytest.raises(InputError, match=r"pip install 'names-gazetteer\[zst\]'"):
        list(read_chunks(written(tmp_path / "a.zst", b""), 100))


@pytest.mark.parametrize(
    ("path", "expected"), [("a.txt.gz", "a.txt"), ("a.ZST", "a"), ("a.txt", "a.txt"), ("-", "-"), (".gz", ".gz")]
)
def test_the_suffix_of_a_compression_is_taken_off(path: str, expected: str) -> None:
    assert without_compression(path) == expected
