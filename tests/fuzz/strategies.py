"""Names and texts that nobody would think of, and how many of them are tried: Hypothesis strategies and profiles.

HYPOTHESIS_PROFILE=quick, the default, is part of the normal test run: few, and always the same, so that a failing run
tells of a change. HYPOTHESIS_PROFILE=long tries others each time, and remembers what failed in .hypothesis.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

_EASY = {"deadline": None, "suppress_health_check": list(HealthCheck)}
PROFILES = {
    "quick": settings(max_examples=12, derandomize=True, database=None, **_EASY),
    "long": settings(max_examples=2_000, **_EASY),
    "night": settings(max_examples=50_000, **_EASY),
}
fuzzed = PROFILES[os.environ.get("HYPOTHESIS_PROFILE", "quick")]

WORDS = [
    "Anna", "Berg", "van der", "Dr.", "Jr.", "III", "Smith-Jones", "O'Neill", "d'Arc", "St.", "(singer)",
    "born", "1907", "Ltd", "& Co.", "Nguyễn Thị", "Łucja", "İnci", "Straße", "Иван", "Иванович",
    "Жээнбеков", "Ціханоўская", "Їжак", "ООО", "Λάμπρος", "Μπακογιάννη", "Մարիամ", "გიორგი", "محمد",
    "بن", "عبد ال", "السيد", "אברהם", 'ב"ר', "פרופ׳", "नरेन्द्र", "मोदी", "தமிழ்", "สมชาย", "ใจดี",
    "ဒေါ်", "ស៊ីហា", "አበበ", "习近平", "王小明", "欧阳", "諏訪内 晶子", "サクラ", "ひらがな",
    "김민수", "남궁", "ꦱꦸ", "ᠮᠣᠩᠭᠣᠯ",
]  # fmt: skip
MARKS = [  # what has been hard on programs: marks, signs that act, look-alikes, parts of characters
    *"\u200b\u200c\u200d\u200e\u202a\u202d\u202e\u2066\u2069\u061c\ufeff\u034f\u00ad\u115f\u3164\u2800\ufe0f",
    *"\x00\x07\x08\x1b\x7f\x85\u2028\u2029\v\f\t\n\r\u00a0\u3000",
    *"-–—'’ʼʻ`´\"“«»״׳()[]{}<>,;:/\\|#*%&=+@_~^.…·・ー々ـ゙",
    *"ǅŉᾳẞﬁªº½²①Ⅷⅲ٣५Ａ\U0001d400\U00020000\U000e0041\U00016d40\ufffe\uffff\U0010ffff\ud800\udfff\udbff",
    "\x1b[31m", "\x1b]0;x\x07", "<b>", "[/b]", "&amp;", "=1+1", "%s",
    "{0}", "i̇", "\uac00\u11a7", "\u1100\u1161\u11a8",
    "😀", "👨\u200d👩\u200d👧", "🇺🇦", "a" + "\u0301" * 40, "\u0323\u0301", "\u0f71\u0f72\u0f74", "III–III",
]  # fmt: skip
BLOCKS = [  # first and last character
    (0x20, 0x7E), (0xA0, 0x24F), (0x250, 0x36F), (0x370, 0x3FF), (0x400, 0x52F), (0x530, 0x5FF), (0x600, 0x77F),
    (0x900, 0xDFF), (0xE00, 0xFFF), (0x1000, 0x11FF), (0x1200, 0x139F), (0x1780, 0x18AF), (0x1E00, 0x1FFF),
    (0x2000, 0x206F), (0x2150, 0x218F), (0x3040, 0x30FF), (0x4E00, 0x9FFF), (0xAC00, 0xD7FF), (0xD800, 0xDFFF),
    (0xF900, 0xFFFF), (0x10330, 0x1039F), (0x1D400, 0x1D7FF), (0x1F300, 0x1FAFF), (0xE0000, 0xE007F),
]  # fmt: skip

any_text = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)  # with lone surrogates
_letters = st.sampled_from(BLOCKS).flatmap(lambda block: st.characters(codec=None, exclude_categories=(),
    min_codepoint=block[0], max_codepoint=block[1]))  # fmt: skip
mixed = st.lists(st.text(_letters, max_size=8), max_size=6).map("".join)
_pieces = st.sampled_from(WORDS) | st.sampled_from(MARKS) | st.sampled_from([" ", " ", "-", ". ", ", "])
built = st.lists(_pieces, max_size=12).map("".join)
_long = st.builds(lambda unit, times: unit * times, st.lists(_pieces, min_size=1, max_size=3).map("".join),
    st.integers(2, 300))  # fmt: skip
hostile_names = st.one_of(built, mixed, any_text, _long)
hostile_texts = st.lists(hostile_names | st.sampled_from([" met ", " said. ", "\n", "\r\n\r\n", ", the ", " – "]),
    max_size=20).map("".join)  # fmt: skip
