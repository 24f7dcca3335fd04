"""Cases in data: reports in a few lines, each with what a rule must say of it; kept in a pack's folder `cases`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gouji.api import host_for
from gouji.errors import GoujiError, PackInvalid
from gouji.host import Host
from gouji.model.form import Form
from gouji.model.result import Outcome, Result
from gouji.model.rule import Rule, Scope
from gouji.nearest import unknown
from gouji.rulebook.overlays import PACK_FILE, PackFolder, read_layer
from gouji.rulebook.toml import Entry, load_toml
from gouji.testing.draft import STATED
from gouji.testing.reports import form_named, report_of, result_of, rule_named, run_of

Folders = str | Path | Sequence[str | Path]
EXPECTED = ("outcome", "says", "failed", "severity", "told_by")
OWN_KEYS = ("name", "form", "last", *EXPECTED)


@dataclass(frozen=True)
class Case:
    """A report, and what a rule must say of it.

    `rule` is the full id, `outcome` how it must end; `says` must stand in a message (in either language), `failed` checks do
    not hold, `severity` applies, where these are given. `stated` is what `report_of` takes. `where` is its file and line.
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

    def __str__(self) -> str:
        return f"{self.rule}: {self.name}"

    def result(self) -> Result:
        """Make the report, with that on the year before where it is stated, and run the rule on it."""
        rule = rule_named(self.rule, host_for(**self.loading))
        now = report_of(self.form, **self.loading, **self.stated)
        if rule.scope is Scope.REPORT:
            return result_of(rule, now)
        before = {"agency": now.agency, "year": (now.year or 0) - 1, **(self.last or {})}
        reports = [] if self.last is None else [report_of(self.form, **self.loading, **before)]
        return run_of([*reports, now], [rule], **self.loading).across(now.document.source)[0]

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
    """
    folder = Path(folder)
    if not (folder / PACK_FILE).is_file():
        raise PackInvalid(f"{folder.name}: no folder with a {PACK_FILE}")
    if read_layer(PackFolder(folder)).head.own_cases:
        raise PackInvalid(f"{folder.name}: its cases are of a form of their own, which its own tests run")
    loading: dict[str, Any] = {"packs": folder, "plugins_dir": plugins_dir}
    host = host_for(**loading)
    return [case for path in sorted((folder / "cases").glob("*.toml")) for case in _cases(path, host, loading)]


def _cases(path: Path, host: Host, loading: Mapping[str, Any]) -> Iterator[Case]:
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
        yield _case(entries.at(number), rule, host, loading)


def _case(entry: Entry, rule: Rule, host: Host, loading: Mapping[str, Any]) -> Case:
    table = entry.table()
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
    return Case(rule.id, form=form.id, stated=stated, where=where, loading=loading, **expected)


def _form(entry: Entry, rule: Rule, host: Host) -> Form:
    """Return the form of a case: the one that it names, else the newest that its rule speaks of."""
    named = entry.table().get("form")
    if named is None:
        own = [
            f for pack in host.packs for f in pack.forms if rule.applies_to(f.id) and pack.id in (rule.pack or pack.id)
        ]
        return max(own, key=lambda form: form.first_year)
    try:
        return form_named(named, host)[1]
    except GoujiError as error:
        raise entry.at("form").wrong(str(error)) from error
