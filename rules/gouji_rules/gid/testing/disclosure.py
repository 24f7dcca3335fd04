"""Random figures for table two, within what each kind of agency may lawfully do."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from gouji_rules.gid.testing.agencies import Agency, Kind
from gouji_rules.gid.testing.figures import Fees
from gouji_rules.gid.testing.forms import Form

Cells = dict[str, dict[str, str]]
Figures = Mapping[str, Mapping[str, str]]

_SCALE = {
    Kind.DEPARTMENT: 900,
    Kind.OFFICE: 0,
    Kind.TOWNSHIP: 60,
    Kind.COUNTY: 20000,
    Kind.PREFECTURE: 200000,
    Kind.PROVINCE: 900000,
}
_ENFORCING = ("公安", "市场监督", "自然资源", "住房", "交通", "卫生", "水利", "人力资源", "农业")
_LICENSING = ("教育", "民政")
_RULE_MAKERS = (Kind.PREFECTURE, Kind.PROVINCE)


def some_disclosure(form: Form, agency: Agency, fees: Fees, rng: Random) -> Cells:
    """Fill table two of either form; who charges for requests has other charges too."""
    if form.id == "gid-2019":
        return _blocks_2019(agency, rng)
    figures = _blocks_2021(agency, rng)
    if fees.requests and figures["fees"]["amount"] in ("0", "0.00"):
        figures["fees"]["amount"] = "1.2"
    return figures


_FACTOR = 4
"""How many times as many decisions one year may have as the year before: more would strike an inspector."""


def gone_on(cells: Cells, last: Figures, rng: Random) -> Cells:
    """Let stocks and numbers of items go on from the year before, and decisions stay within a likely range."""
    for row, now in cells.items():
        before = last.get(row, {})
        for column in ("made", "decisions"):
            _keep_likely(now, before, column)
        if {"made", "repealed", "in_force"} <= now.keys() & before.keys():
            stock = int(before["in_force"]) + int(now["made"])
            repealed = rng.randint(0, min(2, stock))
            now.update(repealed=str(repealed), in_force=str(stock - repealed))
        if "disclosed" in now:
            now["disclosed"] = now["made"]
        if "total_disclosed" in now and "total_disclosed" in before:
            now["total_disclosed"] = str(int(before["total_disclosed"]) + int(now["disclosed"]))
        if "items" in now and "items" in before:
            now["items"] = str(int(before["items"]) + int(before["change"]))
    return cells


def _keep_likely(now: dict[str, str], before: Mapping[str, str], column: str) -> None:
    """Let a number be not many times last year's, nor a small part of it."""
    if column in now and int(before.get(column, "0")):
        last = int(before[column])
        now[column] = str(min(max(int(now[column]), -(-last // _FACTOR)), _FACTOR * last))


def _blocks_2021(agency: Agency, rng: Random) -> Cells:
    names = ("made", "repealed", "in_force")
    cells = {
        "regulations": _stock_2021(_regulations(agency, rng), rng),
        "normative_documents": _stock_2021(_documents(agency, rng), rng),
    }
    figures = {row: dict(zip(names, map(str, stock), strict=True)) for row, stock in cells.items()}
    for row in ("licences", "penalties", "compulsory_measures"):
        figures[row] = {"decisions": str(_decisions(agency, row, rng))}
    figures["fees"] = {"amount": _amount(agency, rng)}
    return figures


def _stock_2021(stock: tuple[int, int], rng: Random) -> tuple[int, int, int]:
    made, total = stock
    return made, rng.randint(0, min(2, total)), made + total


def _blocks_2019(agency: Agency, rng: Random) -> Cells:
    stocks = {"regulations": _regulations(agency, rng), "normative_documents": _documents(agency, rng)}
    figures = {
        row: {"made": str(made), "disclosed": str(made), "total_disclosed": str(made + older)}
        for row, (made, older) in stocks.items()
    }
    for row in ("licences", "other_services", "penalties", "compulsory_measures"):
        figures[row] = {**_items(agency, rng), "decisions": str(_decisions(agency, row, rng))}
    figures["fees"] = _items(agency, rng)
    projects = rng.randint(0, 40)
    figures["procurement"] = {"projects": str(projects), "amount": _money(agency, rng) if projects else "0"}
    return figures


def _regulations(agency: Agency, rng: Random) -> tuple[int, int]:
    """Return how many were made and how many stood before; only who may make them has any."""
    return (rng.randint(0, 3), rng.randint(8, 60)) if agency.kind in _RULE_MAKERS else (0, 0)


def _documents(agency: Agency, rng: Random) -> tuple[int, int]:
    if "街道" in agency.name or agency.kind is Kind.OFFICE:
        return 0, 0
    most = 80 if agency.kind.aggregates else 6
    return rng.randint(0, most), rng.randint(most // 3, 4 * most)


def _decisions(agency: Agency, row: str, rng: Random) -> int:
    scale = _SCALE[agency.kind]
    if agency.kind is Kind.DEPARTMENT and not any(word in agency.name for word in _ENFORCING):
        return rng.randint(1, 12) if row == "licences" and any(word in agency.name for word in _LICENSING) else 0
    if not scale:
        return 0
    most = scale // 10 if row == "compulsory_measures" else scale
    return rng.randint(most // 10 + 1, most)


def _items(agency: Agency, rng: Random) -> dict[str, str]:
    items = rng.randint(5, 300) if _SCALE[agency.kind] else 0
    return {"items": str(items), "change": str(rng.randint(-4, 6) if items else 0)}


def _amount(agency: Agency, rng: Random) -> str:
    """Return what was charged in 万元, with two decimals as the treasury gives it."""
    if not _SCALE[agency.kind] or agency.kind is Kind.TOWNSHIP or rng.random() < 0.3:
        return "0"
    return _money(agency, rng)


def _money(agency: Agency, rng: Random) -> str:
    most = 480000 if agency.kind.aggregates else 12000
    cents = rng.randint(100, most)
    return f"{cents // 100}.{cents % 100:02d}"
