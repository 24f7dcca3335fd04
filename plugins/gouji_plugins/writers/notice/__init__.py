"""Letters to agencies: a notice of rectification (整改通知书) for each one that has something to mend.

The letter is a Word file with placeholders, made from the first of these that there is: the file that the environment variable
GOUJI_NOTICE_TEMPLATE names; `letters/notice_zh.docx` (or `notice_en.docx`) in the folder of the pack or of one that it
extends; the one beside this module. docs/letters.md lists the placeholders and says how an answer is read back.
"""

from pathlib import Path

from gouji import Output, Run, Writer, hookimpl


def begin(run: Run, folder: Path) -> Output:
    """Begin `notices/<slug>.docx` for each agency with something to mend; the slug is that of its first report."""
    from gouji_plugins.writers.notice.letter import Letters

    return Letters(run, folder)


@hookimpl
def writers() -> list[Writer]:
    """Return the writer of the format `docx`."""
    return [Writer("docx", begin)]
