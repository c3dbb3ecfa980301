"""The made-up figures of other councils: around Downland's own, each council with a lean of its own.

A figure is drawn from the indicator, the period and the council alone, so that adding one moves no other. Some are
suppressed, some were never published: they are there to be counted, not averaged.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from examples.downland.figures import Figure, Measure, drawn, rounded

COMPARED = (
    "ASCH02", "ASCH05", "ASCH07", "ASCH10", "ASCH11", "ASCH14", "ASCH16", "CYPE02", "CYPE03", "CYPE04", "CYPE06",
    "CYPE07", "CYPE08", "CYPE14", "GET01", "GET03", "GET05", "GET08", "GET11", "SCS03", "SCS04", "SCS06",
)  # fmt: skip
"""The indicators that other councils publish too."""

PERIODS = {
    "quarter": ("FY2024-Q1", "FY2025-Q1", "FY2026-Q1"),
    "year": ("FY2023", "FY2024", "FY2025"),
    "academic_year": ("AY2023", "AY2024", "AY2025"),
}
"""What they publish: a first quarter each year, else whole years; three of them."""

SOURCE, LICENCE = "Illustrative figures made for the demonstration", "Illustrative"
_LAG = {"quarter": 100, "year": 150, "academic_year": 70}
"""Days after the end of a period on which everybody's figures are published."""
Row = dict[str, object]


def groups(described: Iterable[Mapping[str, str]], areas: Sequence[Mapping[str, str]]) -> Iterator[Row]:
    """One row for each area of each group, and for each line that a group is known by."""
    for group in described:
        told: Row = {name: group[name] for name in ("name", "kind", "order", "description", "source")}
        told |= {"group": group["group"]}
        for area in areas:
            if group["group"] in area["groups"].split(";"):
                yield told | {"area": area["code"], "area_name": area["name"], "role": "member"}
        for role in filter(None, group["lines"].split(";")):
            named = f"{role.replace('_', ' ').capitalize()}, all councils"
            yield told | {"area": f"{group['group']}-{_SHORT[role]}", "area_name": named, "role": role}


_SHORT = {"median": "MEDIAN", "lower_quartile": "LOWER", "upper_quartile": "UPPER"}


def values(
    measures: Iterable[Measure], told: Iterable[tuple[Figure, object]], areas: Sequence[Mapping[str, str]], home: str
) -> Iterator[Row]:
    """What every other council published of the indicators that are compared."""
    known = {measure["reference"]: measure for measure in measures if measure["reference"] in COMPARED}
    own = {
        (row["indicator"], figure.period.code): figure
        for figure, row in told
        if isinstance(row, dict) and not figure.place and not figure.group
    }
    for reference, measure in known.items():
        for code in PERIODS[measure["frequency"]]:
            figure = own.get((reference, code))
            if figure is not None and (figure.value is not None or figure.denominator is not None):
                yield from _published(measure, figure, [area["code"] for area in areas if area["code"] != home])


def _published(measure: Measure, figure: Figure, areas: Sequence[str]) -> Iterator[Row]:
    reference, code = measure["reference"], figure.period.code
    level = _level(measure, figure)
    width = _width(measure, level)
    # Downland stands somewhere among them, not always in the middle; the others change a little from year to year.
    middle = level + width * drawn(reference, "others").gauss(0, 0.8) + width * 0.2 * drawn(reference, code).gauss(0, 1)
    day = min(figure.period.end + timedelta(days=_LAG[measure["frequency"]]), date(2026, 11, 18))
    about: Row = {
        "indicator": reference,
        "period": code,
        "source": SOURCE,
        "licence": LICENCE,
        "published_on": day,
        "entered_at": day,
    }
    found: list[float] = []
    for area in areas:
        lean, now = drawn(reference, area, "lean").gauss(0, 1), drawn(reference, area, code)
        value = rounded(_within(measure, middle + width * (lean + now.gauss(0, 0.25))), int(measure["decimals"]))
        chance = now.random()
        if chance < 0.03:
            continue
        if chance < 0.06:
            yield about | {"area": area, "status": "suppressed" if chance < 0.045 else "not_available"}
            continue
        found.append(float(value))
        yield about | {"area": area, "value": f"{value:f}"}
    cuts = statistics.quantiles(found, n=4, method="inclusive")
    wide = {"LOWER": cuts[0] - width * 0.1, "MEDIAN": cuts[1], "UPPER": cuts[2] + width * 0.1}
    for name, cut in wide.items():
        value = rounded(_within(measure, cut), int(measure["decimals"]))
        yield about | {"area": f"ENGLAND-{name}", "value": f"{value:f}"}


def _level(measure: Measure, figure: Figure) -> float:
    if figure.value is not None:
        return float(figure.value)
    numerator, denominator = figure.counts
    return float(numerator / denominator * (100 if measure["measure"] == "percent" else Decimal(1)))


def _width(measure: Measure, level: float) -> float:
    """How far councils usually lie from one another."""
    if measure["measure"] != "percent":
        return abs(level) * 0.09
    return min(max(min(level, 100 - level) * 0.2, 0.6), 5.0)


def _within(measure: Measure, number: float) -> float:
    return min(max(number, 0.1), 99.6) if measure["measure"] == "percent" else max(number, 0.1)
