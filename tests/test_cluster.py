"""Files checked on a real Dask cluster on this machine: the same is found, also where a worker of it is killed."""

from __future__ import annotations

import os
import signal
import threading
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from gouji import DeprecatedUse, Language
from gouji.checking import Order, Selection
from gouji.cli import gouji as command
from gouji.errors import GoujiError
from gouji.files import find_files
from gouji.host import Host, HostOptions, make_host
from gouji.run import Heard, check_files, make_run
from gouji.workers import cluster
from gouji.workers.crew import Crew
from gouji.workers.pages import put
from gouji.workers.serving import Answer
from gouji_rules.gid.testing import series, to_html
from gouji_rules.gid.testing.agencies import department

if TYPE_CHECKING:
    from distributed import LocalCluster

distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

SAMPLES = Path(__file__).parent.parent / "reports_in"
ORDER = Order(HostOptions(own_only=True), Selection())


@pytest.fixture(scope="module")
def local() -> Iterator[LocalCluster]:
    """Start a scheduler and two workers, each a process of its own."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as started:
        yield started


def _folder(tmp_path: Path, number: int) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    text = (SAMPLES / "示例市公安局_2020.txt").read_text(encoding="utf-8")
    for count in range(number):
        (folder / f"{count:03}.txt").write_text(text + " " * count, encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 no more than that")
    return folder


def test_a_cluster_finds_the_same_also_where_a_worker_is_killed(
    tmp_path: Path, host: Host, local: LocalCluster
) -> None:
    files = find_files([_folder(tmp_path, 80)])
    here = list(check_files(files, host, ORDER))
    heard: list[str] = []
    killed = threading.Event()

    def done(name: str) -> None:
        heard.append(name)
        if not killed.is_set():
            killed.set()
            first = next(iter(local.workers.values()))
            os.kill(first.process.process.pid, signal.SIGKILL)

    with Crew.of(ORDER, len(files), local.scheduler_address) as crew:
        there = list(check_files(files, host, ORDER, Heard(done), crew))

    assert killed.is_set()
    assert heard == [file.name for file in files]
    assert list(map(repr, there)) == list(map(repr, here))


def _output(tmp_path: Path, name: str, *options: str) -> dict[str, bytes]:
    out = tmp_path / name
    arguments = ["check", str(SAMPLES), "--out", str(out), "--no-cache", "--reproducible", "--quiet", "--exit-zero"]
    result = CliRunner().invoke(command, [*arguments, *options], standalone_mode=False)

    assert result.exception is None, result.exception
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_pages_written_on_a_cluster_are_the_same_also_where_a_worker_is_killed(
    tmp_path: Path, local: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = list[int]()

    def put_and_kill(files: Mapping[str, Mapping[str, bytes]], folders: Mapping[str, Path]) -> None:
        put(files, folders)
        if not killed:
            first = next(iter(local.workers.values()))
            killed.append(first.process.process.pid)
            os.kill(killed[0], signal.SIGKILL)

    monkeypatch.setattr("gouji.workers.cluster.put", put_and_kill)
    there = _output(tmp_path, "there", "--workers", "dask", "--scheduler", local.scheduler_address)
    here = _output(tmp_path, "here")

    assert killed
    assert there == here


def test_agencies_are_compared_on_a_cluster_as_here_also_where_a_worker_is_killed(
    tmp_path: Path, host: Host, local: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(6):
        agency = department("示例市", "shili", ("公安局", "教育局", "民政局")[number % 3])
        for report in series(agency, (2021, 2022, 2023), Random(number // 3)):
            (reports / f"{number // 3}-{report.agency}-{report.year}.html").write_text(
                to_html(report), encoding="utf-8"
            )
    files = find_files([reports])
    monkeypatch.setattr("gouji.comparing.A_PART", 4)
    compared = list[int]()

    def replaced_and_killed(answer: object, **changes: object) -> object:
        if isinstance(answer, Answer) and not compared:
            first = next(iter(local.workers.values()))
            compared.append(first.process.process.pid)
            os.kill(compared[0], signal.SIGKILL)
        return replace(answer, **changes)  # type: ignore[type-var]

    checked = check_files(files, host, ORDER)
    here = make_run(host, checked, files, Language.ZH)
    monkeypatch.setattr("gouji.workers.cluster.replace", replaced_and_killed)
    with Crew.of(ORDER, len(files), local.scheduler_address) as crew:
        there = make_run(host, checked, files, Language.ZH, crew=crew)

    assert compared
    assert any(result.findings for result in here.batch)
    assert list(there.batch) == list(here.batch)


def test_a_cluster_with_another_gouji_is_refused(
    tmp_path: Path, host: Host, local: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = find_files([_folder(tmp_path, 1)])
    monkeypatch.setattr(cluster, "core_sha256", lambda: "another")
    with Crew.of(ORDER, 1, local.scheduler_address) as crew, pytest.raises(GoujiError, match="another Gouji"):
        check_files(files, host, ORDER, crew=crew)


def test_a_scheduler_that_does_not_answer_is_named(tmp_path: Path, host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    files = find_files([_folder(tmp_path, 1)])
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 1)
    with Crew.of(ORDER, 1, "tcp://127.0.0.1:9") as crew, pytest.raises(GoujiError, match="no Dask scheduler answers"):
        check_files(files, host, ORDER, crew=crew)


PLUGIN = '''
import gouji
from gouji import Deprecated, Satisfied, hookimpl, rule

gouji._GOING["Remark"] = Deprecated("1.3", "Finding")

@rule("acme/own", title="Own", basis="-", severity="minor", theme="structure")
def own(report):
    """Own."""
    gouji.Remark
    yield Satisfied()

@hookimpl
def rules():
    return [own]
'''


def test_each_run_on_a_cluster_is_told_what_will_go(tmp_path: Path, host: Host, local: LocalCluster) -> None:
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins" / "acme.py").write_text(PLUGIN, encoding="utf-8")
    order = Order(HostOptions(plugins_dir=(tmp_path / "plugins",), own_only=True), Selection(select=("acme/own",)))
    own, files = make_host(order.options), find_files([_folder(tmp_path, 12)])
    told = []
    for _ in range(2):
        with warnings.catch_warnings(record=True) as heard, Crew.of(order, len(files), local.scheduler_address) as crew:
            warnings.simplefilter("always")
            list(check_files(files, own, order, crew=crew))
        told.append([str(each.message) for each in heard if issubclass(each.category, DeprecatedUse)])

    assert told == [["acme.py:10: gouji.Remark: deprecated since 1.3; write Finding instead"]] * 2
