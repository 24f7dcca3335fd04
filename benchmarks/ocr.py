"""How well and how fast scans are read: the sample reports, printed in five typefaces, scanned with every fault, and read.

A line for each fault: every typeface once, with another resolution, skew and noise each time, over all samples in turn.
`unsaid` counts the cells that were read wrong or lost though nothing doubts them; they are listed below their line.

python benchmarks/ocr.py [--quick] [FAULT …]

Faults are those of `tests/scans.py`, such as "red seal"; all of them take half an hour, `--quick` one report for each, six minutes.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from gouji import NotAReport, Source, UnreadableReport  # noqa: E402
from gouji.checking import bind_document  # noqa: E402
from gouji.host import Host, HostOptions, make_host  # noqa: E402
from gouji_rules.gid.testing import LawfulReport  # noqa: E402
from samples import SAMPLES  # noqa: E402
from scans import TYPEFACES, Accuracy, Fault, Print, Scanner, accuracy, prints, scanned  # noqa: E402

SETTINGS = ((200, 0.0, 0.0), (150, 0.7, 12.0), (200, -0.7, 12.0), (150, 0.0, 0.0), (300, 0.3, 6.0), (200, 0.3, 6.0))
"""Dots per inch, degrees askew and noise, in turn."""
_HEAD = "fault              cells    right  doubted though right  doubted and wrong  unsaid  sections  CPU seconds/page"


class Found(NamedTuple):
    """One report read: its cells, its sections found and printed, the seconds of computing that a page took."""

    cells: Accuracy
    sections: int
    printed: int
    seconds: float


def read(host: Host, scan: bytes, truth: LawfulReport) -> Found:
    """Read one scan; where no report is found, all is lost, but it is said."""
    start = time.process_time()
    sections, pages, cells = 0, 1, Accuracy(0, 0, 0, 0, ())
    try:
        document = host.read(Source("scan.pdf", ".pdf", scan))
        report = bind_document(document, host)
        cells, pages = accuracy(report, truth), document.pages or 1
        sections = len({section.id for section in report.sections} & {section.id for section in truth.sections})
    except (NotAReport, UnreadableReport):
        size = sum(len(row) for rows in truth.figures.values() for row in rows.values())
        cells = Accuracy(size, 0, 0, size, ())
    return Found(cells, sections, len(truth.sections), (time.process_time() - start) / pages)


def row(fault: str, found: Sequence[Found]) -> str:
    """Return a line of the table."""
    cells = sum(each.cells.cells for each in found)
    right, doubted = sum(each.cells.right for each in found), sum(each.cells.doubted_right for each in found)
    wrong, unsaid = sum(each.cells.doubted_wrong for each in found), sum(len(each.cells.silent) for each in found)
    sections = f"{sum(each.sections for each in found)}/{sum(each.printed for each in found)}"
    pace = sum(each.seconds for each in found) / len(found)
    return f"{fault:18} {cells:5} {right / cells:8.2%} {doubted:21} {wrong:18} {unsaid:7} {sections:>9} {pace:17.1f}"


class Trial(NamedTuple):
    """A report on paper, and how it is to be scanned."""

    truth: LawfulReport
    paper: Print
    scanner: Scanner


def trials(faults: Sequence[Fault], faces: int) -> Iterator[tuple[Fault, list[Trial]]]:
    """Yield for each fault some reports, in so many typefaces, on paper."""
    turn = count()
    for fault in faults:
        turns = [next(turn) for _ in range(faces)]
        truths = [SAMPLES[each % len(SAMPLES)].report() for each in turns]
        typefaces = [TYPEFACES[each % len(TYPEFACES)] for each in turns]
        paper = prints([(truth, face, fault) for truth, face in zip(truths, typefaces, strict=True)])
        scanners = [Scanner(*SETTINGS[each % len(SETTINGS)], fault) for each in turns]
        yield fault, list(map(Trial, truths, paper, scanners))


def main() -> None:
    """Print a line for each fault, and every cell that was lost or read wrong without a doubt."""
    quick, names = "--quick" in sys.argv, [name for name in sys.argv[1:] if name != "--quick"]
    host, everything = make_host(HostOptions(own_only=True)), []
    print(_HEAD, flush=True)
    for fault, reports in trials([Fault(name) for name in names] or list(Fault), 1 if quick else len(TYPEFACES)):
        found = [
            read(host, scanned(trial.paper.pages, trial.scanner, trial.paper.unruled), trial.truth) for trial in reports
        ]
        print(row(fault, found), *(f"  {cell}" for each in found for cell in each.cells.silent), sep="\n", flush=True)
        everything += found
    print(row("all", everything))


if __name__ == "__main__":
    main()
