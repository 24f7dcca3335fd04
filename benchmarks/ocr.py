"""How well and how fast scans are read: lawful reports printed by Chromium, scanned in several ways, and read.

python benchmarks/ocr.py [REPORTS]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from itertools import product
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from gouji import Source  # noqa: E402
from gouji.checking import bind_document  # noqa: E402
from gouji.host import Host, HostOptions, make_host  # noqa: E402
from lawful import LawfulReport, htmls_to_pdfs, lawful, to_html  # noqa: E402
from scans import Accuracy, Scanner, accuracy, scanned  # noqa: E402

REPORTS = 4
SCANNERS = [Scanner(*each) for each in product((150, 200), (-0.7, 0.0, 0.7), (0.0, 12.0))]


def read(host: Host, scan: bytes, truth: LawfulReport) -> tuple[Accuracy, float]:
    """Read one scan; return how well, and the seconds of computing that a page took, all cores together."""
    start = time.process_time()
    document = host.read(Source("scan.pdf", ".pdf", scan))
    seconds = time.process_time() - start
    return accuracy(bind_document(document, host), truth), seconds / (document.pages or 1)


def row(scanner: Scanner, found: Sequence[tuple[Accuracy, float]]) -> str:
    """Return a line of the table: all reports scanned in one way."""
    cells = sum(each.cells for each, _ in found)
    right, doubted = sum(each.right for each, _ in found), sum(each.doubted_right for each, _ in found)
    wrong, silent = sum(each.doubted_wrong for each, _ in found), sum(len(each.silent) for each, _ in found)
    pace = sum(seconds for _, seconds in found) / len(found)
    return (
        f"{scanner.dpi:4} {scanner.skew:+6.1f} {scanner.noise:6.0f} {cells:6} {right / cells:8.2%}"
        f" {doubted:16} {wrong:17} {silent:20} {pace:17.1f}"
    )


def main() -> None:
    """Print a line for each way to scan, and every cell read wrong without doubt."""
    truths = [lawful(seed) for seed in range(int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS)]
    printed = htmls_to_pdfs([to_html(truth) for truth in truths])
    host = make_host(HostOptions(own_only=True))
    print(
        " dpi   skew  noise  cells    right  right but doubted  wrong and doubted  wrong without doubt  CPU seconds/page"
    )
    for scanner in SCANNERS:
        found = [read(host, scanned(pdf, scanner), truth) for pdf, truth in zip(printed, truths, strict=True)]
        print(row(scanner, found), *(f"  {fault}" for each, _ in found for fault in each.silent), sep="\n", flush=True)


if __name__ == "__main__":
    main()
