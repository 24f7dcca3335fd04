"""Workers: where this process can be copied, what it loaded is loaded once; elsewhere each loads it, and finds the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parent.parent / "reports_in"
PLUGIN = """
import os, threading, time
from pathlib import Path
import gouji
from gouji import Deprecated, Satisfied, hookimpl, rule

gouji._GOING["Remark"] = Deprecated("1.3", "Finding")
with Path("loaded").open("a") as file:
    file.write(f"{os.getpid()}\\n")
if "THREAD" in os.environ:
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()

@rule("acme/own", title="Own", basis="-", severity="minor", theme="structure")
def own(report):
    \"\"\"Own.\"\"\"
    print("said by a rule")
    gouji.Remark
    yield Satisfied(1)

@hookimpl
def rules():
    return [own]
"""


def _checked(folder: Path, environment: dict[str, str]) -> tuple[int, dict[str, bytes]]:
    """Check two samples with two workers; returns how often the plugin was loaded, and what was written."""
    for name in ("plugins", "in"):
        (folder / name).mkdir(parents=True)
    (folder / "plugins" / "acme.py").write_text(PLUGIN, encoding="utf-8")
    for name in ("示例市公安局_2020.txt", "示例市交通运输局_2020.txt"):
        (folder / "in" / name).write_bytes((SAMPLES / name).read_bytes())
    command = [
        sys.executable,
        "-m",
        "gouji",
        "check",
        "in",
        "--plugins-dir",
        "plugins",
        "--reproducible",
        "--jobs",
        "2",
    ]
    done = subprocess.run(
        [*command, "--out", "out", "--exit-zero", "--no-cache", "--quiet"],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )

    told = "gouji: acme.py:17: gouji.Remark: deprecated since 1.3; write Finding instead"
    assert (done.returncode, done.stdout) == (0, "")
    assert sorted(done.stderr.splitlines()) == [told, "said by a rule", "said by a rule"]
    loaded = (folder / "loaded").read_text().split()
    out = folder / "out"
    return len(loaded), {path.name: path.read_bytes() for path in out.rglob("*") if path.is_file()}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is copied")
def test_a_plugin_is_loaded_once_unless_it_starts_a_thread_and_the_result_is_the_same(tmp_path: Path) -> None:
    once, copied = _checked(tmp_path / "a", {})
    each, started = _checked(tmp_path / "b", {"THREAD": "1"})

    assert (once, each) == (1, 3)
    assert copied.keys() >= {"index.html", "run.json"}
    assert copied == started
