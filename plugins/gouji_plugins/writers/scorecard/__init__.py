"""Scorecards as web pages: one for each report and one over all, to be read offline and printed."""

from pathlib import Path

from gouji import Output, ReportWriter, Run, Writer, hookimpl


def begin(run: Run, folder: Path) -> Output:
    """Begin `index.html`."""
    from gouji_plugins.writers.scorecard.pages import Index

    return Index(run, folder)


def begin_reports(run: Run, folder: Path) -> ReportWriter:
    """Begin `reports/<slug>.html` for each checked report."""
    from gouji_plugins.writers.scorecard.pages import Pages

    return Pages(run, folder).write


@hookimpl
def writers() -> list[Writer]:
    """Return the writer of the format `html`."""
    return [Writer("html", begin, begin_reports, keeps="reports/{slug}.html")]
