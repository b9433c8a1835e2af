"""Facts of countries out of wheels."""

from __future__ import annotations

from pathlib import Path

import pytest

from gazetteer import SourceError
from gazetteer.default import extract
from gazetteer.default.countries import TERRITORY_COLUMNS
from gazetteer.default.tsv import DATA, read_tsv


def test_territories_are_sorted_and_say_where_they_are_from() -> None:
    text = (DATA / "territories.tsv").read_text(encoding="utf-8")
    assert text.startswith(extract.HEAD)
    codes = [code for _, (code, *_) in read_tsv(DATA / "territories.tsv", TERRITORY_COLUMNS)]
    assert codes == sorted(set(codes))


def test_a_missing_wheel_is_told_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"rigour-1\.8\.2.*pip download"):
        extract.extract(tmp_path)


@pytest.mark.parametrize(
    "name",
    ["Екатеrinбург", "California (USA)", "european", "i -Belarus", "BELARUS", "Сове́тский Союз"],
)
def test_debris(name: str) -> None:
    assert extract.is_debris(name)
