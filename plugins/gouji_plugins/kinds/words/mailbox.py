"""The rule kind `mailbox`: no official mail to a private provider."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from pydantic import Field

from gouji import Evidence, Finding, Observation, Parameters, Report, Satisfied, Text

_USER = re.compile(r"(?:e-mail)?([\w.+-]+)\s*$", re.ASCII | re.IGNORECASE)
_LONGEST_USER = 64


class Mailbox(Parameters):
    """Whose mailboxes are not for official mail."""

    hosts: tuple[str, ...] = Field(description="Hosts of private mail providers, with all below them.")

    @cached_property
    def hosts_named(self) -> re.Pattern[str]:
        """What finds the mark @ with one of the hosts."""
        hosts = "|".join(map(re.escape, self.hosts)) or r"(?!)"
        return re.compile(rf"[@＠]\s*(?:[\w-]+\.)*(?:{hosts})(?![\w.-]*\w)", re.ASCII | re.IGNORECASE)


def check_mailbox(report: Report, parameters: Mailbox) -> Iterator[Observation]:
    """Look for mail addresses of private providers."""
    found = False
    for line in report.prose.having("@", "＠"):
        for host in parameters.hosts_named.finditer(line.text):
            user = _USER.search(line.text, max(0, host.start() - _LONGEST_USER), host.start())
            if user:
                found = True
                address = "".join((user[1] + host[0]).split())
                message = Text(
                    f"公务邮箱使用商业邮箱：{address}", f"official mail goes to a private provider: {address}"
                )
                yield Finding(message, at=Evidence.marked(line, (user.start(1), host.end())), actual=address)
    if not found:
        yield Satisfied()
