"""The run as JUnit XML, for build servers: a suite for each report, a case for each rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from gouji import CheckedReport, Outcome, Result, Run, Status, Writer, hookimpl
from gouji_plugins.writers.shared.legible import one_line
from gouji_plugins.writers.shared.places import place
from gouji_plugins.writers.shared.rows import Found
from gouji_plugins.writers.shared.words import Words

COUNTED = {
    Outcome.FAIL: "failures", Outcome.ERROR: "errors", Outcome.REVIEW: "skipped", Outcome.NOT_APPLICABLE: "skipped",
    Outcome.NOT_CHECKED: "skipped",
}  # fmt: skip
TAGS = {"failures": "failure", "errors": "error", "skipped": "skipped"}
MOST_FINDINGS = 200


def write(run: Run, folder: Path) -> None:
    """Write `junit.xml`; what a person must look at is skipped with its reason, never a failure."""
    with (folder / "junit.xml").open("w", encoding="utf-8", newline="\n") as file:
        _write_suites(run, file)


def _write_suites(run: Run, file: TextIO) -> None:
    words = Words(run.language)
    counts = sum((_counts(checked) for checked in run.reports), _tally(run.batch))
    file.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="gouji"{_numbers(counts)}>\n')
    for checked in run.reports:
        file.writelines(_suite(checked, run, words))
    if run.batch:
        file.writelines(_batch(run, words))
    file.write("</testsuites>\n")


def _counts(checked: CheckedReport) -> Counter[str]:
    if checked.status is Status.CHECKED:
        return _tally(checked.results)
    return Counter({"tests": 1, "errors" if checked.status is Status.UNREADABLE else "skipped": 1})


def _tally(results: Sequence[Result]) -> Counter[str]:
    tally = Counter(COUNTED[result.outcome] for result in results if result.outcome in COUNTED)
    return tally + Counter({"tests": len(results)})


def _numbers(counts: Counter[str]) -> str:
    return "".join(f' {name}="{counts[name]}"' for name in ("tests", "failures", "errors", "skipped"))


def _suite(checked: CheckedReport, run: Run, words: Words) -> Iterator[str]:
    source = words.show(checked.source)
    yield _open_suite(source, _counts(checked), run)
    if checked.status is Status.CHECKED:
        for result in checked.results:
            yield from _case(result, source, checked, words)
    else:
        tag = "error" if checked.status is Status.UNREADABLE else "skipped"
        status, reason = words(checked.status.value), words.of(checked.reason)
        yield f"  <testcase{_attributes(classname=source, name=status, file=source)}>\n"
        yield _told(tag, words.pair(status, reason), checked.status.value, "")
        yield "  </testcase>\n"
    yield " </testsuite>\n"


def _batch(run: Run, words: Words) -> Iterator[str]:
    yield _open_suite(words("batch"), _tally(run.batch), run)
    for result in run.batch:
        yield from _case(result, words("batch"), None, words)
    yield " </testsuite>\n"


def _open_suite(name: str, counts: Counter[str], run: Run) -> str:
    started = _attributes(timestamp=run.started) if run.started else ""
    return f" <testsuite{_attributes(name=name)}{_numbers(counts)}{started}>\n"


def _case(result: Result, source: str, checked: CheckedReport | None, words: Words) -> Iterator[str]:
    name = f"{words.show(result.rule.id)} {words.of(result.rule.title)}"
    file = {"file": source} if checked else {}
    head = f"  <testcase{_attributes(classname=source, name=name, **file)}"
    if result.outcome is Outcome.PASS:
        yield f"{head}/>\n"
        return
    tag = TAGS[COUNTED[result.outcome]]
    yield f"{head}>\n"
    yield _told(tag, _headline(result, words), result.severity.value, _details(result, checked, words))
    yield "  </testcase>\n"


def _told(tag: str, message: str, kind: str, details: str) -> str:
    typed = "" if tag == "skipped" else _attributes(type=kind)
    head = f"   <{tag}{_attributes(message=message)}{typed}"
    return f"{head}>{escape(details)}</{tag}>\n" if details else f"{head}/>\n"


def _headline(result: Result, words: Words) -> str:
    if not result.findings:
        return words.pair(words(result.outcome.value), words.of(result.note))
    more = len(result.findings) - 1
    first = words.of(result.findings[0].words)
    said = f"{first}{words.aside(words('more_findings', n=more))}" if more else first
    return words.pair(words(result.outcome.value), said) if result.outcome is Outcome.REVIEW else said


def _details(result: Result, checked: CheckedReport | None, words: Words) -> str:
    lines = [_line(Found(finding, result, checked), words) for finding in result.findings[:MOST_FINDINGS]]
    if len(result.findings) > MOST_FINDINGS:
        lines.append(words("more_findings", n=len(result.findings) - MOST_FINDINGS))
    if lines and result.rule.basis:
        lines.append(words.pair(words("basis"), words.show(result.rule.basis)))
    return "\n".join(lines)


def _line(found: Found, words: Words) -> str:
    finding = found.finding
    parts = [one_line(words.of(finding.words)), place(finding, found.form, words)]
    if finding.expected is not None and finding.actual is not None:
        actual = words.show(finding.actual) or words("empty")
        parts.append(words("expected_actual", expected=words.show(finding.expected), actual=actual))
    return " | ".join(part for part in parts if part)


def _attributes(**values: str) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in values.items())


@hookimpl
def writers() -> list[Writer]:
    """Return the writer of the format `junit`."""
    return [Writer("junit", write)]
