"""The run as SARIF 2.1.0, for code review, issue trackers and viewers of analysis results."""

from pathlib import Path

from gouji import Output, Run, Writer, hookimpl


def begin(run: Run, folder: Path) -> Output:
    """Begin `gouji.sarif`: what fails or needs review; what passes stays out, as viewers would show it as found."""
    from gouji_plugins.writers.sarif.log import Log

    return Log(run, folder)


@hookimpl
def writers() -> list[Writer]:
    """Return the writer of the format `sarif`."""
    return [Writer("sarif", begin)]
