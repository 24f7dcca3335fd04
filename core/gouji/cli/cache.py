"""`gouji cache`: what is kept for the next run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gouji.cli.language import spoken
from gouji.model.text import Language

if TYPE_CHECKING:
    from gouji.cache_file import CacheContent

_MILLION = 1_000_000
_KINDS = {
    "column": "各表数据列",
    "comparison": "机关历年比对",
    "folder": "输出文件夹",
    "piece": "汇总用条目",
    "reading": "读出的文件",
    "report": "检查过的报告",
    "run": "检查结果",
}


@click.command()
@click.argument("what", type=click.Choice(["show", "clear"]), default="show")
def cache(what: str) -> int:
    """Show the cache, or clear it: checked reports, hashes of files and prepared packs, kept in the folder GOUJI_CACHE or the user's own."""
    from gouji.cache_file import cache_folder, clear, content_of

    if what == "clear":
        freed = f"{clear(cache_folder()) / _MILLION:.1f} MB"
        print(f"已释放 {freed}" if spoken() is Language.ZH else f"{freed} freed")
        return 0
    content = content_of(cache_folder())
    print(_said(content))
    return 0


def _said(content: CacheContent) -> str:
    size = f"{content.file_bytes / _MILLION:.1f} MB"
    if spoken() is Language.ZH:
        kinds = "、".join(f"{_KINDS.get(kind, kind)} {count}" for kind, count in content.entries.items()) or "无内容"
        return f"{content.path}：{kinds}，共 {size}"
    plural = (f"{count} {kind}{'s' if count > 1 else ''}" for kind, count in content.entries.items())
    return f"{content.path}: {', '.join(plural) or 'nothing'}, {size}"
