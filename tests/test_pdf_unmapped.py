"""Characters of a PDF of which the file does not say what they are: never blanks, never other figures."""

from __future__ import annotations

from blocks import grids, paragraphs
from blocks import rows as texts
from pdfs import ROWS, XS, YS, figures, made_pdf, read, ruled, words
