"""Whose report is whose: the agencies of a run by number."""

from __future__ import annotations

from gouji import CheckedReport, Filed, Run


def whose(checked: CheckedReport) -> str:
    """Return what tells the agency of a report from others; one that is not known stands for itself."""
    agency = checked.agency
    return f"{checked.pack} {agency.key or agency.name or checked.source}"


class Agencies:
    """The agencies of a run in the order in which they come, through a roster's aliases where there is one."""

    def __init__(self, run: Run) -> None:
        self._numbers: dict[str, int] = {}
        self._whose = run.whose
        self._filings = {source: each for each in run.filings for source in each.sources}
        wanting = (Filed.MISSING, Filed.UNREADABLE)
        self._wanting = [(f"#{f.member.id}", f.year, f.status) for f in run.filings if f.status in wanting]

    def number(self, agency: str, source: str) -> int:
        """Return the number of the agency of a report, see `whose`."""
        filing = self._filings.get(source)
        pack, _, key = agency.partition(" ")
        whose = f"#{filing.member.id}" if filing else f"{pack} {self._whose.get(key, key)}"
        return self._numbers.setdefault(whose, len(self._numbers))

    def filed(self, source: str) -> Filed | None:
        """Return what a roster says of how a report was filed, None where it does not list its agency."""
        filing = self._filings.get(source)
        return filing.status if filing else None

    @property
    def wanting(self) -> list[tuple[int, int, Filed]]:
        """Agencies that filed on some years and not on others: number, year, and how they stand."""
        return [(self._numbers[key], year, status) for key, year, status in self._wanting if key in self._numbers]
