"""The year's notice (通报): how the reports stand, what people have confirmed by kind of problem, and what is asked."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from gouji import CheckedReport, Result, Rule, Run, Scorecard, Standing, Status, Text, Verdict, name_of
from gouji_plugins.writers.notice.fields import Row, brief
from gouji_plugins.writers.notice.filing import Filings, Told, whose
from gouji_plugins.writers.notice.items import is_settled
from gouji_plugins.writers.notice.template import Names, Template, TemplateUnusable, fill, read_template
from gouji_plugins.writers.shared.asked import settled
from gouji_plugins.writers.shared.decisions import decision_said
from gouji_plugins.writers.shared.legible import one_line
from gouji_plugins.writers.shared.places import brief as in_brief
from gouji_plugins.writers.shared.places import place
from gouji_plugins.writers.shared.ranking import counting_for
from gouji_plugins.writers.shared.rows import Found, theme_title
from gouji_plugins.writers.shared.sheets import save_sheet
from gouji_plugins.writers.shared.words import Words

VARIABLE = "GOUJI_BULLETIN_TEMPLATE"
HERE = Path(__file__).parent
NAMES = Names(
    {"年度": "years", "检查日期": "checked", "报告数": "reports", "合格数": "acceptable", "合格率": "rate", "应报": "due", "按时": "in_time",
     "逾期": "late", "未报": "missing", "逾期单位": "late_names", "未报单位": "missing_names", "公布待核": "unverified",
     "已整改": "rectified", "仍存在": "still_open",
     "问题数": "problems", "机关数": "agencies", "待核": "waiting"},
    {"类别": "kind"}, {"序号": "no", "名称": "name", "内容": "content"}, "kind",
)  # fmt: skip
"""What a template may name."""
ASKED_FOR = (None, Standing.PENDING, Standing.STALE, Standing.EXPIRED, Standing.REFUSED, Standing.CONTESTED)
"""How a finding stands on which a person must still decide."""
LONGEST_EXAMPLE = 120
"""Characters of an example: both sides of an equation stand in them."""
RESULTS = ("agency", "year", "verdict", "score", "after", "confirmed")
PROBLEMS = ("agency", "year", "kind", "requirement", "severity", "what", "where", "decided")
"""The columns of the annexes."""
WORDS = {
    "results": Text("结果一览表", "Results"), "problems": Text("问题清单", "Problems"), "number": Text("序号", "No."),
    "agency": Text("机关", "Agency"), "year": Text("年度", "Year"), "verdict": Text("结论", "Verdict"),
    "score": Text("得分", "Score"), "after": Text("计入处理决定后", "After decisions"), "confirmed": Text("已核实问题（项）", "Confirmed"),
    "kind": Text("类别", "Kind"), "requirement": Text("要求", "Requirement"), "severity": Text("程度", "Severity"),
    "what": Text("问题", "Problem"), "where": Text("位置", "Where"), "decided": Text("处理", "Decision"),
    "of_assessed": Text("（按已评定的 {n} 份计）", " of {n} assessed"),
    "of_none": Text("暂不计算", "not known yet"),
    "waits": Text("待复核", "To be reviewed"), "missing": Text("未公布", "Not published"), "others": Text("其他", "Other"),
    "sum": Text("共核实问题 {n} 项，涉及 {m} 个单位。", "Confirmed: {n}; agencies: {m}."),
    "rule": Text("“{title}”未达到的：{names}。", "Not met: {title}: {names}."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heading:
    """One kind of problem, with the themes and rules that belong to it."""

    title: Text
    themes: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(slots=True)
class _Counted:
    reports: int = 0
    acceptable: int = 0
    waiting: int = 0
    still_open: int = 0
    years: set[int] = field(default_factory=set)


class Bulletin:
    """`bulletin.docx` with its annexes `bulletin-results.xlsx` and `bulletin-problems.xlsx`.

    Nothing is named that no person has confirmed, neither a fault nor who was late or has not reported; a report with findings that wait
    for a person has no verdict there.
    """

    def __init__(self, run: Run, folder: Path) -> None:
        self._run, self._words, self._folder = run, Words(run.language), folder
        self._template = _template(run)
        self._confirmed: list[Found] = []
        self._results: list[tuple[str | int | float | None, ...]] = []
        self._count = _Counted()
        self._settings = _settings(run)
        late = self._settings.get("late", {})
        self._filings = Filings(run, tuple(late.get("rules", ())), tuple(late.get("doubted", ())))

    def _say(self, key: str, **values: object) -> str:
        return WORDS[key].to(self._run.language).format(**values)

    def add(self, checked: CheckedReport, card: Scorecard) -> None:
        """Take a report: what of it is confirmed, and how it stands."""
        if checked.status is not Status.CHECKED:
            return
        words, count, after = self._words, self._count, card.decided or card
        results = counting_for(checked, self._run)
        confirmed = list(_confirmed(results, checked, self._run))
        waits = any(_waits(result, self._run) for result in results)
        self._confirmed.extend(confirmed)
        self._filings.add(checked)
        count.reports += 1
        count.waiting += waits
        count.acceptable += after.verdict is Verdict.ACCEPTABLE and not waits
        count.still_open += sum(map(self._is_known, confirmed))
        if checked.year:
            count.years.add(checked.year)
        verdict = self._say("waits") if waits else words.of(name_of(after.verdict)) if after.verdict else ""
        scores = (None, None) if waits else (_rounded(card.score), _rounded(card.score_after_decisions))
        name = words.show(checked.agency.name) or words("agency_unknown")
        self._results.append((name, checked.year, verdict, *scores, len({found.rule.id for found in confirmed})))

    def _is_known(self, found: Found) -> bool:
        """Tell whether a problem was known before reports were last looked at again: one of the last notice that is still there."""
        decision = self._run.decision_of(found.finding)
        return decision is not None and decision.again

    def close(self) -> None:
        """Write the notice and its annexes."""
        told = self._filings.told()
        for found in self._filings.missing():
            agency, year = whose(found)
            self._confirmed.append(found)
            self._count.still_open += self._is_known(found)
            self._results.append((self._words.show(agency), year, self._say("missing"), None, None, 1))
        fill(self._template, self._values(told), {"kind": self._kinds()}, self._folder / "bulletin.docx")
        self._annex("results", RESULTS, self._results)
        self._annex("problems", PROBLEMS, [self._problem(found) for found in self._confirmed])

    def _annex(self, name: str, columns: Sequence[str], rows: Iterable[tuple[object, ...]]) -> None:
        numbered = [(number, *row) for number, row in enumerate(rows, 1)]
        heads = [self._say(column) for column in ("number", *columns)]
        save_sheet(self._say(name), heads, numbered, self._folder / f"bulletin-{name}.xlsx")

    def _values(self, told: Mapping[Told, Sequence[str]]) -> dict[str, str]:
        count, words, run = self._count, self._words, self._run
        assessed = count.reports - count.waiting
        rate = f"{100 * count.acceptable / assessed:.1f}".removesuffix(".0") + "%" if assessed else self._say("of_none")
        if assessed and count.waiting:
            rate += self._say("of_assessed", n=assessed)
        return {
            "years": words.listed([words("letter_year", year=year) for year in sorted(count.years)]),
            "checked": words.date(date.fromisoformat(run.started[:10])) if run.started else words("letter_blank"),
            "reports": str(count.reports), "acceptable": str(count.acceptable), "rate": rate,
            "due": str(sum(map(len, told.values()))) if told else "",
            **{status.value: str(len(told.get(status, ()))) for status in Told if status is not Told.UNVERIFIED},
            "late_names": self._listed(told.get(Told.LATE, ())), "missing_names": self._listed(told.get(Told.MISSING, ())),
            "unverified": str(len(told.get(Told.UNVERIFIED, ())) or ""),
            "rectified": str(run.decided.rectified) if run.decided.rectified or count.still_open else "",
            "still_open": str(count.still_open),
            "problems": str(_causes(self._confirmed)),
            "agencies": str(len({whose(found)[0] for found in self._confirmed})),
            "waiting": str(count.waiting or ""),
        }  # fmt: skip

    def _listed(self, agencies: Iterable[str]) -> str:
        return self._words.listed([self._words.show(name) for name in agencies])

    @cached_property
    def _headings(self) -> tuple[Heading, ...]:
        return _headings_of(self._settings)

    def _heading(self, rule: Rule) -> str:
        by_rule = next((h for h in self._headings if rule.id.rpartition("/")[2] in h.rules), None)
        heading = by_rule or next((h for h in self._headings if rule.theme in h.themes), None)
        if heading:
            return self._words.of(heading.title)
        return self._say("others") if self._headings else theme_title(self._run, rule.theme, self._words)

    def _kinds(self) -> list[Row]:
        """Return a row for each kind of problem: how many, then each requirement with the agencies, one example each."""
        of: dict[str, list[Found]] = {self._words.of(heading.title): [] for heading in self._headings}
        for found in self._confirmed:
            of.setdefault(self._heading(found.rule), []).append(found)
        kinds = [(name, found) for name, found in of.items() if found]
        return [
            {"no": self._number(n), "name": name, "content": self._content(found)}
            for n, (name, found) in enumerate(kinds, 1)
        ]

    def _number(self, number: int) -> str:
        digits = "一二三四五六七八九十"
        return digits[number - 1] if self._words.chinese and number <= len(digits) else str(number)

    def _content(self, found: Sequence[Found]) -> str:
        rules: dict[str, dict[str, Found]] = {}
        for each in found:
            rules.setdefault(each.rule.id, {}).setdefault(whose(each)[0], each)
        lines = [self._say("sum", n=_causes(found), m=len({whose(each)[0] for each in found}))]
        for examples in rules.values():
            first = next(iter(examples.values()))
            names = self._words.listed(
                [f"{name}{self._words.aside(self._example(each))}" for name, each in examples.items()]
            )
            lines.append(self._say("rule", title=self._words.inner(self._words.of(first.rule.title)), names=names))
        return ("\n　　" if self._words.chinese else "\n").join(lines)

    def _example(self, found: Found) -> str:
        said = in_brief(one_line(self._words.of(found.finding.words)), found.form, self._words)
        return brief(said.rstrip("。.； ;"), self._words, LONGEST_EXAMPLE)

    def _problem(self, found: Found) -> tuple[str | int | None, ...]:
        words = self._words
        decision = self._run.decision_of(found.finding)
        return (
            *whose(found), self._heading(found.rule), words.of(found.rule.title),
            words(found.result.severity.value), words.of(found.finding.words), place(found.finding, found.form, words, lines=False),
            decision_said(decision, words),
        )  # fmt: skip


def _causes(found: Iterable[Found]) -> int:
    """Count requirements that reports, or agencies without one, do not meet."""
    return len({(each.checked.source if each.checked else whose(each), each.rule.id) for each in found})


def _confirmed(results: Sequence[Result], checked: CheckedReport, run: Run) -> Iterator[Found]:
    """Yield the findings of which a person has said that they hold, with the severity that counts then."""
    form = run.form_of(checked)
    for result in run.after_decisions(results, checked.year):
        for finding in result.findings:
            if is_settled(finding, run):
                yield Found(settled(finding), result, run.rules[result.rule], checked, form)


def _waits(result: Result, run: Run) -> bool:
    """Tell whether a person must still decide on something in a result that costs points."""
    made = [run.decision_of(finding) for finding in result.findings if not finding.told_by]
    return result.severity.weight > 0 and any((each.standing if each else None) in ASKED_FOR for each in made)


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 2)


def _packs(run: Run) -> Iterator[Path]:
    yield from (folder / "letters" for folders in run.folders.values() for folder in folders)


def _settings(run: Run) -> Mapping[str, Any]:
    """Return what a pack says in `letters/bulletin.toml`; nothing where none does."""
    path = next((folder / "bulletin.toml" for folder in _packs(run) if (folder / "bulletin.toml").is_file()), None)
    return tomllib.loads(path.read_text(encoding="utf-8")) if path else {}


def _headings_of(settings: Mapping[str, Any]) -> tuple[Heading, ...]:
    """Return the kinds of problems in the order of the pack."""
    return tuple(
        Heading(
            Text(each["title"]["zh"], each["title"]["en"]), tuple(each.get("themes", ())), tuple(each.get("rules", ()))
        )
        for each in settings.get("heading", ())
    )


def _template(run: Run) -> Template:
    """Return the office's own template, else that of a pack, else the general one."""
    if own := os.environ.get(VARIABLE):
        try:
            return read_template(Path(own).read_bytes(), Path(own).name, NAMES)
        except OSError as error:
            raise TemplateUnusable(f"{VARIABLE}={own}: {error.strerror or error}") from error
    name = f"bulletin_{run.language.value}.docx"
    path = next((folder / name for folder in _packs(run) if (folder / name).is_file()), HERE / name)
    return read_template(path.read_bytes(), name, NAMES)
