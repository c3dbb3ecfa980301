"""Make the load files of the demonstration council, Downland County Council: fictional, the same bytes every time.

Run from the project's folder: ``python -m examples.downland.make``. Reads measures.csv (what is measured, and the few
figures that are fixed) and the files of written/; writes council/. What was revised later stands in the files
numbered 2. How it is done is told in README.md.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from examples.downland import figures, others, plans
from examples.downland.figures import Figure, Measure, rounded

from goldenthread.engines.periods import Period, from_code

HERE = Path(__file__).parent
COPIED = (
    *("places", "authority", "units", "structure", "committees", "posts", "people", "holders"),
    *("success_factors-2", "iterations", "comments", "responses", "endorsements"),
)
LAST_ENTRY = date(2026, 11, 18)
"""No figure is entered after this day: the demonstration stands in the autumn of 2026."""
YEARS = (2022, 2023, 2024, 2025, 2026)
DATA_OFFICERS = {
    "ASCH": "data.officer.adults",
    "CYPE": "data.officer.children",
    "GET": "data.officer.growth",
    "SCS": "data.officer.corporate",
}
INDICATOR = (
    "reference name kind frequency unit committee lead_officer chief_officer cabinet_member due_days "
    "proportion roll_up_time roll_up_place strategic public order"
)
DEFINITION = (
    "indicator valid_from description numerator_label denominator_label source measure decimals polarity "
    "basis scheme tolerance breaks_series reason entered_at entered_by"
)
TARGET = (
    "indicator period target floor lower upper apportion shares basis approver approved_on reason note "
    "entered_at entered_by"
)
COMMENTARY = "indicator period context action_taken action_planned action_by reason entered_at entered_by"
OBSERVATION = (
    "indicator period place breakdown value numerator denominator status status_reason note as_at "
    "entered_at entered_by reason"
)
COMPARATOR_GROUP = "group name kind order description source area area_name role"
COMPARATOR = "indicator period area value status source licence published_on entered_at"
Row = dict[str, object]


def read(name: str) -> list[dict[str, str]]:
    """The rows of one of the hand-written files."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name: str, columns: str, rows: Iterable[Mapping[str, object]]) -> None:
    """One load file; a column that a row does not have is empty."""
    (HERE / name).parent.mkdir(exist_ok=True)
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns.split(), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def known(day: date, *, by: str = "performance.manager") -> Row:
    """When a row became known and who entered it, so that any past moment can be asked for."""
    moment = datetime(day.year, day.month, day.day, 9, 30, tzinfo=UTC)
    return {"entered_at": moment.isoformat(), "entered_by": f"{by}@downland.example"}


def directorate(measure: Measure) -> str:
    """The code of the directorate that answers for a measure."""
    return measure["unit"].partition("-")[0]


def definitions(measures: Sequence[Measure]) -> Iterator[Row]:
    """A definition for each indicator, two where it changed."""
    earlier = {row["indicator"]: row for row in read("written/earlier_definitions.csv")}
    for measure in measures:
        now: Row = {name: measure.get(name, "") for name in DEFINITION.split()}
        now |= {"indicator": measure["reference"], "valid_from": "2022-04-01", **known(date(2022, 3, 15))}
        change = earlier.get(measure["reference"])
        if change:
            yield {**now, "description": change["description"]}
            now |= {name: change[name] for name in ("breaks_series", "reason")} | {"valid_from": change["changed_on"]}
            now |= known(date.fromisoformat(change["changed_on"]) - timedelta(days=17))
        yield now


def commentary(measures: Mapping[str, Measure]) -> Iterator[Row]:
    """What the services wrote, about five weeks after each period."""
    for row in read("written/commentary.csv"):
        day = min(from_code(row["period"]).end + timedelta(days=36), LAST_ENTRY)
        yield {**row, **known(day, by=DATA_OFFICERS[directorate(measures[row["indicator"]])])}


def targets(measures: Sequence[Measure]) -> Iterator[Row]:
    """Targets as first set: a year at a time, or for each period where they follow the year's course."""
    for measure in measures:
        for place, year in enumerate(YEARS):
            found = _year_targets(measure, year, place / (len(YEARS) - 1))
            if found and measure["cabinet_member"]:
                approval = {"approver": measure["cabinet_member"], "approved_on": date(year, 3, 10 + year % 7)}
            else:
                approval = {}
            yield from ({**row, **approval, **known(date(year, 3, 15 + year % 7))} for row in found)


def _year_targets(measure: Measure, year: int, way: float) -> list[Row]:
    own = {"indicator": measure["reference"], "basis": "judgement"}
    label = f"AY{year}" if measure["frequency"] in ("term", "academic_year") else f"FY{year}"
    decimals = int(measure["decimals"])
    inside = [period for period in figures.periods(measure["frequency"]) if _of(period, label)]
    if measure["band"]:
        return [own | _expected(measure, period, way) for period in inside]
    if measure["lower"] or measure["upper"]:
        return [{**own, "period": label, "lower": measure["lower"], "upper": measure["upper"], "apportion": "same"}]
    if not measure["target_now"] or label == "AY2026":
        return []
    aims = {
        name: rounded(_between(measure, name, way), decimals) for name in ("target", "floor") if measure[f"{name}_now"]
    }
    if measure["cumulative"]:
        shares = [Decimal(share) for share in measure["cumulative"].split(";")]
        return [
            {**own, "period": f"{label}-Q{at}", **{name: _plain(aim * share) for name, aim in aims.items()}}
            for at, share in enumerate(shares, start=1)
        ]
    whole_year = measure["frequency"] in ("year", "academic_year")
    by_shares = ";" in measure["apportion"]
    return [
        {
            **own,
            "period": label,
            **aims,
            "shares": measure["apportion"] if by_shares else "",
            "apportion": "none" if whole_year else "shares" if by_shares else measure["apportion"],
        }
    ]


def _of(period: Period, year: str) -> bool:
    whole = from_code(year)
    return whole.start <= period.start and period.end <= whole.end


def _between(measure: Measure, name: str, way: float) -> float:
    start, now = float(measure[f"{name}_start"]), float(measure[f"{name}_now"])
    return start + (now - start) * way


def _plain(number: Decimal) -> Decimal:
    return Decimal(f"{number.normalize():f}")


def _expected(measure: Measure, period: Period, way: float) -> Row:
    middle = _between(measure, "target", way) * figures.share_by(measure, period) + figures.season(measure, period)
    part, nearest = float(measure["band"]) / 100, -2 if middle < 1_000_000 else -4
    return {
        "period": period.code,
        "apportion": "none",
        "lower": round(round(middle * (1 - part), nearest)),
        "upper": round(round(middle * (1 + part), nearest)),
    }


def observations(measure: Measure, districts: Sequence[str]) -> Iterator[tuple[Figure, Row]]:
    """Every figure of an indicator as it stands today, and its row."""
    exceptions = {(row["indicator"], row["period"]): row for row in read("written/exceptions.csv")}
    change = {row["indicator"]: row for row in read("written/earlier_definitions.csv")}.get(measure["reference"])
    shift = (change["changed_on"], float(change["shift_before"])) if change else None
    found = figures.series(measure, districts, shift=shift)
    without = [Figure(period=from_code(code)) for reference, code in exceptions if reference == measure["reference"]]
    dated = {figure.period for figure in found}
    for figure in sorted([*found, *(f for f in without if f.period not in dated)], key=lambda f: f.period.end):
        told = exceptions.get((measure["reference"], figure.period.code), {}) if not figure.group else {}
        if told and told["status"] in ("not_available", "suppressed"):
            if figure.place:
                continue
            figure = Figure(period=figure.period)
        yield (
            figure,
            _row(measure, figure)
            | {
                "status": told.get("status", "final"),
                "status_reason": told.get("status_reason", ""),
                "note": told.get("note", "") if not figure.place else "",
                "entered_at": entered(measure, figure.period),
                "entered_by": officer(measure),
            },
        )


def _row(measure: Measure, figure: Figure) -> Row:
    return {
        "indicator": measure["reference"],
        "period": figure.period.code,
        "place": figure.place,
        "breakdown": figure.group,
        "value": _shown(figure.value),
        "numerator": _shown(figure.numerator),
        "denominator": _shown(figure.denominator),
        "as_at": figure.period.end if measure["basis"] == "snapshot" else "",
    }


def _shown(number: Decimal | None) -> str:
    return "" if number is None else f"{_plain(number):f}"


def officer(measure: Measure) -> str:
    """Who enters the figures of a measure: the data officer of its directorate."""
    return f"{DATA_OFFICERS[directorate(measure)]}@downland.example"


def entered(measure: Measure, period: Period) -> str:
    """When a figure was entered: on a working day shortly before it was due, now and then a week late."""
    chance = figures.drawn(measure["reference"], period.code, "entered")
    due = int(measure["due_days"])
    lag = max(2, due - chance.randrange(min(due, 9))) + (9 if chance.random() < 0.04 else 0)
    return moment(min(period.end + timedelta(days=lag), LAST_ENTRY), minute=chance.randrange(420))


def moment(day: date, *, minute: int) -> str:
    """A moment in office hours of the day, or of the Friday before a weekend."""
    day -= timedelta(days=max(0, day.weekday() - 4))
    return (datetime(day.year, day.month, day.day, 9, tzinfo=UTC) + timedelta(minutes=minute)).isoformat()


def make() -> None:
    """Write every file of council/."""
    measures, changes = read("measures.csv"), read("written/target_changes.csv")
    (HERE / "council").mkdir(exist_ok=True)
    for name in COPIED:
        shutil.copyfile(HERE / "written" / f"{name}.csv", HERE / "council" / f"{name}.csv")
    write(
        "council/indicators.csv",
        INDICATOR,
        (
            {name: measure.get(name, "") for name in INDICATOR.split()}
            | {"chief_officer": f"DIR-{directorate(measure)}", "order": order}
            for order, measure in enumerate(measures, start=1)
        ),
    )
    write("council/commentary.csv", COMMENTARY, commentary({measure["reference"]: measure for measure in measures}))
    write("council/definitions.csv", DEFINITION, definitions(measures))
    aims = list(targets(measures))
    revised = {(change["indicator"], change["period"]): change for change in changes}
    write("council/targets-1.csv", TARGET, (_first_set(aim, revised) for aim in aims))
    write("council/targets-2.csv", TARGET, _set_later(aims, revised))
    districts = [row["code"] for row in read("written/places.csv") if row["kind"] == "district"]
    told = [pair for measure in measures for pair in observations(measure, districts)]
    first, later = _with_history({measure["reference"]: measure for measure in measures}, told)
    write("council/observations-1.csv", OBSERVATION, first)
    write("council/observations-2.csv", OBSERVATION, later)
    areas = read("written/comparator_areas.csv")
    written = others.groups(read("written/comparator_groups.csv"), areas)
    write("council/comparator_groups.csv", COMPARATOR_GROUP, written)
    home = read("written/authority.csv")[0]["place"]
    write("council/comparators.csv", COMPARATOR, others.values(measures, told, areas, home))
    for name, columns, rows in plans.files(known):
        write(f"council/{name}.csv", columns, rows)


def _change_of(aim: Row, revised: Mapping[tuple[str, str], Measure]) -> Measure | None:
    return revised.get((str(aim["indicator"]), str(aim["period"])))


def _first_set(aim: Row, revised: Mapping[tuple[str, str], Measure]) -> Row:
    change = _change_of(aim, revised)
    return {**aim, "target": change["first_target"], "floor": change["first_floor"]} if change else aim


def _set_later(aims: Iterable[Row], revised: Mapping[tuple[str, str], Measure]) -> Iterator[Row]:
    for aim in aims:
        change = _change_of(aim, revised)
        if change:
            told = {name: change[name] for name in ("approver", "approved_on", "reason")}
            yield {**aim, **told, **known(date.fromisoformat(change["approved_on"]))}


def _with_history(measures: Mapping[str, Measure], told: Iterable[tuple[Figure, Row]]) -> tuple[list[Row], list[Row]]:
    """What was entered first, and the corrections that came later."""
    corrections = {(row["indicator"], row["period"]): row for row in read("written/revisions.csv")}
    first, later = [], []
    for figure, row in told:
        change = corrections.get((str(row["indicator"]), str(row["period"])))
        if change is None or figure.place or figure.group:
            first.append(row)
            continue
        measure = measures[str(row["indicator"])]
        if measure["spread"] or measure["groups"]:
            raise ValueError(
                f"{measure['reference']}: a correction of the county alone would part it from its districts."
            )
        before = _before(measure, figure, Decimal(change["first_difference"]))
        first.append(row | _row(measure, before) | {"status": change["first_status"]})
        later.append(
            row
            | {"entered_at": moment(date.fromisoformat(change["revised_on"]), minute=95), "reason": change["reason"]}
        )
    return first, later


def _before(measure: Measure, figure: Figure, difference: Decimal) -> Figure:
    if figure.value is not None:
        return replace(figure, value=figure.value + difference)
    numerator, denominator = figure.counts
    scale = 100 if measure["measure"] == "percent" else 1
    return replace(figure, numerator=rounded(float(numerator + difference * denominator / scale), 0))


if __name__ == "__main__":
    make()
