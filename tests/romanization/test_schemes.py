"""Scheme files that are broken say where and how; rules are matched as the module says."""

from __future__ import annotations

import pytest

from names.errors import DataError
from names.romanization import schemes as module
from names.romanization.schemes import Scheme, heads, scheme

HEAD = 'title = "T"\nsource = "S"\nlanguage = "ru"\nscript = "Cyrl"\nrank = 1\n'
PATH = "names/data/schemes/Cyrl/ru-press.toml"


def made(body: str) -> Scheme:
    """A scheme of a file's text, under the name of one that there is."""
    return module._build("ru-press", f"{HEAD}samples = []\n{body}")


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("[rules", "Expected"),
        ('[rules]\n"^^а" = "a"\n', "is not"),
        ('[rules]\n"[vowel]а" = "a"\n', "no class"),
        ('prepare = [["(", ""]]\n[rules]\n"а" = "a"\n', "under prepare"),
        ('[classes]\nvowel = "а"\n', "no 'rules' there"),
    ],
)
def test_a_broken_scheme_names_its_file(body: str, complaint: str) -> None:
    with pytest.raises(DataError, match=complaint) as raised:
        made(body).romanize("ба")
    assert PATH in str(raised.value)


def test_a_head_without_rank_names_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_text", lambda _: 'language = "ka"\nsamples = []\n')
    heads.cache_clear()
    with pytest.raises(DataError, match="no 'rank' before the samples") as raised:
        heads("Geor")
    assert "names/data/schemes/Geor/" in str(raised.value)
    monkeypatch.undo()
    heads.cache_clear()
    assert heads("Geor")[0].rank == 1


@pytest.mark.parametrize(
    ("rules", "text", "latin"),
    [
        ('"и" = "i"\n"ий$" = "y"', "Юрий", "Юрy"),  # the longest letters win
        ('"е" = "e"\n"^е" = "ye"', "Ел ел теле", "Yeл yeл тeлe"),  # a word's edge
        ('"е" = "e"\n"[vowel]е" = "ye"', "аее", "аyeye"),  # a letter before, as it was written
        ('"о" = "o"\n"о[vowel]" = "w"', "оа ом", "wа oм"),  # a letter behind
        ('"щ" = "shch"', "Щ ЩЩ Щи", "Shch SHCHSHCH Shchи"),  # capitals
        ('"ы" = "y"', "İы", "İy"),  # a letter whose lower case is two
        ('"^е" = "ye"', "д'е д' е", "д'е д' ye"),  # an apostrophe between letters is inside the word
    ],
)
def test_rules_are_matched_as_said(rules: str, text: str, latin: str) -> None:
    assert made(f'[classes]\nvowel = "аеиоуы"\n[rules]\n{rules}\n').romanize(text) == latin


def test_a_scheme_has_the_rules_of_its_base() -> None:
    based = made('base = "ru-bgn"\n[rules]\n"х" = "x"\n')
    assert based.romanize("Хрущ") == "Xrushch"
    assert scheme("ru-bgn").romanize("Хрущ") == "Khrushch"
