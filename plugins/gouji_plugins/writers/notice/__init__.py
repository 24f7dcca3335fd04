"""Letters to agencies: a notice of rectification (整改通知书) for each one whose report has failed.

The letter is a Word file with placeholders, `notice_zh.docx` or `notice_en.docx` beside this module. An office that has a
letter of its own names it in the environment variable GOUJI_NOTICE_TEMPLATE. Its placeholders, in Chinese or in English:
{{机关}} {{agency}}, {{年度}} {{year}}, {{问题数}} {{rules}}, {{处数}} {{findings}}, {{文件}} {{files}}; alone in their
paragraph {{问题}} {{list}} and {{核实事项}} {{reviews}}; what stands between {{#核实事项}} and {{/核实事项}}
({{#reviews}}, {{/reviews}}) is left out where there is nothing to verify. Paragraph styles with the ids GoujiLevel1,
GoujiLevel2, GoujiItem and GoujiDetail, where the template has them, set the lists.
"""

from pathlib import Path

from gouji import Output, Run, Writer, hookimpl


def begin(run: Run, folder: Path) -> Output:
    """Begin `notices/<slug>.docx` for each agency with a failed finding; the slug is that of its first report."""
    from gouji_plugins.writers.notice.letter import Letters

    return Letters(run, folder)


@hookimpl
def writers() -> list[Writer]:
    """Return the writer of the format `docx`."""
    return [Writer("docx", begin)]
