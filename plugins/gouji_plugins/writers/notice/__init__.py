"""Letters to agencies, a notice of rectification (整改通知书) for each one that has something to mend, and the year's notice (通报).

The letter is a Word file with placeholders, made from the first of these that there is: the file that the environment variable
GOUJI_NOTICE_TEMPLATE names; `letters/notice_zh.docx` (or `notice_en.docx`) in the folder of the pack or of one that it
extends; the one beside this module. docs/letters.md lists the placeholders and says how an answer is read back.
The year's notice is made likewise, of GOUJI_BULLETIN_TEMPLATE or `bulletin_zh.docx`.
"""

from pathlib import Path

from gouji import Output, Run, Writer, hookimpl


def begin(run: Run, folder: Path) -> Output:
    """Begin `notices/<slug>.docx` for each agency with something to mend; the slug is that of its first report."""
    from gouji_plugins.writers.notice.letter import Letters

    return Letters(run, folder)


def begin_bulletin(run: Run, folder: Path) -> Output:
    """Begin the notice of the year, `bulletin.docx`, with its annexes."""
    from gouji_plugins.writers.notice.bulletin import Bulletin

    return Bulletin(run, folder)


@hookimpl
def writers() -> list[Writer]:
    """Return the writers of the formats `docx` (letters) and `bulletin`."""
    return [Writer("docx", begin), Writer("bulletin", begin_bulletin)]
