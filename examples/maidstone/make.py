"""Derive the load files of the Maidstone example from the published figures, the same bytes every time.

Run from the project's folder: ``python -m examples.maidstone.make``. Reads published_kpis.csv (as published),
choices.csv (which indicator a printed name is, and what we decided about it), from_notes.csv (figures that stand in
a printed sentence) and commentary.csv; writes council/. What is decided here, and why, is told in README.md.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from goldenthread.engines.periods import Period, from_code, parse

HERE = Path(__file__).parent
OVERVIEW = ("Corporate Services PAC", "Policy & Resources Committee", "Policy & Resources: all committees")
"""Papers that repeat the services' figures: an indicator also printed by its own committee belongs there."""

AREAS = {
    "Corporate Services PAC": ("CS", "Corporate Services"),
    "Housing, Health & Environment PAC": ("HHE", "Housing, Health & Environment"),
    "Planning, Infrastructure & Economic Development PAC": ("PIED", "Planning, Infrastructure & Economic Development"),
    "Policy & Resources Committee": ("PR", "Policy & Resources"),
    "Policy & Resources: all committees": ("PR", "Policy & Resources"),
    "Communities, Housing & Environment Committee": ("CHE", "Communities, Housing & Environment"),
    "Economic Regeneration & Leisure Committee": ("ERL", "Economic Regeneration & Leisure"),
    "Heritage, Culture & Leisure Committee": ("HCL", "Heritage, Culture & Leisure"),
    "Environment & Transportation exception report": ("ET", "Environment & Transportation"),
    "KPI target-setting table": ("TARGETS", "Key performance indicators of 2012 to 2014"),
}
COMMITTEES = {
    "CS": "Corporate Services Policy Advisory Committee",
    "HHE": "Housing, Health & Environment Policy Advisory Committee",
    "PIED": "Planning, Infrastructure & Economic Development Policy Advisory Committee",
    "PR": "Policy & Resources Committee",
    "CHE": "Communities, Housing & Environment Committee",
    "ERL": "Economic Regeneration & Leisure Committee",
    "HCL": "Heritage, Culture & Leisure Committee",
}
LICENCE = (
    "Contains public sector information licensed under the Open Government Licence v3.0. An exercise on published "
    "figures, not made or approved by the council; actions in its papers are not included."
)
LAST_DAY = date(2023, 3, 31)
"""The end of the latest quarter in these papers: an indicator printed for it has not ended."""
MEASURES = {"%": "percent", "number": "number", "GBP": "money"}
NO_FIGURE = {
    "published as DIV/0": "Published as DIV/0: nobody answered in the quarter.",
    "published as TBC": "Published as TBC: the data was late and was to be added.",
}
Row = Mapping[str, str]


@dataclass(kw_only=True)
class Fact:
    """A figure or a target for one indicator and period, with the papers that print it."""

    reference: str
    period: Period
    value: str
    provisional: bool = False
    absent: str = ""
    note: str = ""
    papers: list[str] = field(default_factory=list)


def read(name: str) -> list[dict[str, str]]:
    """The rows of one of the files beside this one."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def published_name(row: Row) -> str:
    """A printed name without the months it was printed for, so that one measure has one name."""
    name = re.sub(r" \(average [A-Z][a-z]+-[A-Z][a-z]+( \d{4})?\)$", "", row["indicator"])
    name = name.replace("benefitting", "benefiting").replace("Leisure Centre", "leisure centre")
    name = name.replace("Footfall at the Museum", "Footfall at the museum")
    if row["data_period_basis"] == "monthly snapshot":
        return re.sub(r" \[NOMIS\] .*$", " by month", name)
    return name + " by year" if row["data_period_basis"] == "annual outturn" else name


def period_of(label: str) -> Period:
    """The period a printed heading means: a quarter ("2022/23 Q4"), a month, or a financial year."""
    found = re.match(r"(\d{4}/\d{2})( Q\d)?", label)
    if found is None:
        return parse(label, kind="month").period
    return parse(label[: found.end()], kind="quarter" if found[2] else "financial_year").period


def own_period(row: Row) -> Period:
    """The period of a row's own figure."""
    month = re.search(r"\[NOMIS\] (.+)$", row["indicator"])
    return period_of(month[1] if month else row["report_period"])


def paper(row: Row) -> str:
    """Where a figure is printed, in words; the addresses are in README.md and in the definition."""
    return f"{row['section_or_committee']}, {row['report_period']}"


def observations(rows: Sequence[Row], references: Mapping[str, str]) -> Iterator[Fact]:
    """Every figure that the rows print, in their order."""
    for number, row in enumerate(rows, start=1):
        name, period, note = published_name(row), own_period(row), row["note"]
        reference, quarters = references[name], references[name.removesuffix(" by year")]
        absent = next((said for printed, said in NO_FIGURE.items() if printed in note), "")
        marked = "asterisked" in note
        for quarter in ("q1", "q2", "q3", "q4"):
            label = f"{row['report_period'][:7]} {quarter.upper()}"
            if row[quarter]:
                yield Fact(reference=quarters, period=period_of(label), value=row[quarter], papers=[paper(row)])
            elif f"{quarter.upper()} N/A" in note:
                yield Fact(
                    reference=quarters,
                    period=period_of(label),
                    value="",
                    absent="Published as N/A.",
                    papers=[paper(row)],
                )
        if row["latest_result"] or absent:
            yield Fact(
                reference=reference,
                period=period,
                value=row["latest_result"],
                provisional=marked,
                absent=absent,
                papers=[paper(row)],
            )
        if row["previous_result"]:
            before = period_of(row["previous_period"])
            yearly = references.get(f"{name} by year", reference) if "out-turn" in row["previous_period"] else reference
            yield Fact(
                reference=yearly,
                period=before,
                value=row["previous_result"],
                provisional=marked and "out-turn and target both" in note,
                papers=[paper(row)],
            )
        yield from _from_notes(number, "observation", row)


def targets(rows: Sequence[Row], references: Mapping[str, str]) -> Iterator[Fact]:
    """Every target that the rows print, in their order; later years' targets stand in the notes."""
    for number, row in enumerate(rows, start=1):
        reference, period = references[published_name(row)], own_period(row)
        if row["target"]:
            note = "Printed as provisional." if "target both asterisked" in row["note"] else ""
            yield Fact(reference=reference, period=period, value=row["target"], note=note, papers=[paper(row)])
        later = re.search(r"Later targets: ([\d., ]*\d)", row["note"])
        for years, value in enumerate(later[1].split(", ") if later else [], start=1):
            year = from_code(f"FY{period.start.year + years}")
            yield Fact(reference=reference, period=year, value=value, papers=[paper(row)])
        yield from _from_notes(number, "target", row)


def _from_notes(number: int, what: str, row: Row) -> Iterator[Fact]:
    for found in read("from_notes.csv"):
        if (int(found["row"]), found["what"]) == (number, what):
            yield Fact(
                reference=found["reference"],
                period=period_of(_turned(found["period"])),
                value=found["value"],
                note=found["note"],
                papers=[paper(row)],
            )


def _turned(label: str) -> str:
    return " ".join(reversed(label.split())) if label.startswith("Q") else label


def merged(facts: Iterable[Fact]) -> list[Fact]:
    """One fact for each indicator and period: papers that agree are listed together, others are refused."""
    kept: dict[tuple[str, str], Fact] = {}
    for fact in facts:
        known = kept.setdefault((fact.reference, fact.period.code), fact)
        if known is fact:
            continue
        if (known.value and Decimal(known.value)) != (fact.value and Decimal(fact.value)):
            raise ValueError(f"{fact.reference} {fact.period.label}: {known.value} and {fact.value} are both printed.")
        known.papers += [name for name in fact.papers if name not in known.papers]
        known.provisional |= fact.provisional
    return sorted(kept.values(), key=lambda fact: (fact.reference, fact.period.end, fact.period.start))


def owner(rows: Sequence[Row]) -> str:
    """The area of an indicator's latest paper, the service's own before one that repeats it."""
    latest = max(row["period_end"] for row in rows)
    names = [row["section_or_committee"] for row in rows if row["period_end"] == latest]
    return AREAS[min(names, key=lambda name: name in OVERVIEW)][0]


def places_shown(value: str) -> int:
    """How many decimals a printed figure or target needs; a whole number written with zeros needs none."""
    return len(value.partition(".")[2]) if value and Decimal(value) % 1 else 0


def write(name: str, header: str, rows: Iterable[Sequence[object]]) -> None:
    """One load file."""
    (HERE / "council").mkdir(exist_ok=True)
    with (HERE / "council" / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(rows)


def make() -> None:
    """Write every file of council/."""
    rows, choices = read("published_kpis.csv"), read("choices.csv")
    references = {choice["published_name"]: choice["reference"] for choice in choices}
    found, aims = merged(observations(rows, references)), merged(targets(rows, references))
    write("places.csv", "code name kind", [("E07000110", "Maidstone", "district")])
    write(
        "authority.csv",
        "name short_name place scheme tolerance direction_method licence illustrative",
        [
            (
                "Maidstone Borough Council",
                "Maidstone",
                "E07000110",
                "percent",
                10,
                "previous",
                LICENCE,
                "no",
            )
        ],
    )
    areas = dict(AREAS.values())
    write(
        "units.csv",
        "code name kind order",
        [(code, name, "directorate", order) for order, (code, name) in enumerate(areas.items(), start=1)],
    )
    write(
        "committees.csv",
        "code name order",
        [(code, name, order) for order, (code, name) in enumerate(COMMITTEES.items(), start=1)],
    )
    indicators, definitions = [], []
    for order, choice in enumerate(choices, start=1):
        reference, own = choice["reference"], choice["published_name"]
        printed = [row for row in rows if published_name(row) in (own, own.removesuffix(" by year"))]
        printed = [row for row in printed if published_name(row) == own] or printed
        dated = [fact.period for fact in (*found, *aims) if fact.reference == reference]
        start, end = min(period.start for period in dated), max(period.end for period in dated)
        area, latest = owner(printed), max(printed, key=lambda row: row["period_end"] or row["report_period"])
        name = choice["name"] or own
        proportion = "yes" if latest["unit"] == "%" and "change" not in name else "no"
        indicators.append(
            (
                reference,
                name,
                choice["kind"],
                choice["frequency"],
                area,
                area if area in COMMITTEES else "",
                proportion,
                start,
                choice["ends"] or ("" if end == LAST_DAY else end),
                order,
            )
        )
        values = [fact.value for fact in (*found, *aims) if fact.reference == reference]
        definitions.append(
            (
                reference,
                start,
                described(choice, latest, name),
                paper(latest),
                latest["source_url"],
                MEASURES[latest["unit"]],
                max(map(places_shown, values), default=0),
                latest["polarity"] or "none",
                choice["basis"],
            )
        )
    write("indicators.csv", "reference name kind frequency unit committee proportion starts ends order", indicators)
    write(
        "definitions.csv",
        "indicator valid_from description source source_url measure decimals polarity basis",
        definitions,
    )
    write(
        "targets.csv",
        "indicator period target basis note",
        [(fact.reference, fact.period.label, fact.value, "published", noted(fact)) for fact in aims],
    )
    write(
        "observations.csv",
        "indicator period value status status_reason note",
        [(fact.reference, fact.period.label, fact.value, status(fact), fact.absent, noted(fact)) for fact in found],
    )
    (HERE / "council" / "commentary.csv").write_bytes((HERE / "commentary.csv").read_bytes())


def described(choice: Row, row: Row, name: str) -> str:
    """What the definition says: the printed name, what we decided, and how the polarity is known."""
    evidence = {
        "published": "The paper prints which way is better.",
        "reader's inference": "Which way is better is a reader's inference; the paper does not print it.",
        "consistent with published rating": "Which way is better agrees with the published rating.",
        "consistent with published direction": "Which way is better agrees with the published direction.",
        "": "The paper does not say which way is better.",
    }
    parts = [f"As published: {name}.", choice["remark"], evidence[row["polarity_evidence"]]]
    return " ".join(part for part in parts if part)


def status(fact: Fact) -> str:
    """The status of a figure: an asterisk means provisional."""
    return "not_available" if fact.absent else "provisional" if fact.provisional else "final"


def noted(fact: Fact) -> str:
    """The note of a figure or target: what is to be known of it, and the papers it is printed in."""
    marked = "Marked with an asterisk in print." if fact.provisional else ""
    return " ".join(part for part in (fact.note, marked, f"Printed in: {'; '.join(fact.papers)}.") if part)


if __name__ == "__main__":
    make()
