"""Messages that ask a person to look, once one has looked: what was asked is left out, what was found stays."""

from __future__ import annotations

import re
from dataclasses import replace

from gouji import Finding, Text

_ZH = re.compile(
    r"“[^”]*”"
    r"|(?P<asked>[，；](?:[^，；。：“”]{0,12}?)请(?:核实|核对|了解|人工(?:确认|判断|核对))(?:“[^”]*”|（[^（）]*）|[^，；。：“”（）])*)"
)
_EN = re.compile(
    r"“[^”]*”"
    r"|(?P<asked>[;,] please (?:see|verify|compare|ask)(?:“[^”]*”|[^;:“”])*|; which of them applies is for a person to say)"
)


def settled(finding: Finding) -> Finding:
    """Return a finding that a person has confirmed, without the words that ask for that; what stands in quotation marks is left as it is."""
    words = finding.words
    told = Text(_ZH.sub(_kept, words.zh), _EN.sub(_kept, words.en))
    return finding if told == words else replace(finding, message=told)


def _kept(found: re.Match[str]) -> str:
    return "" if found["asked"] else found[0]
