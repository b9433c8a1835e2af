"""The container of arrays, and rows of different lengths."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer import Ragged, errors
from gazetteer.storage import arrays


@given(st.lists(st.lists(st.integers(0, (1 << 64) - 1))))
def test_ragged(lists):
    ragged = Ragged.of(lists)
    assert [ragged.values[a:b].tolist() for a, b in zip(ragged.offsets, ragged.offsets[1:], strict=False)] == lists


def test_array_file(tmp_path):
    columns = [
        arrays.Column("none", "u4", []),
        arrays.Column("parts", "u8", [np.arange(3), np.arange(2)]),
        arrays.Column("odd", "u1", [np.arange(7)]),
        arrays.Column("real", "f4", [np.array([0.5])]),
        arrays.Column("ascending", "u4", [np.array([3, 3]), np.array([], int), np.array([9, 2**32 - 1])], ascends=True),
        arrays.Column("not ascending", "u4", [np.array([3, 2, 9])], ascends=True),
        arrays.Column("none ascending", "u8", [], ascends=True),
    ]
    digest = arrays.write_arrays(tmp_path / "a", columns)
    opened = arrays.ArrayFile(tmp_path / "a", digest, tmp_path / "x.gaz")
    assert len(opened) == len(columns)
    assert {name: array.tolist() for name, array in opened.items()} == {
        name: array.tolist() for name, array in arrays.collect(columns).items()
    }
    stored = [array for name, array in opened.items() if len(array) and not opened.entry(name).differences]
    assert all(array.ctypes.data % arrays.ALIGNMENT == 0 for array in stored)
    assert len(digest) == 16
    before = {name: array.tolist() for name, array in opened.items()}
    for name in opened:
        opened.release(name)
    assert {name: array.tolist() for name, array in opened.items()} == before
    for name in ("odd", "ascending"):
        with pytest.raises(ValueError, match="read-only"):
            opened[name][0] = 1
    with pytest.raises(errors.NotAGazetteer, match="that of another build"):
        arrays.ArrayFile(tmp_path / "a", digest[::-1], tmp_path / "x.gaz")
    data = bytearray((tmp_path / "a").read_bytes())
    for spoiled in (b"", data[:50], data[:-5], data + b"x", b"x" + data[1:], data[:16] + b"\x07" + data[17:]):
        (tmp_path / "a").write_bytes(spoiled)
        with pytest.raises(errors.NotAGazetteer, match=r"x\.gaz"):
            arrays.ArrayFile(tmp_path / "a", digest, tmp_path / "x.gaz")
