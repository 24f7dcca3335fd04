"""Pass 1: one file, from its bytes to a checked report; whatever is wrong with it stays in the result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from gouji.alarm import Rung, alarm
from gouji.binding.recognition import recognise
from gouji.engine import run_rules
from gouji.engine import took_too_long as rule_took_too_long
from gouji.errors import AttachedReport, GoujiError, NotAReport, NothingToCheck, ReaderBroke, UnreadableReport
from gouji.files import AtPage, File, read_file, unheard
from gouji.host import Host, HostOptions
from gouji.limits import Limits
from gouji.model.brief import Brief
from gouji.model.checked import CheckedAgency, CheckedReport, Status
from gouji.model.checked_table import CheckedTable
from gouji.model.clauses import Marks
from gouji.model.document import Document
from gouji.model.report import Report
from gouji.model.result import Outcome, Result
from gouji.model.rule import Rule
from gouji.model.text import Text
from gouji.nearest import unknown
from gouji.record import pack
from gouji.record.document import pack_document
from gouji.tracebacks import told_traceback


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rules run: ids, old ones too, or beginnings of ids to take (none: all) and to leave out."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def of(self, rules: Iterable[Rule], off: Iterable[Rule] = ()) -> tuple[Rule, ...]:
        """Return the selected rules; NothingToCheck names a pattern that fits no rule, or says that none is left.

        Rules that are `off` may be named, and stay off.
        """
        rules = tuple(rules)
        every = (*rules, *off)
        for pattern in (*self.select, *self.ignore):
            if not any(_fits(rule, pattern) for rule in every):
                known = (name for rule in every for name in (rule.id, rule.theme))
                raise NothingToCheck(unknown("rule or theme", pattern, known))
        chosen = tuple(
            rule
            for rule in rules
            if (not self.select or any(_fits(rule, p) for p in self.select))
            and not any(_fits(rule, p) for p in self.ignore)
        )
        if not chosen:
            idle = [rule.id for rule in every[len(rules) :] if any(_fits(rule, pattern) for pattern in self.select)]
            raise NothingToCheck(
                f"{idle[0]} is switched off; write enabled = true" if idle else "no rule is left to run"
            )
        return chosen


@dataclass(frozen=True, slots=True)
class Order:
    """What a run is asked for: what to load, which rules to run, in how many processes."""

    options: HostOptions
    selection: Selection = field(default_factory=Selection)
    jobs: int = 1
    in_process: bool = False
    """Whether the work is done in the process that asks, where debuggers see it, and nothing protects that process."""


@dataclass(frozen=True, slots=True)
class Witness:
    """Who hears how far the check of a file has come: pages that take long, what begins (`reader NAME`, `rule ID`), what was read."""

    at_page: AtPage = unheard
    begins: Callable[[str], None] | None = None
    reads: Callable[[Document], None] | None = None

    def begins_rule(self) -> Callable[[str], None] | None:
        """Return what hears of rules by their ids."""
        begins = self.begins
        return None if begins is None else lambda rule: begins(f"rule {rule}")

    def nothing_begins(self) -> None:
        """Let whoever hears know that what began last is over."""
        if self.begins is not None:
            self.begins("")


OWN_AUTHOR = "gouji"
"""Whom the files name as their author that the writers of Gouji make."""
_OWN_OUTPUT = "是勾稽写出的检查结果 / written by Gouji as the result of a check"
_NOBODY = Witness()
_NO_RULES: Mapping[str, Text] = {}


def _fits(rule: Rule, pattern: str) -> bool:
    names = (*rule.names, *(name.partition("/")[2] for name in rule.names))
    return pattern in (*names, rule.theme) or rule.id.startswith(pattern + "/")


def bind_document(document: Document, host: Host) -> Report:
    """Bind a document to the forms of the pack that it belongs to.

    Raises NotAReport where no pack knows it, or where it is what Gouji wrote itself: a page, a workbook or a letter that quotes a report.
    """
    if document.metadata.get("author") == OWN_AUTHOR:
        raise NotAReport(_OWN_OUTPUT)
    return recognise(document, host.packs)


def check_file(
    file: File, host: Host, rules: Sequence[Rule], witness: Witness = _NOBODY, without: Mapping[str, Text] = _NO_RULES
) -> CheckedReport:
    """Check one file; rules of `without` are an error, for the reason given."""
    limits = host.limits
    try:
        with alarm(limits.seconds):
            document = read_file(file, host, witness.at_page, witness.begins)
            witness.nothing_begins()
            if witness.reads is not None and not file.known:
                witness.reads(document)
            report = _bound(document, host)
        chosen = host.rules_for(report.pack, rules)
        results = run_rules(report, chosen, rule_seconds(limits), witness.begins_rule(), without)
        witness.nothing_begins()
        checked = checked_report(report, results, file.slug)
        brief = Brief.of(checked).within(report.form, report.locale)
        taken = taken_of(brief, chosen, limits, witness.begins, without)
        witness.nothing_begins()
        return replace(checked, taken=taken)
    except NotAReport as reason:
        return _refused(file, Status.NOT_A_REPORT, Text.both(str(reason)))
    except AttachedReport as reason:
        return _refused(file, Status.ATTACHMENT, Text.both(str(reason)))
    except UnreadableReport as reason:
        broke = reason.__cause__ if isinstance(reason, ReaderBroke) else None
        return replace(unreadable(file, said_of(reason)), traceback=told_traceback(broke) if broke else "")
    except TimeoutError:
        return unreadable(file, took_too_long(limits.seconds))
    except MemoryError:
        return unreadable(file, OUT_OF_MEMORY)


def taken_of(
    brief: Brief, rules: Sequence[Rule], limits: Limits, begins: Callable[[str], None] | None = None,
    without: Mapping[str, Text] = _NO_RULES,
) -> dict[str, str]:  # fmt: skip
    """Take of a report what rules over all reports are to have of it; one that cannot is asked again when they look at it."""
    taken: dict[str, str] = {}
    for rule in rules:
        if rule.take is None or rule.id in without or not rule.applies_to(brief.form or ""):
            continue
        if begins is not None:
            begins(f"rule {rule.id}")
        try:
            with alarm(rule_seconds(limits)):
                own = rule.take(brief)
        except (Rung, KeyboardInterrupt):
            raise
        except BaseException:
            continue
        if isinstance(own, str):
            taken[rule.id] = own
    return taken


def rule_seconds(limits: Limits) -> float:
    """Return the processor time that a rule may take: never more than a file."""
    return min(limits.rule_seconds, limits.seconds)


def timed_out(checked: CheckedReport, limits: Limits) -> list[str]:
    """Return the ids of the rules that were cut off."""
    ending = rule_took_too_long(rule_seconds(limits)).en
    broken = (result for result in checked.results if result.outcome is Outcome.ERROR and result.note)
    return [result.rule for result in broken if result.note and result.note.en.endswith(ending)]


def unreadable(file: File, reason: Text) -> CheckedReport:
    """Return a file that could not be read, with the reason."""
    return _refused(file, Status.UNREADABLE, reason)


def _refused(file: File, status: Status, reason: Text) -> CheckedReport:
    return CheckedReport(file.name, file.sha256, status, file.slug, reason)


class Made(NamedTuple):
    """A checked report, packed, with the hash of the file; `lasts` where another run may take it as it is.

    `read` is what was read of the file, packed, empty where that was known before.
    """

    packed: bytes
    sha256: str
    lasts: bool
    read: bytes = b""

    @classmethod
    def of(cls, checked: CheckedReport, read: Sequence[Document] = ()) -> Made:
        """Pack a checked report, and what was read. What could not be read and what broke is tried again by the next run."""
        broke = any(result.outcome is Outcome.ERROR for result in checked.results)
        lasts = not broke and checked.status is not Status.UNREADABLE
        return cls(pack(checked), checked.sha256, lasts, pack_document(read[-1]) if read else b"")


def said_of(reason: GoujiError) -> Text:
    """Return why a file was not read, in both languages."""
    return Text(*reason.args[1:]) if len(reason.args) == _WITH_BOTH else Text.both(str(reason))


OUT_OF_MEMORY = Text("内存不足", "out of memory")
_WITH_BOTH = 3


def took_too_long(seconds: float) -> Text:
    """Say that a file was cut off."""
    return Text(f"读取超时（超过 {seconds:g} 秒）", f"took longer than {seconds:g} s")


def checked_report(report: Report, results: tuple[Result, ...], slug: str) -> CheckedReport:
    """Take what outlives the check from a report: neither blocks nor form, neither rule nor function."""
    document = report.document
    return CheckedReport(
        document.source, document.sha256, Status.CHECKED, slug, pack=report.pack, form=report.form.id, agency=_agency(report),
        year=report.year, title=report.title, title_at=report.title_at, published=report.published,
        reader=document.reader, pages=document.pages, turned=dict(document.turned), preamble=report.preamble,
        sections=report.sections, tables={name: CheckedTable.of(table) for name, table in report.tables.items()},
        doubts=report.doubts, results=results, marks=_marks(report), address=document.metadata.get("address", ""),
    )  # fmt: skip


def _marks(report: Report) -> dict[str, str]:
    """Return the clauses of the sections that the form knows, names and numbers left out."""
    agency = report.locale.agency(report.agency)
    known = [section for section in report.sections if section.id and section.lines]
    return {
        section.id or "": Marks.of(section.text, lambda text: report.locale.mask(text, agency)).written
        for section in known
    }


def _agency(report: Report) -> CheckedAgency:
    agency = report.locale.agency(report.agency)
    locale = report.locale
    key = locale.identity(agency) if report.agency else ""
    names = report.former_names
    keys = dict.fromkeys(locale.identity(locale.agency(name)) for name in names)
    former = tuple(each for each in keys if each != key)
    before = names[0] if len(names) == 1 else ""
    return CheckedAgency(
        report.agency, str(agency.kind), tuple(map(str, agency.levels)), agency.place, key, former, before
    )


def _bound(document: Document, host: Host) -> Report:
    """Bind a document; a mistake of our own while binding is said as such, and the batch goes on."""
    try:
        return bind_document(document, host)
    except (NotAReport, UnreadableReport, MemoryError, Rung):
        raise
    except Exception as error:
        zh, en = f"程序出错，未能识别：{error!r}", f"Gouji itself broke: {error!r}"
        raise ReaderBroke(f"{zh} / {en}", zh, en) from error
