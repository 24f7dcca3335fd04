"""What the rules cost: milliseconds for one report, in all and rule by rule, beside reading and binding the same report.

Run `python benchmarks/rules.py [FILE]`; without FILE a sample web page is taken.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter

from gouji.checking import bind_document
from gouji.engine import run_rule, run_rules
from gouji.files import File, read_file
from gouji.host import HostOptions, make_host

ROOT = Path(__file__).parent.parent
ROUNDS = 30


def main() -> None:
    """Measure and print, the dearest rules first."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "reports_in" / "示例市自然资源局_2024.html"
    host = make_host(HostOptions(own_only=True))
    file = File(path, path.name)
    document = read_file(file, host)
    report = bind_document(document, host)
    reading = _milliseconds(lambda: read_file(file, host))
    binding = _milliseconds(lambda: bind_document(document, host))
    running = _milliseconds(lambda: run_rules(report, host.rules))
    print(f"{path.name}: {len(host.rules)} rules")
    print(f"read {reading:.2f} ms, bind {binding:.2f} ms, all rules {running:.2f} ms")
    print(f"rules / (read + bind): {running / (reading + binding):.2f}")
    prose = _milliseconds(lambda: replace(report).claims)
    print(f"sentences {prose:.2f} ms, of all rules: {prose / (prose + running):.2f}")
    alone = [rule for rule in host.rules if run_rules(report, [rule])]
    costs = {rule.id: _milliseconds(lambda rule=rule: run_rule(report, rule)) for rule in alone}  # type: ignore[misc]
    for rule_id, cost in sorted(costs.items(), key=lambda pair: -pair[1]):
        print(f"{rule_id:34} {cost:6.3f} ms")


def _milliseconds(work: Callable[[], object]) -> float:
    work()
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return 1000 * median(times)


if __name__ == "__main__":
    main()
