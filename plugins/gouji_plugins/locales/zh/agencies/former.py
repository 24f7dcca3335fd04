"""What an agency says it was called before: 示例县教育体育局（原示例县教育局）, 由示例县教育局更名为…."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gouji import Agency, TextLine
from gouji_plugins.locales.zh.agencies import agency_of, short_names

_SIGN = re.compile(r"更名|改名|改称|名称更改|名称变更|更改名称|原名|原称|原为|前身|[（(]原")
_ITSELF = ("我局", "我委", "我办", "我单位", "我机关", "本局", "本委", "本办", "本单位", "本机关", "本部门", "该局")
_NAME = r"[“\"‘]?(?P<old>[一-龥]{3,30}?)[”\"’]?"
_WHEN = r"(?:[于在]?\s*(?:20)?\d[^，。；]{0,12}?)?(?:正式|已|现|依法|经批准|统一)*"
_RENAMED = r"[（(]?现?已?(?:更名|改名|改称|名称(?:更改|变更)|更改名称)(?:为|成|作)?[“\"‘]?"
_TO_COME = re.compile(r"拟|计划|准备|即将|将(?=更名|改名|改称|名称|于|在|由)")
_LEAD = re.compile(r"(?:根据|按照|经|由|原|将|把)+")


def former_names(lines: Sequence[TextLine], agency: Agency) -> Iterator[str]:
    """Yield the full names that an agency says it bore before; what another was called, or it will be, is none."""
    own = "|".join(map(re.escape, (*short_names(agency), *_ITSELF)))
    ways = (
        rf"(?:{own})[”\"’]?[（(]原(?:名|称|为)?[：:]?{_NAME}[）)]",
        rf"{_NAME}{_WHEN}{_RENAMED}(?:{own})",
        rf"(?:{own})[^，。；]{{0,6}}(?:原名|原称|原为|前身(?:是|为|系))[：:]?{_NAME}(?=[，。；、（(]|$)",
        rf"(?:{own})[^，。；]{{0,12}}(?:由|系原?){_NAME}{_WHEN}(?:更名|改名|改称)",
    )
    for line in lines:
        if not _SIGN.search(line.text):
            continue
        text = "".join(line.text.split())
        for way in ways:
            for match in re.finditer(way, text):
                if not _TO_COME.search(text[max(0, match.start("old") - 4) : match.end()]):
                    yield from _full(match["old"], agency)


def _full(printed: str, agency: Agency) -> Iterator[str]:
    """Yield the name with the agency's own place before it, where it is one of an agency of that kind and place."""
    found = printed.rfind(agency.place) if agency.place else -1
    name = printed[found:] if found >= 0 else _LEAD.sub("", printed, count=1)
    tier = agency.place[-1:]
    for lead in (agency.place[: -len(tier)] if tier and name.startswith(tier) else "", agency.place):
        former = agency_of(lead + name)
        if former.kind == agency.kind and former.places == agency.places and former.body and former.body != agency.body:
            yield lead + name
            return
