"""The language of a text, told by its function words."""

from __future__ import annotations

import pytest

from gazetteer import Alias, Entity
from names import annotate, build_gazetteer
from names.text.tokens import read


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministers of the two states met in the capital and said that they would return.", "en"),
        ("Die Minister der beiden Staaten trafen sich in der Hauptstadt und sagten, dass sie es nicht wissen.", "de"),
        ("Les ministres des deux États se sont réunis dans la capitale et ont dit que c'est pour la paix.", "fr"),
        ("Министры двух стран встретились в столице и сказали, что они не знают, как это было.", "ru"),
        ("Міністри двох країн зустрілися у столиці та сказали, що вони не знають, як це було.", "uk"),
        ("Ministrowie obu państw spotkali się w stolicy i powiedzieli, że to nie jest dla nich ważne.", "pl"),
        ("İki ülkenin bakanları başkentte bir araya geldi ve bu konu için çok daha fazla zaman var dedi.", "tr"),
        ("التقى وزراء البلدين في العاصمة وقال أحدهم إن هذا لا يمكن أن يكون بعد ما حدث من قبل", "ar"),
        ("A két ország miniszterei a fővárosban találkoztak, és azt mondták, hogy ez nem volt jó.", "hu"),
        ("Kahden maan ministerit tapasivat pääkaupungissa ja sanoivat, että se ei ole ollut niin.", "fi"),
    ],
)
def test_the_language_is_told(text: str, language: str) -> None:
    assert read(text).languages == {language}


@pytest.mark.parametrize(
    ("text", "language"), [("Київ", "uk"), ("პარიზი", "ka"), ("Ծառ", "hy"), ("Жээнбеков", "ky"), ("서울", "ko")]
)
def test_letters_tell_the_language_of_a_short_text(text: str, language: str) -> None:
    assert read(text).languages == {language}


@pytest.mark.parametrize("text", ["", "Minsk", "Minsk Kyiv Warsaw"])
def test_a_short_text_tells_no_language(text: str) -> None:
    assert not read(text).languages


def test_a_demonym_counts_in_a_text_of_its_language() -> None:
    denmark = build_gazetteer([Entity("d", "place", ["Denmark", Alias("Danes", "en", "demonym", "curated")])])
    english = "The Danes said that they would return to the capital for the talks, and it was not a surprise."
    slovene = "Danes je bilo v mestu vse tiho, saj se je na trgu in po ulicah za to zbralo le nekaj ljudi."
    assert [one.mention.text for one in annotate(english, denmark) if one.mention] == ["Danes"]
    assert annotate(slovene, denmark) == []
    assert [one.mention.text for one in annotate("Danes", denmark) if one.mention] == ["Danes"]
