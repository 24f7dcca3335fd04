"""What a configuration or an overlay changes about rules, as it stands in its file."""

from __future__ import annotations

from dataclasses import dataclass

from gouji.rulebook.toml import Entry


@dataclass(frozen=True)
class Change:
    """One table `[rules."gid/zero-fill"]`."""

    rule: str
    entry: Entry


def changes_of(rules: Entry) -> tuple[Change, ...]:
    """Read the tables under [rules]; PackInvalid names one that is no table or changes nothing."""
    if rules.value is None:
        return ()
    return tuple(_change(name, rules.at(name)) for name in rules.table())


def _change(name: str, entry: Entry) -> Change:
    if not isinstance(entry.value, dict):
        raise entry.wrong(f'write [rules."{name}"] and below it what changes')
    if not entry.value:
        raise entry.wrong("nothing stands below it; write what changes, such as severity or enabled")
    return Change(name, entry)
