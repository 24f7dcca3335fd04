"""The run as a workbook for Excel and WPS: overview, findings, figures, coverage and a matrix of reports and rules."""

from pathlib import Path

from gouji import Output, Run, Writer, hookimpl


def begin(run: Run, folder: Path) -> Output:
    """Begin `gouji.xlsx`; text that looks like a formula is stored as text."""
    from gouji_plugins.writers.xlsx.workbook import Book

    return Book(run, folder / "gouji.xlsx")


@hookimpl
def writers() -> list[Writer]:
    """Return the writer of the format `xlsx`."""
    return [Writer("xlsx", begin)]
