"""The run as JUnit XML, for build servers: a suite for each report, a case for each rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from gouji import CheckedReport, Finding, Form, Outcome, Result, Run, Scorecard, Status, Tally, Writer, hookimpl
from gouji_plugins.writers.shared.decisions import decision_said
from gouji_plugins.writers.shared.legible import one_line
from gouji_plugins.writers.shared.places import place
from gouji_plugins.writers.shared.words import Words

COUNTED = {
    Outcome.FAIL: "failures", Outcome.ERROR: "errors", Outcome.REVIEW: "skipped", Outcome.NOT_APPLICABLE: "skipped",
    Outcome.NOT_CHECKED: "skipped",
}  # fmt: skip
REFUSED = {Status.ATTACHMENT: "skipped", Status.UNREADABLE: "errors", Status.NOT_A_REPORT: "skipped"}
TAGS = {"failures": "failure", "errors": "error", "skipped": "skipped"}
MOST_FINDINGS = 200


class Suites:
    """`junit.xml`; what a person must look at is skipped with its reason, never a failure."""

    def __init__(self, run: Run, folder: Path) -> None:
        self._run, self._words = run, Words(run.language)
        self._file = (folder / "junit.xml").open("w", encoding="utf-8", newline="\n")
        self._file.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="gouji"{_numbers(_all(run))}>\n')

    def add(self, checked: CheckedReport, card: Scorecard) -> None:
        """Write a report as a suite."""
        self._file.writelines(_suite(checked, self._run, self._words))

    def close(self) -> None:
        """Write the checks across reports and the end."""
        if self._run.batch:
            self._file.writelines(_batch(self._run, self._words))
        self._file.write("</testsuites>\n")
        self._file.close()


def _all(run: Run) -> Counter[str]:
    refused = Counter({each: run.totals.statuses[each] for each in REFUSED})
    tests = Counter({"tests": refused.total()})
    for status, count in refused.items():
        tests[REFUSED[status]] += count
    return tests + _tally(run.totals.tally, run.totals.left)


def _counts(checked: CheckedReport, run: Run) -> Counter[str]:
    if checked.status is Status.CHECKED:
        return _tally(Tally.of(checked.results), Tally.of(run.left(checked.results, checked.year)))
    return Counter({"tests": 1, REFUSED[checked.status]: 1})


def _tally(tally: Tally, left: Tally) -> Counter[str]:
    """Count results as they are left; what is met only since it was decided away is skipped."""
    counts = Counter({"tests": tally.results})
    for outcome, name in COUNTED.items():
        counts[name] += left.outcomes[outcome].rules
    counts["skipped"] += left.outcomes[Outcome.PASS].rules - tally.outcomes[Outcome.PASS].rules
    return counts


def _numbers(counts: Counter[str]) -> str:
    return "".join(f' {name}="{counts[name]}"' for name in ("tests", "failures", "errors", "skipped"))


def _suite(checked: CheckedReport, run: Run, words: Words) -> Iterator[str]:
    source = words.show(checked.source)
    yield _open_suite(source, _counts(checked, run), run)
    if checked.status is Status.CHECKED:
        left = run.left(checked.results, checked.year)
        for result, rest in zip(checked.results, left, strict=True):
            yield from _case(result, rest, source, checked, run, words)
    else:
        tag = TAGS[REFUSED[checked.status]]
        status, reason = words(checked.status.value), words.of(checked.reason)
        yield f"  <testcase{_attributes(classname=source, name=status, file=source)}>\n"
        yield _told(tag, words.pair(status, reason), checked.status.value, "")
        yield "  </testcase>\n"
    yield " </testsuite>\n"


def _batch(run: Run, words: Words) -> Iterator[str]:
    yield _open_suite(words("batch"), _tally(Tally.of(run.batch), Tally.of(left := run.left(run.batch, None))), run)
    for result, rest in zip(run.batch, left, strict=True):
        yield from _case(result, rest, words("batch"), None, run, words)
    yield " </testsuite>\n"


def _open_suite(name: str, counts: Counter[str], run: Run) -> str:
    started = _attributes(timestamp=run.started) if run.started else ""
    return f" <testsuite{_attributes(name=name)}{_numbers(counts)}{started}>\n"


def _case(
    result: Result, left: Result, source: str, checked: CheckedReport | None, run: Run, words: Words
) -> Iterator[str]:
    name = f"{words.show(result.rule)} {words.of(run.rules[result.rule].title)}"
    file = {"file": source} if checked else {}
    head = f"  <testcase{_attributes(classname=source, name=name, **file)}"
    if result.outcome is Outcome.PASS:
        yield f"{head}/>\n"
        return
    yield f"{head}>\n"
    if left.outcome is Outcome.PASS:
        (after,) = run.after_decisions([result], checked.year if checked else None)
        why = words("taken_away" if after.outcome is Outcome.PASS else "known_before")
        yield _told("skipped", why, "", _details(result, checked, run, words))
        yield "  </testcase>\n"
        return
    tag, result = TAGS[COUNTED[left.outcome]], left
    yield _told(tag, _headline(result, words), result.severity.value, _details(result, checked, run, words))
    yield "  </testcase>\n"


def _told(tag: str, message: str, kind: str, details: str) -> str:
    from xml.sax.saxutils import escape

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


def _details(result: Result, checked: CheckedReport | None, run: Run, words: Words) -> str:
    form = run.form_of(checked) if checked else None
    basis = run.rules[result.rule].basis_for(form.id if form else "").text
    lines = [_line(finding, form, run, words) for finding in result.findings[:MOST_FINDINGS]]
    if len(result.findings) > MOST_FINDINGS:
        lines.append(words("more_findings", n=len(result.findings) - MOST_FINDINGS))
    if lines and basis:
        lines.append(words.pair(words("basis"), words.of(basis)))
    return "\n".join(lines)


def _line(finding: Finding, form: Form | None, run: Run, words: Words) -> str:
    parts = [one_line(words.of(finding.words)), place(finding, form, words)]
    if finding.expected is not None and finding.actual is not None:
        actual = words.show(finding.actual) or words("empty")
        parts.append(words("expected_actual", expected=words.of(finding.due), actual=actual))
    parts.append(one_line(decision_said(run.decision_of(finding), words)))
    return " | ".join(part for part in parts if part)


def _attributes(**values: str) -> str:
    from xml.sax.saxutils import quoteattr

    return "".join(f" {name}={quoteattr(value)}" for name, value in values.items())


@hookimpl
def writers() -> list[Writer]:
    """Return the writer of the format `junit`."""
    return [Writer("junit", Suites)]
