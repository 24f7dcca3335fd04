"""What a report's page costs: processor time against a plain template over as many cells and rules, and its size.

python benchmarks/page.py [FILE OR FOLDER …]; without any, the samples and the real reports beside this folder. Images of the
original are left out: they stand in no page whose file is gone. The wanted ratio is 1.6 at most, the wanted size 60 KB.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from jinja2 import Environment

from gouji import check
from gouji.model.checked import CheckedReport, Status
from gouji_plugins.writers.scorecard.pages import Pages

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "reports_in", ROOT.parent / "shared" / "reports")
ROUNDS = 25
YARDSTICK = """<!DOCTYPE html><html><head><title>{{ title }}</title></head><body><table>
{% for row in rows %}<tr><th scope="row">{{ row.label }}</th>{% for cell in row.cells %}<td class="{{ cell.state }}" id="{{ cell.id }}">\
{{ cell.raw }}</td>{% endfor %}</tr>{% endfor %}</table><ul>
{% for rule in rules %}<li class="{{ rule.outcome }}"><b>{{ rule.title }}</b> <code>{{ rule.id }}</code> {{ rule.severity }} \
{{ rule.checks }} {{ rule.note }}</li>{% endfor %}</ul></body></html>"""
CELLS, RULES, COLUMNS = 206, 90, 7


def main() -> None:
    """Print a line for each report, then the middle of them."""
    given = [*sys.argv[1:]] or [str(folder) for folder in FOLDERS if folder.is_dir()]
    run = check(given)
    plain = _yardstick()
    ratios = []
    print(f"{'ms':>7} {'yardstick':>9} {'ratio':>6} {'bytes':>7}  file")
    with TemporaryDirectory() as folder:
        vars(run)["paths"] = {}
        pages = Pages(run, Path(folder))
        for checked in run.reports:
            if checked.status is Status.CHECKED:
                page, yard = _milliseconds(_writing(pages, checked, run.score(checked)), plain)
                size = (Path(folder) / "reports" / f"{checked.slug}.html").stat().st_size
                ratios.append(median(mine / its for mine, its in zip(page, yard, strict=True)))
                print(f"{median(page):7.2f} {median(yard):9.2f} {ratios[-1]:6.2f} {size:7}  {checked.source}")
    print(f"{median(ratios):24.2f}  the middle of {len(ratios)}")


def _writing(pages: Pages, checked: CheckedReport, card: object) -> Callable[[], object]:
    return lambda: pages.write(checked, card)  # type: ignore[arg-type]


def _yardstick() -> Callable[[], object]:
    template = Environment(autoescape=True).from_string(YARDSTICK)
    cells = [{"state": "number", "id": f"cell-requests-row{n}-natural_person", "raw": str(n)} for n in range(CELLS)]
    rows = [{"label": f"第{n}行", "cells": cells[n : n + COLUMNS]} for n in range(0, CELLS, COLUMNS)]
    rule = {
        "outcome": "pass",
        "title": "每行六类申请人之和等于该行总计",
        "severity": "较重",
        "checks": 7,
        "note": "空白格按0计算",
    }
    rules = [rule | {"id": f"gid/rule-{n}"} for n in range(RULES)]
    return lambda: template.render(title="年度报告检查结果", rows=rows, rules=rules)


def _milliseconds(*tasks: Callable[[], object]) -> list[list[float]]:
    """Time tasks in turn, so that a busy machine slows all alike; the ratio is that of neighbours."""
    times: list[list[float]] = [[] for _ in tasks]
    for task in tasks:
        task()
    for _ in range(ROUNDS):
        for found, task in zip(times, tasks, strict=True):
            start = process_time()
            task()
            found.append(1000 * (process_time() - start))
    return times


if __name__ == "__main__":
    main()
