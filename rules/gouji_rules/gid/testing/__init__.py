"""For authors of overlays and readers: whole lawful reports in Chinese, at random, and the formats in which agencies publish them.

They rest on the forms of the pack alone, and on nothing of Gouji, which is tested with them: `lawful(seed)` is a report of some
agency, `compose` one of a given agency and year, `series` those of years that follow one another, `tree` those of a government
and the agencies below it. `edited` is the page of a lawful report with one thing changed, as the pack's own cases state it,
`changed` the report, `legacy_page` a page of the form before 2019. `to_html`, `to_text` and `to_docx` set one as a file;
`to_pdf` prints a page and needs Chromium and playwright, `docx_to_pdf` needs LibreOffice; where these are missing, ProgramMissing
says so.

>>> report = lawful(seed=7)
>>> report == lawful(seed=7), to_html(report).count("<table")
(True, 3)
"""

from gouji_rules.gid.testing.agencies import Agency, Kind
from gouji_rules.gid.testing.composing import compose, lawful, series
from gouji_rules.gid.testing.docx_file import to_docx
from gouji_rules.gid.testing.edited import BUREAU, changed, edited
from gouji_rules.gid.testing.legacy_page import legacy_page
from gouji_rules.gid.testing.pages import to_html
from gouji_rules.gid.testing.pasted import to_text
from gouji_rules.gid.testing.printing import ProgramMissing, docx_to_pdf, docxs_to_pdfs, htmls_to_pdfs, to_pdf
from gouji_rules.gid.testing.report import LawfulReport, LawfulSection
from gouji_rules.gid.testing.trees import tree

__all__ = [
    "BUREAU",
    "Agency",
    "Kind",
    "LawfulReport",
    "LawfulSection",
    "ProgramMissing",
    "changed",
    "compose",
    "docx_to_pdf",
    "docxs_to_pdfs",
    "edited",
    "htmls_to_pdfs",
    "lawful",
    "legacy_page",
    "series",
    "to_docx",
    "to_html",
    "to_pdf",
    "to_text",
    "tree",
]
