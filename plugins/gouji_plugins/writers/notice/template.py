"""A Word file with placeholders: read once, filled once for each letter, the same bytes for the same content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from gouji import GoujiError
from gouji_plugins.writers.notice.content import Line

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
STORY = "word/document.xml"
EPOCH = (1980, 1, 1, 0, 0, 0)
LISTS = {"问题": "list", "核实事项": "reviews"}
"""Placeholders that stand for whole paragraphs, by both their names."""
INLINE = {"机关", "agency", "年度", "year", "问题数", "rules", "处数", "findings", "文件", "files"}
_PLACEHOLDER = re.compile(r"\{\{\s*([#/]?)\s*([^{}#/\s]+)\s*\}\}")
_FILLED_TOO = re.compile(r"word/(?:header|footer)\d*\.xml")


class TemplateUnusable(GoujiError):
    """A template that is no Word file or that the letters cannot be made from; the text names it and says why."""


@dataclass(frozen=True, slots=True)
class Template:
    """The parts of a Word file, those with placeholders parsed, and the ids of its paragraph styles."""

    parts: Mapping[str, bytes]
    filled: Mapping[str, Element]
    styles: frozenset[str]


def read_template(data: bytes, name: str) -> Template:
    """Read a template; TemplateUnusable where it is no Word file, lacks {{问题}} or has a placeholder unknown here."""
    from lxml import etree

    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = {each: archive.read(each) for each in archive.namelist()}
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        filled = {
            each: etree.fromstring(parts[each], parser)
            for each in parts
            if each == STORY or _FILLED_TOO.fullmatch(each)
        }
        styles = etree.fromstring(parts["word/styles.xml"], parser).iter(f"{W}style")
        template = Template(parts, filled, frozenset(str(style.get(f"{W}styleId")) for style in styles))
        _refuse_unknown(template.filled[STORY], name)
    except (BadZipFile, KeyError, etree.XMLSyntaxError, NotImplementedError, RuntimeError) as error:
        raise TemplateUnusable(f"{name}: 不是可用的 Word 模板 / not a usable Word template") from error
    return template


def _refuse_unknown(story: Element, name: str) -> None:
    used = [found for paragraph in story.iter(f"{W}p") for found in _PLACEHOLDER.findall(_text(paragraph))]
    known = {*INLINE, *LISTS, *LISTS.values()}
    for _, word in used:
        if word not in known:
            raise TemplateUnusable(f"{name}: 不认识的占位符 / unknown placeholder {{{{{word}}}}}")
    if not any(word in ("问题", "list") and not sign for sign, word in used):
        raise TemplateUnusable(f"{name}: 缺少占位符 / lacks the placeholder {{{{问题}}}}")


def fill(template: Template, values: Mapping[str, str], lists: Mapping[str, list[Line]], path: Path) -> None:
    """Write a letter: `values` by the names of the inline placeholders, `lists` by `list` and `reviews`."""
    from lxml import etree

    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=3) as archive:
        for name, data in template.parts.items():
            if name in template.filled:
                root = deepcopy(template.filled[name])
                _fill_paragraphs(root, values, lists, template.styles)
                data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            info = ZipInfo(name, EPOCH)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, data)


def _fill_paragraphs(
    root: Element, values: Mapping[str, str], lists: Mapping[str, list[Line]], styles: frozenset[str]
) -> None:
    left_out = ""
    for paragraph in list(root.iter(f"{W}p")):
        sign, word = _alone(paragraph)
        name = LISTS.get(word, word)
        if sign or left_out:
            _remove(paragraph)
            if sign:
                left_out = name if sign == "#" and not lists[name] else ""
        elif name in lists:
            for line in lists[name]:
                paragraph.addprevious(_paragraph(line, paragraph, styles))
            _remove(paragraph)
        else:
            _replace(paragraph, lambda match: values.get(match[2], match[0]))


def _alone(paragraph: Element) -> tuple[str, str]:
    """Return sign and name of a placeholder that stands alone in its paragraph."""
    found = _PLACEHOLDER.fullmatch(_text(paragraph).strip())
    return (found[1], found[2]) if found and (found[1] or found[2] not in INLINE) else ("", "")


def _texts(paragraph: Element) -> Iterator[Element]:
    return paragraph.iter(f"{W}t")


def _text(paragraph: Element) -> str:
    return "".join(text.text or "" for text in _texts(paragraph))


def _remove(paragraph: Element) -> None:
    parent = paragraph.getparent()
    if parent is not None:
        parent.remove(paragraph)


def _replace(paragraph: Element, said: Callable[[re.Match[str]], str]) -> None:
    """Put values in place of placeholders, which Word may have split over several runs; values are not looked at again."""
    for match in reversed(list(_PLACEHOLDER.finditer(_text(paragraph)))):
        start = 0
        words = said(match)
        for text in _texts(paragraph):
            own = text.text or ""
            before, after = max(match.start() - start, 0), max(match.end() - start, 0)
            if before < len(own) and after > 0:
                text.text = own[:before] + words + own[after:]
                text.set(SPACE, "preserve")
                words = ""
            start += len(own)


def _paragraph(line: Line, model: Element, styles: frozenset[str]) -> Element:
    """Make a paragraph in the style of its line, or set like the placeholder where the template lacks that style."""
    style, words = line
    paragraph = model.makeelement(f"{W}p")
    run = model.makeelement(f"{W}r")
    setting, letters = model.find(f"{W}pPr"), model.find(f"{W}r/{W}rPr")
    if style in styles:
        setting = model.makeelement(f"{W}pPr")
        setting.append(model.makeelement(f"{W}pStyle", {f"{W}val": style}))
    elif letters is not None:
        run.append(deepcopy(letters))
    if setting is not None:
        paragraph.append(deepcopy(setting))
    text = model.makeelement(f"{W}t", {SPACE: "preserve"})
    text.text = words
    run.append(text)
    paragraph.append(run)
    return paragraph
