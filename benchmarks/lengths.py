"""How time and memory of one name grow with its length: a row for each operation and shape, a column for each length.

    python benchmarks/lengths.py [OPERATION...] [--to 1000000]

Each cell is CPU milliseconds; the last column is the most memory of the process so far, in MB. Nothing of a name is
remembered between cells.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from shapes import SHAPES, operations, text

from names.caching import forget


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("operation", nargs="*", help="all by default")
    parser.add_argument("--to", type=int, default=1_000_000, help="greatest length")
    asked = parser.parse_args()
    lengths = [10**power for power in range(2, 7) if 10**power <= asked.to]
    print("operation", "shape", *lengths, "MB", sep="\t")
    for what, operation in operations().items():
        for shape in SHAPES if what in (asked.operation or operations()) else ():
            operation(text(shape, 10))  # tables are loaded
            cells = [f"{milliseconds(operation, text(shape, length)):.1f}" for length in lengths]
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(what, shape, *cells, most, sep="\t", flush=True)


def milliseconds(operation, name: str) -> float:
    forget()
    begun = time.process_time()
    operation(name)
    return 1000 * (time.process_time() - begun)


if __name__ == "__main__":
    main()
