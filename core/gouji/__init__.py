"""Checks published reports against the rules that they must obey, and shows its evidence.

Everything that plugins and scripts may rely on is here; nothing else is public.
"""

from typing import TYPE_CHECKING, Any

from gouji import layout
from gouji.api import check, read_document, read_report
from gouji.archive import Archive, open_archive
from gouji.decoding import decode, with_mark
from gouji.errors import (
    GoujiError,
    NotApplicable,
    NotAReport,
    NotChecked,
    NothingToCheck,
    PackInvalid,
    PluginBroken,
    RuleInvalid,
    UnreadableReport,
)
from gouji.hookspecs import hookimpl, hookspec
from gouji.legible import legible
from gouji.limits import Limits
from gouji.model.agency import Agency
from gouji.model.claim import Claim, Polarity, Share
from gouji.model.document import Block, Cell, Document, GivenFigure, Grid, Heading, Location, Paragraph, Source
from gouji.model.form import BlockForm, ColumnForm, Form, Measure, RowForm, SectionForm, TableForm, TableLayout
from gouji.model.locale import CellNumber, HeadingParts, Locale, Numbering, State, Title
from gouji.model.prose import Prose, TextLine
from gouji.model.report import Doubt, Figure, PrintedLabel, Report, Section, Table
from gouji.model.result import Evidence, EvidenceKind, Finding, Observation, Outcome, Place, Result, Satisfied
from gouji.model.rule import PackSource, Rule, RuleKind, Severity
from gouji.model.run import CheckedReport, Component, Run, Scorecard, ScoreLine, Status, ThemeScore
from gouji.model.text import Language, Text
from gouji.model.writer import Writer
from gouji.numerals import written_number
from gouji.rulebook.python_rules import rule
from gouji.text import fold, most_similar, numeric_date, plain, similarity

if TYPE_CHECKING:
    from gouji.model.parameters import Parameters, Pattern

__all__ = [
    "Agency", "Archive", "Block", "BlockForm", "Cell", "CellNumber", "CheckedReport", "Claim", "ColumnForm",
    "Component", "Document", "Doubt", "Evidence", "EvidenceKind", "Figure", "Finding", "Form", "GivenFigure",
    "GoujiError", "Grid", "Heading", "HeadingParts", "Language", "Limits", "Locale", "Location", "Measure",
    "NotAReport", "NotApplicable", "NotChecked", "NothingToCheck", "Numbering", "Observation", "Outcome",
    "PackInvalid", "PackSource", "Paragraph", "Parameters", "Pattern", "Place", "PluginBroken", "Polarity", "PrintedLabel",
    "Prose", "Report", "Result", "RowForm", "Rule", "RuleInvalid", "RuleKind", "Run", "Satisfied", "ScoreLine",
    "Scorecard", "Section", "SectionForm", "Severity", "Share", "Source", "State", "Status", "Table", "TableForm",
    "TableLayout", "Text", "TextLine", "ThemeScore", "Title", "UnreadableReport", "Writer", "check", "decode", "fold",
    "hookimpl", "hookspec", "layout", "legible", "most_similar", "numeric_date", "open_archive", "plain", "read_document",
    "read_report", "rule", "similarity", "with_mark", "written_number",
]  # fmt: skip


def __getattr__(name: str) -> Any:  # noqa: ANN401  as the hook of the language has it
    """Load what rests on a heavy library only where it is asked for."""
    if name in ("Parameters", "Pattern"):
        from gouji.model import parameters

        return getattr(parameters, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
