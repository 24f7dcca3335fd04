"""The exercises of the documentation, each done from its page alone in an empty folder, and timed.

`python benchmarks/exercises.py` prints, for each: the page, the lines that a reader writes, how many it may take, and the seconds
that its commands take on this machine; writing is not counted.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from doc_blocks import run_section, sections_of  # noqa: E402

PAGES = ("tutorial.md", "howto.md")


def main() -> None:
    """Do every exercise."""
    print("| exercise | page | lines | at most | seconds |\n|---|---|---|---|---|")
    for page in PAGES:
        for section in sections_of(ROOT / "docs" / page):
            if section.exercise:
                with tempfile.TemporaryDirectory() as folder:
                    begun = time.perf_counter()
                    run_section(section, Path(folder))
                    seconds = time.perf_counter() - begun
                print(
                    f"| {section.exercise} | {page} | {section.lines} | {section.most_lines} | {seconds:.0f} |",
                    flush=True,
                )


if __name__ == "__main__":
    main()
