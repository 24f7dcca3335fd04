"""How the time of a check grows with what a report holds much of: ten times as much may take fifteen times as long.

python benchmarks/growth.py [NAME …]

A page of a lawful report with so many sentences, titles, list marks, rows, … of one kind more, and with ten times as many: milliseconds
of the processor for both, how many times as long the larger one takes beyond the bare page, and the bytes of its entry in run.json.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from gouji.checking import check_file
from gouji.files import File
from gouji.host import Host, HostOptions, make_host
from gouji.model.text import Language
from gouji.run import make_run

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "reports_in" / "示例市住房和城乡建设局_2020.html").read_text(encoding="utf-8")
TIMES = 10
MOST_GROWTH = 15.0
"""Times as long as ten times as much may take."""
ROUNDS = 3


def _paragraphs(text: str) -> Callable[[int], str]:
    return lambda count: f"<p>{text}</p>" * count


def _in_one(text: str, joint: str = "") -> Callable[[int], str]:
    return lambda count: f"<p>{joint.join([text] * count)}</p>"


def _table(columns: int) -> Callable[[int], str]:
    row = "<tr>" + "<td>1</td>" * columns + "</tr>"
    return lambda count: f"<table>{row * count}</table>"


GROWING: Mapping[str, tuple[int, Callable[[int], str]]] = {
    "claims, a paragraph each": (500, _paragraphs("收到政府信息公开申请1件。")),
    "claims in one paragraph": (100, _in_one("收到政府信息公开申请1件，")),
    "claims in one sentence": (100, _in_one("其中自然人申请1件", "、")),
    "parts of a sum": (200, lambda n: "<p>共受理申请100件，其中" + "、".join(["予以公开1件"] * n) + "。</p>"),
    "totals": (100, _in_one("合计10件", "，")),
    "shares of parts": (100, _in_one("予以公开1件（占10%）", "、")),
    "several shares": (50, _in_one("新收1件、结转1件，分别占10%、20%", "；")),
    "shares": (100, _in_one("占申请总数的10%，")),
    "titles": (1000, _in_one("《示例市政府信息公开办法》", "、")),
    "openings of titles": (1000, _in_one("《")),
    "openings of brackets": (1000, _in_one("（")),
    "quotation marks": (1000, _in_one("“")),
    "list marks": (1000, _in_one("、")),
    "commas": (1000, _in_one("，")),
    "full stops": (1000, _in_one("。")),
    "names": (200, _in_one("示例市水利局", "、")),
    "years": (200, _in_one("2020年", "、")),
    "dates": (200, _in_one("2020年1月1日至12月31日", "，")),
    "digits": (1000, _in_one("1")),
    "numbers": (500, _in_one("12", " ")),
    "percent signs": (1000, _in_one("%")),
    "numerals": (1000, _in_one("一")),
    "headings": (200, _paragraphs("一、总体情况")),
    "points": (1000, _paragraphs("（一）主动公开政府信息情况。")),
    "blanks": (2000, _in_one(" ")),
    "wide blanks": (2000, _in_one("\u3000")),
    "one character": (2000, _in_one("公")),
    "letters": (2000, _in_one("a")),
    "words of requests": (300, _in_one("申请")),
    "addresses": (200, _in_one("http://www.example.gov.cn/", "，")),
    "telephone numbers": (200, _in_one("0512-12345678", "，")),
    "rows": (1000, _table(4)),
    "columns": (100, lambda n: f"<table><tr>{'<td>1</td>' * n}</tr></table>"),
    "tables": (20, lambda n: _table(3)(2) * n),
    "links": (100, _paragraphs('<a href="a.html">公开</a>')),
    "empty paragraphs": (500, _paragraphs("&nbsp;")),
    "nested blocks": (20, lambda n: "<div>" * n + "甲" + "</div>" * n),
}


def main() -> int:
    """Print a line for each kind; returns 1 where one grows too fast."""
    host = make_host(HostOptions(own_only=True))
    chosen = sys.argv[1:] or list(GROWING)
    print(f"{'bare ms':>8} {'once':>7} {'10 ×':>8} {'growth':>7} {'bytes':>8}  of")
    fast = [name for name in chosen if _print(name, host) > MOST_GROWTH]
    print(f"beyond {MOST_GROWTH:g}: {', '.join(fast) or 'none'}")
    return bool(fast)


def _print(name: str, host: Host) -> float:
    growth = measured(name, host)
    bare, once, often = (1000 * seconds for seconds in growth.seconds)
    print(
        f"{bare:8.1f} {once:7.1f} {often:8.1f} {growth.times:7.1f} {growth.size:8}  {growth.count} {name}", flush=True
    )
    return growth.times


@dataclass(frozen=True, slots=True)
class Growth:
    """Processor seconds of the bare page, with so many of a kind more, and with ten times as many; the bytes of the last."""

    count: int
    seconds: tuple[float, float, float]
    size: int

    @property
    def times(self) -> float:
        """How many times as long ten times as much takes, beyond the bare page; what takes next to nothing counts little."""
        bare, once, often = self.seconds
        return (often - bare) / max(once - bare, bare / 2)


def measured(name: str, host: Host, rounds: int = ROUNDS) -> Growth:
    """Measure one kind, the three pages in turn, so that a busy machine slows all alike."""
    count, text = GROWING[name]
    with TemporaryDirectory() as folder:
        files = [_file(Path(folder), f"{times}.html", text(count * times)) for times in (0, 1, TIMES)]
        seconds = [[_seconds(file, host) for file in files] for _ in range(rounds)]
        bare, once, often = (min(times) for times in zip(*seconds, strict=True))
        return Growth(count, (bare, once, often), _written(files[-1], Path(folder), host))


def _file(folder: Path, name: str, text: str) -> File:
    path = folder / name
    path.write_text(PAGE.replace("</body>", f"{text}</body>"), encoding="utf-8")
    return File(path, name)


def _seconds(file: File, host: Host) -> float:
    start = process_time()
    check_file(file, host, host.rules)
    return process_time() - start


def _written(file: File, folder: Path, host: Host) -> int:
    run = make_run(host, [check_file(file, host, host.rules)], [file], Language.ZH)
    host.writers["json"].write(run, folder)
    return (folder / "run.json").stat().st_size


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        sys.exit(main())
