"""What the prose of one report may draw on."""

from __future__ import annotations

from dataclasses import dataclass

from gouji_rules.gid.testing.agencies import Agency
from gouji_rules.gid.testing.figures import Fees
from gouji_rules.gid.testing.report import Figures

# The groups in which reports sum up the outcomes, by the beginning of the row ids.
OUTCOME_GROUPS = {
    "予以公开": "granted",
    "部分公开": "partially_granted",
    "不予公开": "denied_",
    "无法提供": "unavailable_",
    "不予处理": "not_processed_",
    "其他处理": "other_",
}


@dataclass(frozen=True)
class Facts:
    """The agency, the year and the figures that the sentences must agree with."""

    agency: Agency
    year: int
    form: str
    figures: Figures
    fees: Fees

    def count(self, row: str, column: str = "total") -> int:
        """Return a count of table three."""
        return int(self.figures["requests"][row][column])

    def outcomes(self) -> dict[str, int]:
        """Return the outcomes of the year by group, in the order of the form."""
        rows = self.figures["requests"]
        return {
            words: sum(int(cells["total"]) for row, cells in rows.items() if row.startswith(prefix))
            for words, prefix in OUTCOME_GROUPS.items()
        }

    def reviews(self, *rows: str) -> dict[str, int]:
        """Return table four's counts by result, summed over rows."""
        table = self.figures["review"]
        columns = ("upheld", "corrected", "other", "pending", "total")
        return {column: sum(int(table[row][column]) for row in rows) for column in columns}

    def documents(self, column: str) -> int:
        """Return a count of normative documents."""
        return int(self.figures["active_disclosure"]["normative_documents"][column])

    def decisions(self, row: str) -> int:
        """Return how many decisions of a kind were made."""
        return int(self.figures["active_disclosure"][row]["decisions"])
