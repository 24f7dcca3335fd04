"""Cases in data: reports in a few lines, each with what a rule must say of it; kept in a pack's folder `cases`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path
from typing import Any

from gouji.api import host_for
from gouji.errors import GoujiError
from gouji.host import Host
from gouji.model.form import Form
from gouji.model.report import Report
from gouji.model.result import Outcome, Result
from gouji.model.rule import Rule
from gouji.nearest import unknown
from gouji.rulebook.overlays import PackFolder, PackHead, read_layer, require_pack
from gouji.rulebook.toml import Entry, load_toml
from gouji.testing.draft import STATED
from gouji.testing.reports import form_named, report_of, result_of, rule_named

Folders = str | Path | Sequence[str | Path]
EXPECTED = ("outcome", "says", "failed", "severity", "told_by")
BASE_FILE = "base.toml"
"""In the folder of cases: what their reports say where nothing is stated, a table for each form."""
BASE = ("cells", "paragraphs", "headings")
"""What is stated there part by part."""
OWN_KEYS = ("name", "form", "last", *EXPECTED)


@dataclass(frozen=True)
class Case:
    """A report, and what a rule must say of it.

    `rule` is the full id, `outcome` how it must end; `says` must stand in a message (in either language), `failed` checks do
    not hold, `severity` applies, where these are given. `stated` is what `report_of` takes. `where` is its file and line.

    >>> case = cases("acme")[0]
    >>> case.rule, case.outcome, case.problem()
    ('acme/hotline', 'pass', '')
    """

    rule: str
    name: str
    outcome: str
    form: str
    stated: Mapping[str, Any]
    where: str
    says: str = ""
    failed: int | None = None
    severity: str = ""
    told_by: str = ""
    last: Mapping[str, Any] | None = None
    loading: Mapping[str, Any] = field(default_factory=dict)
    base: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def __str__(self) -> str:
        return f"{self.rule}: {self.name}"

    def result(self) -> Result:
        """Make the report, with that on the year before where it is stated, and run the rule on it."""
        rule = rule_named(self.rule, host_for(**self.loading))
        now = self._report(self.stated)
        before = {"agency": now.agency, "year": (now.year or 0) - 1, **(self.last or {})}
        earlier = [] if self.last is None else [self._report(before)]
        return result_of(rule, now, earlier=earlier, **self.loading)

    def _report(self, stated: Mapping[str, Any]) -> Report:
        """Make a report that says what is stated, and else what the pack's base says, with its agency and year."""
        words = {"agency": self.base.get("agency", ""), "year": self.base.get("year", 0), **stated}
        own = {key: _filled_in(value, words) for key, value in self.base.items()}
        parts = {key: own.pop(key) for key in BASE if key in own}
        return report_of(self.form, **self.loading, **{**own, **stated}, base=parts)

    def problem(self) -> str:
        """Say on one line how the rule ended otherwise than it must, empty where all is as it must be."""
        result = self.result()
        words = [finding.words for finding in result.findings]
        said = "; ".join([*(text.en for text in words), *([result.note.en] if result.note else [])])
        found = {
            "outcome": result.outcome.value, "failed": result.failed, "severity": result.severity.value,
            "told_by": next((finding.told_by for finding in result.findings), ""),
        }  # fmt: skip
        for name, value in found.items():
            wanted = getattr(self, name)
            if wanted not in ("", None) and wanted != value:
                return f"{name} is {value}, not {wanted}" + (f": {said}" if said else "")
        if self.says and not any(self.says in side for text in words for side in (text.zh, text.en)):
            return f"no message says “{self.says}”" + (f": {said}" if said else "")
        return ""

    def check(self) -> None:
        """Raise AssertionError, with file, line and reason, where the rule says otherwise than it must."""
        problem = self.problem()
        if problem:
            raise AssertionError(f"{self.where}: {self}: {problem}")


def cases(folder: str | Path, *, plugins_dir: Folders | None = None) -> list[Case]:
    """Read the cases of the pack in a folder: `cases/RULE.toml`, each a list of `[[case]]`; for `pytest.mark.parametrize`.

    PackInvalid names file, line and the nearest right name of what is wrong with one.

    >>> [case.outcome for case in cases("acme")]
    ['pass', 'fail']
    """
    folder = Path(folder)
    require_pack(folder)
    head = read_layer(PackFolder(folder)).head
    loading: dict[str, Any] = {"packs": folder, "plugins_dir": plugins_dir}
    host = host_for(**loading)
    paths = [path for path in sorted((folder / "cases").glob("*.toml")) if path.name != BASE_FILE]
    bases = _bases(folder, host)
    return [case for path in paths for case in _cases(path, host, _Ground(loading, head, bases))]


@dataclass(frozen=True)
class _Ground:
    """What all cases of a pack stand on."""

    loading: Mapping[str, Any]
    head: PackHead
    bases: Mapping[str, Mapping[str, Any]]


def _bases(folder: Path, host: Host) -> Mapping[str, Mapping[str, Any]]:
    """Read what the reports of cases say where these state nothing, by form."""
    path = folder / "cases" / BASE_FILE
    if not path.is_file():
        return {}
    whole = load_toml(path, f"{folder.resolve().name}/cases/{BASE_FILE}").whole
    for form in whole.table():
        try:
            form_named(form, host)
        except GoujiError as error:
            raise whole.at(form).wrong(str(error)) from error
        for key in whole.at(form).table():
            if key not in (*STATED, *BASE):
                raise whole.at(form, key).wrong(unknown("key", key, (*STATED, *BASE)))
    return whole.table()


def _filled_in(stated: Any, report: Mapping[str, Any]) -> Any:  # noqa: ANN401  whatever TOML holds
    """Put a report's agency and year into the words of a base."""
    if isinstance(stated, str):
        agency, year = report["agency"], report["year"]
        names = {"{agency}": agency, "{year}": year, "{last_year}": year - 1, "{next_year}": year + 1}
        return reduce(lambda words, name: words.replace(name, str(names[name])), names, stated)
    if isinstance(stated, Mapping):
        return {key: _filled_in(value, report) for key, value in stated.items()}
    return [_filled_in(each, report) for each in stated] if isinstance(stated, list) else stated


def _cases(path: Path, host: Host, ground: _Ground) -> Iterator[Case]:
    whole = load_toml(path, f"{path.parent.parent.resolve().name}/cases/{path.name}").whole
    try:
        rule = rule_named(path.stem, host)
    except GoujiError as error:
        raise whole.wrong(f"{error}; the file bears the name of its rule") from error
    for key in whole.table():
        if key != "case":
            raise whole.at(key).wrong(f"{unknown('table', key, ('case',))}; each case begins with [[case]]")
    entries = whole.at("case")
    if not isinstance(entries.value, list):
        raise entries.wrong("write [[case]], in two pairs of brackets, since there may be several")
    for number in range(len(entries.value)):
        if not set(entries.at(number).table()) & set(ground.head.own_cases):
            yield _case(entries.at(number), rule, host, ground)


def _case(entry: Entry, rule: Rule, host: Host, ground: _Ground) -> Case:
    table = {key: value for key, value in entry.table().items() if key not in ground.head.case_notes}
    for key in ("name", "outcome"):
        if not isinstance(table.get(key), str):
            raise entry.at(key).wrong("is missing, or no text in quotes")
    known = [outcome.value for outcome in Outcome]
    if table["outcome"] not in known:
        raise entry.at("outcome").wrong(unknown("outcome", table["outcome"], known))
    form = _form(entry, rule, host)
    names = {*(section.id for section in form.sections), *(each.id for each in form.tables)}
    for key in table:
        if key not in (*OWN_KEYS, *STATED, *names):
            raise entry.at(key).wrong(unknown("key", key, (*OWN_KEYS, *STATED, *names)))
    for key in entry.at("last").table() if "last" in table else ():
        if key not in (*STATED, *names):
            raise entry.at("last", key).wrong(unknown("key", key, (*STATED, *names)))
    expected = {key: table[key] for key in ("name", "last", *EXPECTED) if key in table}
    stated = {key: value for key, value in table.items() if key not in OWN_KEYS}
    where = f"{entry.file.name}:{entry.file.line(entry.key)}"
    return Case(
        rule.id,
        form=form.id,
        stated=stated,
        where=where,
        loading=ground.loading,
        base=ground.bases.get(form.id, {}),
        **expected,
    )


def _form(entry: Entry, rule: Rule, host: Host) -> Form:
    """Return the form of a case: the one that it names, else that of its year, else the newest that its rule speaks of."""
    named, year = entry.table().get("form"), entry.table().get("year")
    if named is None:
        own = [
            f for pack in host.packs for f in pack.forms if rule.applies_to(f.id) and pack.id in (rule.pack or pack.id)
        ]
        of_year = [form for form in own if isinstance(year, int) and form.covers(year)]
        return max(of_year or own, key=lambda form: form.first_year)
    try:
        return form_named(named, host)[1]
    except GoujiError as error:
        raise entry.at("form").wrong(str(error)) from error
