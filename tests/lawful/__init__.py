"""Random lawful reports, and the formats in which agencies publish them."""

from lawful.agencies import Agency, Kind
from lawful.composing import compose, lawful, series
from lawful.docx_file import to_docx
from lawful.pages import to_html
from lawful.pasted import to_text
from lawful.printing import ProgramMissing, docx_to_pdf, docxs_to_pdfs, htmls_to_pdfs, to_pdf
from lawful.report import LawfulReport, LawfulSection

__all__ = [
    "Agency",
    "Kind",
    "LawfulReport",
    "LawfulSection",
    "ProgramMissing",
    "compose",
    "docx_to_pdf",
    "docxs_to_pdfs",
    "htmls_to_pdfs",
    "lawful",
    "series",
    "to_docx",
    "to_html",
    "to_pdf",
    "to_text",
]
