"""``python -m gazetteer.default``: check the curated tables, and list aliases that two entities claim by mistake."""

from __future__ import annotations

import sys

from gazetteer.default import curated
from gazetteer.default.conflicts import find_conflicts
from gazetteer.errors import SourceError


def main() -> int:
    """Write what is wrong to standard output, a line for each fault; 1 if there is any."""
    try:
        faults = list(find_conflicts(curated.read()))
    except SourceError as error:
        faults = [str(error)]
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
