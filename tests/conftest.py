"""What tests share: the host with the plugins of this distribution, and the folder of real reports."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from gouji.host import Host, HostOptions, make_host

ROOT = Path(__file__).parent.parent
# How fast examples are made says nothing of the code on a machine that does other work too.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def host() -> Host:
    """Load this distribution's plugins and no others."""
    return make_host(HostOptions(own_only=True))


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
