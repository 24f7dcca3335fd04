"""What tests share: the host with the plugins of this distribution, and the folder of real reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from gouji.host import Host, HostOptions, make_host

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
CHROMIUM = Path("/usr/bin/chromium")
# How fast examples are made says nothing of the code on a machine that does other work too.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


@pytest.fixture(scope="session", autouse=True)
def _nothing_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what is tested away from the cache and the language of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as environment:
        for name in ("LC_ALL", "LC_MESSAGES"):
            environment.delenv(name, raising=False)
        environment.setenv("LANG", "C.UTF-8")
        environment.setenv("GOUJI_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a cache of its own, with nothing in it."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("GOUJI_CACHE", str(folder))
    return folder


@pytest.fixture(scope="session")
def host() -> Host:
    """Load this distribution's plugins and no others."""
    return make_host(HostOptions(own_only=True))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium without a window; a file of tests shares it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Return the folder of real published reports and of the figures read from them."""
    folder = ROOT.parent / "shared"
    if not (folder / "reports").is_dir():
        pytest.skip("the real reports (../shared/reports) are not at hand")
    return folder


@pytest.fixture(scope="session")
def water() -> Host:
    """Load the pack in English of the tests alone, with the reader of its XML."""
    packs = Path(__file__).parent / "packs"
    return make_host(HostOptions(plugins_dir=(packs,), packs=(str(packs / "water"),), own_only=True))
