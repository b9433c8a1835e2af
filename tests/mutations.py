"""Files as they may be damaged: bytes changed, cut, repeated, put in."""

from __future__ import annotations

from random import Random

ODD = [b'"', b"\t", b",", b"\n", b"\r", b";", b"|", b"\\", b'""', b"\0", b"\xff", "é".encode(), b'"\n"', b"<", b"{"]


def mutated(content: bytes, rng: Random) -> bytes:
    """The content with a few changes."""
    for _ in range(rng.randint(1, 6)):
        place = rng.randint(0, len(content))
        before, after = content[:place], content[place:]
        change = rng.randrange(5)
        if change == 0:
            content = before[:-1] + bytes([rng.randrange(256)]) + after
        elif change == 1:
            content = before + rng.choice(ODD) + after
        elif change == 2:
            content = before + after[rng.randint(1, 40) :]
        elif change == 3:
            content = before + after[: rng.randint(1, 60)] + after
        elif rng.random() < 0.3:
            content = before
    return content
