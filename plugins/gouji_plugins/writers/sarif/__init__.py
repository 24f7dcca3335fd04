"""The run as SARIF 2.1.0, for code review, issue trackers and viewers of analysis results."""

from pathlib import Path

from gouji import Run, Writer, hookimpl


def write(run: Run, folder: Path) -> None:
    """Write `gouji.sarif`: what fails or needs review; what passes stays out, as viewers would show it as found."""
    from gouji_plugins.writers.sarif.log import write_log

    with (folder / "gouji.sarif").open("w", encoding="utf-8", newline="\n") as file:
        write_log(run, file)


@hookimpl
def writers() -> list[Writer]:
    """Return the writer of the format `sarif`."""
    return [Writer("sarif", write)]
