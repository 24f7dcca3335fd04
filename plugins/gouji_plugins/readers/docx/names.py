"""The names of WordprocessingML (ECMA-376 part 1) that the reader knows."""

from __future__ import annotations

from lxml import etree

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_NAMESPACE = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MATHEMATICS = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def w(name: str) -> str:
    """Return a WordprocessingML name as lxml writes it."""
    return f"{{{NAMESPACE}}}{name}"


def first(element: etree._Element, name: str) -> etree._Element | None:
    """Return the first child of a name; `find` says the same in several times the time, and cells are many."""
    for child in element:
        if child.tag == name:
            return child
    return None


def parts_of(element: etree._Element | None) -> dict[object, etree._Element]:
    """Return an element's children by name, the first of each; none where there is no element."""
    found: dict[object, etree._Element] = {}
    for child in () if element is None else element:
        found.setdefault(child.tag, child)
    return found


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
