"""Checks published reports against the rules that they must obey, and shows its evidence.

Everything that plugins and scripts may rely on is here; nothing else is public.
"""

from gouji import layout
from gouji.agencies import agency_of
from gouji.api import check, read_document, read_report
from gouji.archive import Archive, open_archive
from gouji.dates import find_date, find_year
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
from gouji.model.agency import Agency, AgencyKind, Level
from gouji.model.checked import CheckedAgency, CheckedReport, CheckedTable, Status
from gouji.model.claim import Claim, Polarity, Share
from gouji.model.document import Block, Cell, Document, Grid, Heading, Location, Paragraph, Source
from gouji.model.form import BlockForm, ColumnForm, Form, Layout, Measure, RowForm, SectionForm, TableForm
from gouji.model.prose import Prose, TextLine
from gouji.model.report import Doubt, Figure, PrintedLabel, Report, Section, State, Table
from gouji.model.result import Evidence, EvidenceKind, Finding, Observation, Outcome, Place, Result, Satisfied
from gouji.model.rule import Rule, RuleKind
from gouji.model.run import Component, Run
from gouji.model.score import Scorecard, ScoreLine, ThemeScore
from gouji.model.severity import Severity
from gouji.model.text import Language, Text
from gouji.model.totals import Count, Tally, Totals
from gouji.model.words import name_of
from gouji.model.writer import Output, Writer
from gouji.rulebook.python_rules import rule
from gouji.text import CHINESE_DIGITS, chinese_number, chinese_numeral, heading_key, key, plain, similarity

__all__ = [
    "CHINESE_DIGITS",
    "Agency",
    "AgencyKind",
    "Archive",
    "Block",
    "BlockForm",
    "Cell",
    "CheckedAgency",
    "CheckedReport",
    "CheckedTable",
    "Claim",
    "ColumnForm",
    "Component",
    "Count",
    "Document",
    "Doubt",
    "Evidence",
    "EvidenceKind",
    "Figure",
    "Finding",
    "Form",
    "GoujiError",
    "Grid",
    "Heading",
    "Language",
    "Layout",
    "Level",
    "Limits",
    "Location",
    "Measure",
    "NotAReport",
    "NotApplicable",
    "NotChecked",
    "NothingToCheck",
    "Observation",
    "Outcome",
    "Output",
    "PackInvalid",
    "Paragraph",
    "Place",
    "PluginBroken",
    "Polarity",
    "PrintedLabel",
    "Prose",
    "Report",
    "Result",
    "RowForm",
    "Rule",
    "RuleInvalid",
    "RuleKind",
    "Run",
    "Satisfied",
    "ScoreLine",
    "Scorecard",
    "Section",
    "SectionForm",
    "Severity",
    "Share",
    "Source",
    "State",
    "Status",
    "Table",
    "TableForm",
    "Tally",
    "Text",
    "TextLine",
    "ThemeScore",
    "Totals",
    "UnreadableReport",
    "Writer",
    "agency_of",
    "check",
    "chinese_number",
    "chinese_numeral",
    "decode",
    "find_date",
    "find_year",
    "heading_key",
    "hookimpl",
    "hookspec",
    "key",
    "layout",
    "legible",
    "name_of",
    "open_archive",
    "plain",
    "read_document",
    "read_report",
    "rule",
    "similarity",
    "with_mark",
]  # fmt: skip
