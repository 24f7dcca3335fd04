"""Checks published reports against the rules that they must obey, and shows its evidence.

Everything that plugins and scripts may rely on is here; nothing else is public. A name is loaded when it is first asked
for, so that what needs none of them starts at once. Each says what it is with an example, in which `report` and `run` are made by
`gouji.testing`; the reference of the documentation says how.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gouji import layout
    from gouji.api import check, read_document, read_report
    from gouji.archive import Archive, open_archive
    from gouji.contract import API_VERSION, Deprecated, DeprecatedUse
    from gouji.decoding import decode, with_mark
    from gouji.errors import (
        AttachedReport,
        GoujiError,
        NotApplicable,
        NotAReport,
        NotChecked,
        NothingToCheck,
        PackInvalid,
        PluginBroken,
        RosterInvalid,
        RuleInvalid,
        UnreadableReport,
    )
    from gouji.harmless import legible
    from gouji.hookspecs import hookimpl, hookspec
    from gouji.limits import Limits
    from gouji.model.across import Branch, Everyone, History
    from gouji.model.agency import Agency
    from gouji.model.basis import Basis, BasisLevel
    from gouji.model.batch import Batch
    from gouji.model.brief import Brief
    from gouji.model.checked import CheckedAgency, CheckedReport, Status
    from gouji.model.checked_table import CheckedTable
    from gouji.model.claim import Claim, Polarity, Share
    from gouji.model.clauses import Clause, Marks
    from gouji.model.decision import Cause, Decided, Decision, Entry, Standing, Verb
    from gouji.model.document import Block, Cell, Document, GivenFigure, Grid, Heading, Location, Paragraph, Source
    from gouji.model.figures import Figures
    from gouji.model.finding import Evidence, EvidenceKind, Finding, Observation, Place, Satisfied
    from gouji.model.form import BlockForm, ColumnForm, Form, Measure, RowForm, SectionForm, TableForm, TableLayout
    from gouji.model.locale import CellNumber, HeadingParts, Locale, Numbering, State, Title
    from gouji.model.parameters import (
        CellId,
        ColumnId,
        FormId,
        KnownNames,
        LineId,
        Parameters,
        Pattern,
        RowId,
        RuleId,
        SectionId,
        TableId,
    )
    from gouji.model.plan import Model, Plan
    from gouji.model.prose import Prose, TextLine
    from gouji.model.relation import Relation
    from gouji.model.report import Doubt, Report, Section
    from gouji.model.result import Outcome, Result
    from gouji.model.roster import Filed, Filing, Member, Roster
    from gouji.model.rule import PackSource, Rule, RuleKind, Scope, Severity, Stability
    from gouji.model.run import Component, Run
    from gouji.model.score import Deduction, DeductionShare, Scorecard, Verdict, points
    from gouji.model.table import Figure, PrintedLabel, Table
    from gouji.model.text import Language, Text
    from gouji.model.totals import Count, Tally, Totals
    from gouji.model.wide import Wide
    from gouji.model.words import answer_said, name_of
    from gouji.model.writer import Output, ReportWriter, Writer
    from gouji.numerals import written_number
    from gouji.passages import longest_passage
    from gouji.ragged import with_ragged_rows_doubted
    from gouji.reply_marks import reply_mark
    from gouji.rulebook.python_rules import rule
    from gouji.text import fold, most_similar, numeric_date, plain, similarity

__all__ = [
    "API_VERSION", "Agency", "Archive", "AttachedReport", "Basis", "BasisLevel", "Batch", "Block", "BlockForm",
    "Branch", "Brief", "Cause", "Cell", "CellId", "CellNumber", "CheckedAgency", "CheckedReport", "CheckedTable",
    "Claim", "Clause", "ColumnForm", "ColumnId", "Component", "Count", "Decided", "Decision", "Deduction",
    "DeductionShare", "Deprecated", "DeprecatedUse", "Document", "Doubt", "Entry", "Everyone", "Evidence", "EvidenceKind", "Figure", "Figures",
    "Filed", "Filing", "Finding", "Form", "FormId", "GivenFigure", "GoujiError", "Grid", "Heading", "HeadingParts",
    "History", "KnownNames", "Language", "Limits", "LineId", "Locale", "Location", "Marks", "Measure", "Member",
    "Model", "NotAReport", "NotApplicable", "NotChecked", "NothingToCheck", "Numbering", "Observation", "Outcome",
    "Output", "PackInvalid", "PackSource", "Paragraph", "Parameters", "Pattern", "Place", "Plan", "PluginBroken",
    "Polarity", "PrintedLabel", "Prose", "Relation", "Report", "ReportWriter", "Result", "Roster", "RosterInvalid",
    "RowForm", "RowId", "Rule", "RuleId", "RuleInvalid", "RuleKind", "Run", "Satisfied", "Scope", "Scorecard",
    "Section", "SectionForm", "SectionId", "Severity", "Share", "Source", "Stability", "Standing", "State", "Status",
    "Table", "TableForm", "TableId", "TableLayout", "Tally", "Text", "TextLine", "Title", "Totals",
    "UnreadableReport", "Verb", "Verdict", "Wide", "Writer", "answer_said", "check", "decode", "fold", "hookimpl", "hookspec",
    "layout", "legible", "longest_passage", "most_similar", "name_of", "numeric_date", "open_archive", "plain", "points",
    "read_document", "read_report", "reply_mark", "rule", "similarity", "with_mark", "with_ragged_rows_doubted", "written_number",
]  # fmt: skip

_HOMES = {
    "gouji": "layout",
    "gouji.api": "check read_document read_report",
    "gouji.archive": "Archive open_archive",
    "gouji.contract": "API_VERSION Deprecated DeprecatedUse",
    "gouji.decoding": "decode with_mark",
    "gouji.errors": "RosterInvalid AttachedReport GoujiError NotApplicable NotAReport NotChecked NothingToCheck "
    "PackInvalid PluginBroken RuleInvalid UnreadableReport",
    "gouji.harmless": "legible",
    "gouji.hookspecs": "hookimpl hookspec",
    "gouji.limits": "Limits",
    "gouji.model.across": "Branch Everyone History",
    "gouji.model.agency": "Agency",
    "gouji.model.basis": "Basis BasisLevel",
    "gouji.model.batch": "Batch",
    "gouji.model.brief": "Brief",
    "gouji.model.checked": "CheckedAgency CheckedReport Status",
    "gouji.model.checked_table": "CheckedTable",
    "gouji.model.clauses": "Clause Marks",
    "gouji.model.claim": "Claim Polarity Share",
    "gouji.model.decision": "Cause Decided Decision Entry Standing Verb",
    "gouji.model.document": "Block Cell Document GivenFigure Grid Heading Location Paragraph Source",
    "gouji.model.finding": "Evidence EvidenceKind Finding Observation Place Satisfied",
    "gouji.model.figures": "Figures",
    "gouji.model.wide": "Wide",
    "gouji.model.form": "BlockForm ColumnForm Form Measure RowForm SectionForm TableForm TableLayout",
    "gouji.model.locale": "CellNumber HeadingParts Locale Numbering State Title",
    "gouji.model.parameters": "CellId ColumnId FormId KnownNames LineId Parameters "
    "Pattern RowId RuleId SectionId TableId",
    "gouji.model.prose": "Prose TextLine",
    "gouji.model.relation": "Relation",
    "gouji.model.report": "Doubt Report Section",
    "gouji.model.table": "Figure PrintedLabel Table",
    "gouji.model.result": "Outcome Result",
    "gouji.model.roster": "Filed Filing Member Roster",
    "gouji.model.rule": "PackSource Rule RuleKind Scope Severity Stability",
    "gouji.model.run": "Component Run",
    "gouji.model.plan": "Model Plan",
    "gouji.model.score": "Deduction DeductionShare Scorecard Verdict points",
    "gouji.model.text": "Language Text",
    "gouji.model.totals": "Count Tally Totals",
    "gouji.model.words": "answer_said name_of",
    "gouji.model.writer": "Output ReportWriter Writer",
    "gouji.numerals": "written_number",
    "gouji.ragged": "with_ragged_rows_doubted",
    "gouji.passages": "longest_passage",
    "gouji.reply_marks": "reply_mark",
    "gouji.rulebook.python_rules": "rule",
    "gouji.text": "fold most_similar numeric_date plain similarity",
}
"""The module of every public name."""

_GOING: "dict[str, Deprecated]" = {}
"""Public names that will go, each with the one to write instead."""

_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}


if not TYPE_CHECKING:  # which would take any name for right where a module has a __getattr__

    def __getattr__(name: str) -> object:
        """Load a public name from its module; AttributeError where there is none. One that will go is loaded with a warning."""
        if name in _GOING:
            from gouji.contract import warn_of_name

            warn_of_name(name, _GOING[name])
            return __getattr__(_GOING[name].instead)
        if name not in _HOME_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        home = _HOME_OF[name]
        found = import_module(f"gouji.{name}") if home == "gouji" else getattr(import_module(home), name)
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    return __all__
