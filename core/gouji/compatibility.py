"""Compatibility characters: radicals and second codes of ideographs, which look like the ordinary ones and are none.

PDF files print them for the ordinary ideographs of the same shape, and from there they are pasted everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from gouji.model.document import Block, Document, Grid

# Unicode, EquivalentUnifiedIdeograph: NFKC mends only two characters of the radicals supplement (U+2E80), and no stroke.
_RADICALS = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺌小⺍小⺎兀⺏尣⺐尢⺑尣⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫"
    "⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺴冗⺶羊⺷羊⺸羋⺹耂⺺肀⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠"
    "⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾"
    "⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
    "⺇几⺋㔾⺳罒⺵罒"
)
_STROKES = "㇐一㇑丨㇒丿㇓丿㇔丶㇏乀㇙乚㇚亅㇟乚㇠乙"

# NFKC turns these into a form that simplified Chinese does not use.
_SIMPLIFIED = "⼾户⾭青⿈黄"


def _table() -> dict[int, str]:
    blocks = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAFF), *range(0x2F800, 0x2FA1E))
    folded = {code: unicodedata.normalize("NFKC", chr(code)) for code in blocks}
    table = {code: ideograph for code, ideograph in folded.items() if ord(ideograph) != code}
    for pairs in (_RADICALS, _STROKES, _SIMPLIFIED):
        table.update(zip(map(ord, pairs[::2]), pairs[1::2], strict=True))
    return table


ORDINARY = _table()
"""The ordinary ideograph for each of them, by code point."""

_ANY = re.compile("[\u2e80-\u2fd5\u31c0-\u31ef\uf900-\ufaff\U0002f800-\U0002fa1d]")


def with_ordinary_ideographs(document: Document) -> Document:
    """Return a document with ordinary ideographs in place of compatibility characters, in its words, title and metadata."""
    texts = [document.title, *document.metadata.values()]
    for block in document.blocks:
        texts += [cell.text for cell in block.cells] if isinstance(block, Grid) else [block.text]
    if not _ANY.search("".join(texts)):
        return document
    return replace(
        document,
        blocks=tuple(map(_mended, document.blocks)),
        title=document.title.translate(ORDINARY),
        metadata={name: words.translate(ORDINARY) for name, words in document.metadata.items()},
    )


def _mended(block: Block) -> Block:
    if isinstance(block, Grid):
        return replace(block, cells=tuple(cell._replace(text=cell.text.translate(ORDINARY)) for cell in block.cells))
    return replace(block, text=block.text.translate(ORDINARY))
