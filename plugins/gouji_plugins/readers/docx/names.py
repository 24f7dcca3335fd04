"""The names of WordprocessingML (ECMA-376 part 1) that the reader knows."""

from __future__ import annotations

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_NAMESPACE = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MATHEMATICS = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def w(name: str) -> str:
    """Return a WordprocessingML name as lxml writes it."""
    return f"{{{NAMESPACE}}}{name}"


P, TBL, TR, TC = w("p"), w("tbl"), w("tr"), w("tc")
PPR, RPR, TRPR, TCPR = w("pPr"), w("rPr"), w("trPr"), w("tcPr")
T, TAB, TABS, BR, CR, SYM = w("t"), w("tab"), w("tabs"), w("br"), w("cr"), w("sym")
PTAB, NO_BREAK_HYPHEN, SDT_CONTENT = w("ptab"), w("noBreakHyphen"), w("sdtContent")
TEXT_BOX = w("txbxContent")
MATH_TEXT = f"{{{_MATHEMATICS}}}t"
CHOICE, FALLBACK = f"{{{_COMPATIBILITY}}}Choice", f"{{{_COMPATIBILITY}}}Fallback"
VAL = w("val")

OFF = frozenset({"0", "false", "off", "none"})
"""Values that switch a property off; without a value it is on."""
