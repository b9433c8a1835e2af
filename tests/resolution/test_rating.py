"""Which aliases are compared with a name."""

from __future__ import annotations

import names
from gazetteer import Alias, Entity


def test_an_alias_that_is_written_like_the_name_is_compared_whatever_its_script() -> None:
    # The name is taken for Chinese characters, a script of Korea, and the alias for Japanese: a transcription.
    agency = Entity("y", "org", ["Yonhap News Agency", Alias("聯合ニュース", "ja")], countries=["KR"])
    known = names.build_gazetteer([agency, Entity("u", "org", ["Unilever", Alias("联合利华", "zh")])])
    resolution = names.resolve("聯合ニュース", known)
    assert (resolution.status, resolution.candidates[0].alias.text) == ("match", "聯合ニュース")
