"""The markup that WPS and Word export: one word split over spans, empty o:p, trailing spaces, mso styles."""

from __future__ import annotations

import re
from html import escape

WORD_HEAD = (
    "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View><w:Zoom>0</w:Zoom></w:WordDocument></xml>"
    "<![endif]-->\n<style>@font-face{font-family:'仿宋_GB2312'}"
    "p.MsoNormal{mso-style-name:正文;mso-pagination:none;margin:0pt;text-align:justify}</style>\n"
)
# Word closes a table with a row that only fixes the widths.
WORD_ROW_END = '<![if !supportMisalignedColumns]><tr height="0">{cells}</tr><![endif]>\n'

_LATIN = "mso-spacerun:'yes';font-family:'Times New Roman';mso-fareast-font-family:仿宋_GB2312;font-size:{size}pt"
_HAN = "mso-spacerun:'yes';font-family:仿宋_GB2312;mso-hansi-font-family:'Times New Roman';font-size:{size}pt"
_TEXT_SIZE, _CELL_SIZE = "16.0000", "10.5000"
# Latin runs apart from Chinese ones, as both programs set them in two fonts; long Chinese runs break anywhere.
_RUNS = re.compile(r"[!-~ ]+|[^!-~ ]{1,9}")


def word_paragraph(text: str, *, bold: bool = False) -> str:
    """Return a paragraph as pasted from WPS."""
    runs = f"<b>{_runs(text, _TEXT_SIZE)}</b>" if bold else _runs(text, _TEXT_SIZE)
    return (
        '<p class="MsoNormal" style="text-indent:32.0000pt;mso-char-indent-count:2.0000;line-height:28.0000pt;'
        f'mso-line-height-rule:exactly">{runs}<span style="{_HAN.format(size=_TEXT_SIZE)}">'
        "<o:p>&nbsp;</o:p></span></p>\n"
    )


def word_cell(text: str, spans: str) -> str:
    """Return a table cell as pasted from WPS; an empty cell still holds its non-breaking space."""
    return (
        f'<td{spans} valign="center" style="padding:0.0000pt 5.4000pt;border:1.0000pt solid windowtext;'
        'mso-border-alt:0.5000pt solid windowtext">'
        '<p class="MsoNormal" align="center" style="text-indent:0pt;text-align:center">'
        f'{_runs(text, _CELL_SIZE)}<span style="{_HAN.format(size=_CELL_SIZE)}">&nbsp;<o:p></o:p></span></p></td>'
    )


def _runs(text: str, size: str) -> str:
    return "".join(_run(part, size) for part in _RUNS.findall(text))


def _run(part: str, size: str) -> str:
    font, face = (_LATIN, "Times New Roman") if part.isascii() else (_HAN, "仿宋_GB2312")
    style = font.format(size=size)
    return f'<span style="{style}"><font face="{face}">{escape(part, quote=False)}</font></span>'
