"""LibreOffice, run without a window and within a time limit."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from gouji import UnreadableReport
from gouji_plugins.readers.office.profile import write_profile

TIME_LIMIT = 60.0

_NAMES = ("soffice", "libreoffice")
_USUAL_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_NOWHERE = "http://127.0.0.1:9"
_OLD = {".doc": "旧版 .doc/.wps 文件", ".xls": "旧版 .xls/.et 文件"}
_OLD_EN = {".doc": "an old .doc or .wps file", ".xls": "an old .xls or .et file"}
_MISSING = "{0}，请安装 LibreOffice 或另存为 {2} / {1}: install LibreOffice or save it as {2}"
_SLOW = "LibreOffice 转换超时，请另存为 {0} / LibreOffice took too long, save the file as {0}"
_FAILED = (
    "LibreOffice 无法转换，文件可能已损坏；能打开时请另存为 {0}"
    " / LibreOffice could not convert the file, which may be damaged; if it opens, save it as {0}"
)
_FILTERS = {".docx": "docx:MS Word 2007 XML", ".xlsx": "xlsx:Calc MS Excel 2007 XML"}
_TOO_LARGE = "文件转换后过大 / the file is too large when converted"


def converted(data: bytes, suffix: str, wanted: str, most_bytes: int) -> bytes:
    """Convert a file to .docx or .xlsx; UnreadableReport where LibreOffice is missing, fails or takes too long."""
    program = find_program()
    if program is None:
        names = _OLD.get(suffix, f"{suffix} 文件"), _OLD_EN.get(suffix, f"an {suffix} file")
        raise UnreadableReport(_MISSING.format(*names, wanted))
    with TemporaryDirectory(prefix="gouji-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / f"report{suffix}").write_bytes(data)
        _run(_command(program, folder, suffix, wanted), wanted)
        return _written(folder / "converted" / f"report{wanted}", most_bytes)


def find_program() -> str | None:
    """Return LibreOffice's program from the search path, else from where it is usually installed.

    Windows searches the current folder too, where a stranger's file of that name may lie beside the reports: not that one.
    """
    found = (shutil.which(name) for name in _NAMES)
    on_path = (path for path in found if path and Path(path).resolve().parent != Path.cwd())
    return next(on_path, None) or next((path for path in _USUAL_PLACES if Path(path).is_file()), None)


def _command(program: str, folder: Path, suffix: str, wanted: str) -> list[str]:
    profile = write_profile(folder / "profile")
    return [
        program, "--headless", "--norestore", "--nologo", "--nolockcheck", "--nodefault", f"-env:UserInstallation={profile}",
        "--convert-to", _FILTERS[wanted], "--outdir", str(folder / "converted"), str(folder / f"report{suffix}"),
    ]  # fmt: skip


def _run(command: list[str], wanted: str) -> None:
    """Run to the end or to the time limit; nothing that was started outlives this call."""
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), _NOWHERE)
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=os.environ | proxies | {"SAL_USE_VCLPLUGIN": "svp"}, start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise UnreadableReport(_FAILED.format(wanted)) from error
    try:
        process.wait(TIME_LIMIT)
    except subprocess.TimeoutExpired:
        raise UnreadableReport(_SLOW.format(wanted)) from None
    finally:
        if process.poll() is None:
            _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a program with its children."""
    if sys.platform == "win32":
        tree = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
        subprocess.run(tree, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _written(file: Path, most_bytes: int) -> bytes:
    if not file.is_file() or file.stat().st_size == 0:
        raise UnreadableReport(_FAILED.format(file.suffix))
    if file.stat().st_size > most_bytes:
        raise UnreadableReport(_TOO_LARGE)
    return file.read_bytes()
