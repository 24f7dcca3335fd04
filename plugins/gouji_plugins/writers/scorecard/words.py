"""The words of the pages; each kind of page brings its own, besides those that all files share."""

from __future__ import annotations

from gouji import Language
from gouji_plugins.writers.scorecard.index_words import INDEX_WORDS
from gouji_plugins.writers.scorecard.report_words import REPORT_WORDS
from gouji_plugins.writers.shared import words as shared


class Words(shared.Words):
    """The words of a report's page in one language."""

    def __init__(self, language: Language) -> None:
        super().__init__(language, REPORT_WORDS)


class IndexWords(shared.Words):
    """The words of the page over all reports in one language."""

    def __init__(self, language: Language) -> None:
        super().__init__(language, INDEX_WORDS)
