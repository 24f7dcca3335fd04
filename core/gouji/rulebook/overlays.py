"""Packs that rest on one another: an overlay says what differs from the pack that it extends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gouji.contract import unfit
from gouji.errors import PackInvalid
from gouji.model.charts import Charts
from gouji.model.neighbour import Neighbour
from gouji.model.text import UNSAID, Language, Text
from gouji.nearest import unknown
from gouji.rulebook.kinds import Kinds
from gouji.rulebook.tables import made
from gouji.rulebook.toml import Entry, check_id, load_toml

PACK_FILE = "pack.toml"


@dataclass(frozen=True, slots=True)
class PackFolder:
    """Where a pack stands, and the checks that its rules may name besides the kinds of plugins."""

    folder: Path
    checks: Kinds = field(default_factory=dict)


@dataclass(frozen=True)
class PackHead:
    """What pack.toml states; `rules` and `themes` are read with what they change.

    `api` is the version of Gouji's interface that the pack is made for. Cases with a key of `own_cases` are run by
    the pack's own tests alone; keys of `case_notes` are for these tests, and say nothing to others.
    """

    id: str
    version: str
    title: Text
    api: str = ""
    extends: str = ""
    locale: str = ""
    languages: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    report: Text = UNSAID
    scoring: Mapping[str, Any] = field(default_factory=dict)
    charts: Charts = field(default_factory=Charts)
    neighbours: tuple[Neighbour, ...] = ()
    late: tuple[str, ...] = ()
    themes: Mapping[str, Any] = field(default_factory=dict)
    rules: Mapping[str, Any] = field(default_factory=dict)
    own_cases: tuple[str, ...] = ()
    case_notes: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Layer:
    """One pack by itself: its folder and what its pack.toml states, `entry` being all of that file."""

    source: PackFolder
    head: PackHead
    entry: Entry

    @property
    def folder(self) -> Path:
        """The pack's folder, the same however it was written."""
        return self.source.folder.resolve()


Stack = tuple[Layer, ...]
"""A pack and what it rests on: first the one that extends nothing, then each overlay."""


def read_layer(source: PackFolder) -> Layer:
    """Read a pack's own pack.toml; PackInvalid names what is wrong with it."""
    entry = load_toml(source.folder / PACK_FILE, f"{source.folder.resolve().name}/{PACK_FILE}").whole
    head = made(PackHead, entry)
    for key in ("id", "version"):
        if not getattr(head, key).strip():
            raise entry.at(key).wrong("must not be empty")
    check_id(entry.at("id"))
    for name in head.themes:
        check_id(entry.at("themes", name), name)
    for number, language in enumerate(head.languages):
        if language not in set(Language):
            raise entry.at("languages", number).wrong(unknown("language", language, Language))
    if head.api and (problem := unfit(head.api)):
        raise entry.at("api").wrong(problem)
    return Layer(source, head, entry)


def stack_of(layer: Layer, known: Mapping[str, Layer]) -> Stack:
    """Follow `extends` down to the pack that extends nothing; PackInvalid where it leads nowhere or round in a circle."""
    stack = [layer]
    while stack[-1].head.extends:
        below = _extended(stack[-1], known)
        if any(below.folder == above.folder for above in stack):
            ids = " → ".join([*(above.head.id for above in stack), below.head.id])
            raise stack[-1].entry.at("extends").wrong(f"packs extend one another in a circle: {ids}")
        stack.append(below)
    return tuple(reversed(stack))


def _extended(layer: Layer, known: Mapping[str, Layer]) -> Layer:
    """Find the pack that another extends: by id, or as a folder beside the overlay's files or from the working folder."""
    name = layer.head.extends
    if name in known:
        return known[name]
    for folder in (layer.folder / name, Path(name)):
        if (folder / PACK_FILE).is_file():
            return _in_folder(folder, known)
    raise layer.entry.at("extends").wrong(f"is no folder with a {PACK_FILE}, and {unknown('pack', name, known)}")


def stacks_of(chosen: Iterable[Layer], known: Mapping[str, Layer]) -> list[Stack]:
    """Put packs on what they rest on: those with the same ground make one stack, in the order in which they are given."""
    stacks: dict[Path, list[Layer]] = {}
    for layer in chosen:
        stack = stack_of(layer, known)
        ground = stacks.setdefault(stack[0].folder, [])
        held = {below.folder for below in ground}
        ground.extend(each for each in stack if each.folder not in held)
    _refuse_same_ids(each for stack in stacks.values() for each in stack)
    return [tuple(stack) for stack in stacks.values()]


def _in_folder(folder: Path, known: Mapping[str, Layer]) -> Layer:
    """Read the pack in a folder; one that a plugin brought from there keeps its checks."""
    same = (layer for layer in known.values() if layer.folder == folder.resolve())
    return next(same, None) or read_layer(PackFolder(folder))


def _refuse_same_ids(layers: Iterable[Layer]) -> None:
    seen: dict[str, Layer] = {}
    for layer in layers:
        if layer.head.id in seen:
            raise layer.entry.at("id").wrong(f"another pack has this id too: {seen[layer.head.id].entry.file.name}")
        seen[layer.head.id] = layer


def require_pack(folder: Path) -> None:
    """Raise PackInvalid where a folder holds no pack, with the one that does where it stands right below."""
    if (folder / PACK_FILE).is_file():
        return
    below = list(folder.glob(f"*/{PACK_FILE}"))
    near = f'; did you mean "{below[0].parent.as_posix()}"?' if len(below) == 1 else ""
    raise PackInvalid(f"{folder.name or folder.as_posix()}: holds no {PACK_FILE}{near}")


def named(name: str, installed: Mapping[str, Layer]) -> Layer:
    """Return an installed pack by id, or the pack in a folder; PackInvalid where there is neither."""
    if name in installed:
        return installed[name]
    if (Path(name) / PACK_FILE).is_file():
        return _in_folder(Path(name), installed)
    if name and Path(name).is_dir():
        require_pack(Path(name))
    raise PackInvalid(f"{name}: holds no {PACK_FILE}, and {unknown('installed pack', name, installed)}")
