"""For authors of rules, packs, readers and writers: reports in a few lines, their results, cases and strategies for tests.

`lawful_reports`, `faulty_reports` and what belongs to them need hypothesis, and are loaded when they are first asked for.
"""

from typing import TYPE_CHECKING

from gouji.testing.cases import Case, cases
from gouji.testing.looking import files_of, tables_of, texts_of
from gouji.testing.reports import document_of, report_of, result_of, run_of
from gouji.testing.setting import page_of

if TYPE_CHECKING:
    from gouji.testing.strategies import FAULTS, Fault, Faulty, faulty_reports, lawful_reports

__all__ = [
    "FAULTS", "Case", "Fault", "Faulty", "cases", "document_of", "faulty_reports", "files_of", "lawful_reports", "page_of",
    "report_of", "result_of", "run_of", "tables_of", "texts_of",
]  # fmt: skip

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Load what needs hypothesis; AttributeError for any other name."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from gouji.testing import strategies

        return getattr(strategies, name)
