"""`gouji cache`: what is kept for the next run."""

from __future__ import annotations

import click

_MILLION = 1_000_000


@click.command()
@click.argument("what", type=click.Choice(["show", "clear"]), default="show")
def cache(what: str) -> int:
    """Show the cache, or clear it: checked reports, hashes of files and prepared packs, kept in the folder GOUJI_CACHE or the user's own."""
    from gouji.cache_file import cache_folder, clear, content_of

    if what == "clear":
        print(f"{clear(cache_folder()) / _MILLION:.1f} MB freed")
        return 0
    content = content_of(cache_folder())
    kinds = (
        ", ".join(f"{count} {kind}{'s' if count > 1 else ''}" for kind, count in content.entries.items()) or "nothing"
    )
    print(f"{content.path}: {kinds}, {content.file_bytes / _MILLION:.1f} MB")
    return 0
