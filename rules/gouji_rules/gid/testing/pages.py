"""Reports as web pages: clean markup, or what WPS and Word leave when a text is pasted into a portal."""

from __future__ import annotations

from html import escape

from gouji_rules.gid.testing.grids import Cell, Grid, grids_of
from gouji_rules.gid.testing.report import LawfulReport, LawfulSection
from gouji_rules.gid.testing.word_markup import WORD_HEAD, WORD_ROW_END, word_cell, word_paragraph

_STYLE = (
    'body{font-family:"Noto Serif CJK SC",SimSun,serif;max-width:190mm;margin:auto}'
    "h1{text-align:center;font-size:22px}h2{font-size:17px}p{text-indent:2em;line-height:1.8}"
    "table{border-collapse:collapse;width:100%;font-size:11px}"
    "td{border:1px solid #000;text-align:center;padding:7px 2px}.info{text-align:center}.end{text-align:right}"
)


def to_html(report: LawfulReport, *, word_like: bool = False) -> str:
    """Return the report as a page of its own."""
    title = escape(report.title)
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n{meta_tags(report)}"
        f"<style>{_STYLE}</style>\n{WORD_HEAD if word_like else ''}</head>\n<body>\n"
        f"{article(report, word_like=word_like)}</body>\n</html>\n"
    )


def meta_tags(report: LawfulReport) -> str:
    """Return the page tags that government portals carry."""
    tags = {
        "ArticleTitle": report.title,
        "PubDate": f"{report.published.isoformat()} 10:20",
        "ContentSource": report.agency,
    }
    return "".join(f'<meta name="{name}" content="{escape(content)}">\n' for name, content in tags.items())


def article(report: LawfulReport, *, word_like: bool = False) -> str:
    """Return title, date, text and tables without the page round them."""
    paragraph = word_paragraph if word_like else _paragraph
    parts = [f"<h1>{escape(report.title)}</h1>\n"]
    if not report.signed:
        parts.append(f'<p class="info">（{report.published_words()}）</p>\n')
    parts += [paragraph(text) for text in report.preamble]
    parts += [_section(report, section, word_like) for section in report.sections]
    if report.signed:
        parts += [f'<p class="end">{escape(line)}</p>\n' for line in (report.agency, report.published_words())]
    return f'<div class="article">\n{"".join(parts)}</div>\n'


def _section(report: LawfulReport, section: LawfulSection, word_like: bool) -> str:
    heading = word_paragraph(section.heading, bold=True) if word_like else f"<h2>{escape(section.heading)}</h2>\n"
    paragraph = word_paragraph if word_like else _paragraph
    text = "".join(paragraph(line) for line in section.paragraphs)
    tables = "".join(_table(grid, word_like) for grid in grids_of(report, section.id))
    return heading + text + tables


def _paragraph(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>\n"


def _table(grid: Grid, word_like: bool) -> str:
    rows = "".join(f"<tr>{''.join(_cell(cell, word_like) for cell in row)}</tr>\n" for row in grid.rows)
    if not word_like:
        return f'<table border="1">\n{rows}</table>\n'
    closing = WORD_ROW_END.format(cells='<td style="border:none"></td>' * grid.width)
    return (
        '<table class="MsoNormalTable" border="1" cellspacing="0" cellpadding="0" '
        f'style="border-collapse:collapse;mso-padding-alt:0pt 5.4pt">\n{rows}{closing}</table>\n'
    )


def _cell(cell: Cell, word_like: bool) -> str:
    spans = (f' colspan="{cell.columns}"' if cell.columns > 1 else "") + (
        f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    )
    return word_cell(cell.text, spans) if word_like else f"<td{spans}>{escape(cell.text, quote=False)}</td>"
