"""``python -m gazetteer.default``: check the curated tables, and list aliases shared by mistake."""

from __future__ import annotations

import sys

from gazetteer.default import curated
from gazetteer.default.conflicts import find_conflicts
from gazetteer.errors import SourceError


def main() -> int:
    """Write a line for each fault to standard output; return the exit status, 1 if there are faults."""
    try:
        faults = list(find_conflicts(curated.read()))
    except SourceError as error:
        faults = [str(error)]
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
