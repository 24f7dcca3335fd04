"""`gouji portable`: a folder that runs on machines without Python and without a network."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

import click

_PLATFORMS = {"amd64": "win_amd64", "arm64": "win_arm64", "win32": "win32"}
"""Platforms of wheels by what the names of Python's embeddable packages say."""
_BAT = '@"%~dp0python\\python.exe" -X utf8 -m gouji %*\r\n'
_SH = """#!/bin/sh
here=$(cd "$(dirname "$0")" && pwd)
PYTHONPATH="$here/site-packages" exec "$here/python/bin/python3" -X utf8 -m gouji "$@"
"""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--python", "archive", required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="ARCHIVE",
    help="Python's embeddable package for Windows (.zip), or a standalone build for this system (.tar.gz).",
)  # fmt: skip
@click.option(
    "--wheels", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="DIR",
    help="Folder of wheels to install from; by default a package index.",
)  # fmt: skip
@click.option(
    "--package",
    "packages",
    multiple=True,
    default=("gouji",),
    show_default=True,
    help="What is installed, such as gouji[ocr].",
)
def portable(folder: Path, archive: Path, wheels: Path | None, packages: tuple[str, ...]) -> int:
    """Make a folder that holds Python and Gouji, for machines that have neither: copy it there and call `gouji` in it.

    The folder for Windows can be made on any system.
    """
    if folder.exists() and any(folder.iterdir()):
        raise click.ClickException(f"{folder}: exists already; nothing is overwritten")
    python = folder / "python"
    python.mkdir(parents=True)
    try:
        version, platform = _windows(archive, python) if archive.suffix == ".zip" else _standalone(archive, folder)
        _install(packages, wheels, folder / "site-packages", ["--python-version", version, *platform])
    except (zipfile.BadZipFile, tarfile.TarError) as error:
        rmtree(folder)
        raise click.ClickException(f"{archive.name}: is no archive of Python, or is damaged") from error
    except subprocess.CalledProcessError as error:
        rmtree(folder)
        raise click.ClickException(f"{', '.join(packages)}: pip could not install it for Python {version}") from error
    except click.ClickException:
        rmtree(folder)
        raise
    name = "gouji.bat" if platform else "gouji"
    launcher = folder / name
    launcher.write_text(_BAT if platform else _SH, encoding="utf-8", newline="")
    launcher.chmod(0o755)
    print(f"{folder.as_posix()}: copy it as a whole, then call {name} check REPORTS in it")
    return 0


def _install(packages: tuple[str, ...], wheels: Path | None, target: Path, system: list[str]) -> None:
    """Collect wheels for the other Python, then unpack them; only the first step looks at which Python they are for."""
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    source = ["--no-index", "--find-links", str(wheels)] if wheels else []
    system = ["--only-binary", ":all:", *system]
    with TemporaryDirectory() as scratch:
        subprocess.run([*pip, "download", "--dest", scratch, *source, *system, *packages], check=True)
        collected = map(str, sorted(Path(scratch).iterdir()))
        place = ["--no-deps", "--no-index", "--ignore-requires-python", "--target", str(target)]
        subprocess.run([*pip, "install", *place, *system, *collected], check=True)


def _windows(archive: Path, python: Path) -> tuple[str, list[str]]:
    """Unpack an embeddable package and let it find what is installed beside it; returns its version, and what pip is told."""
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(python)
    paths = next(python.glob("python*._pth"), None)
    platform = next((wheel for said, wheel in _PLATFORMS.items() if said in archive.stem), None)
    found = re.fullmatch(r"python(\d)(\d+)", paths.stem) if paths else None
    if paths is None or found is None or platform is None:
        raise click.ClickException(
            f"{archive.name}: no embeddable package of Python, such as python-3.12.8-embed-amd64.zip"
        )
    paths.write_text(
        f"{paths.read_text(encoding='utf-8').rstrip()}\n..\\site-packages\nimport site\n", encoding="utf-8"
    )
    return f"{found[1]}.{found[2]}", ["--platform", platform]


def _standalone(archive: Path, folder: Path) -> tuple[str, list[str]]:
    """Unpack a standalone build, whose folder is `python`."""
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    found = next(iter(sorted((folder / "python" / "lib").glob("python3.*"))), None)
    if found is None or not (folder / "python" / "bin" / "python3").exists():
        raise click.ClickException(f"{archive.name}: no standalone Python: there is no python/bin/python3 in it")
    return found.name.removeprefix("python"), []
