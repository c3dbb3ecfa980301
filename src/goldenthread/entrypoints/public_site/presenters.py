"""What the open pages and files show."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from goldenthread.design import words
from goldenthread.design.marks import direction_word, rating_word
from goldenthread.design.scored import shown
from goldenthread.domain.assessment.queries import Scored
from goldenthread.domain.indicators.queries import IndicatorRow, PlaceValue, Point
from goldenthread.domain.organisation.rules import AuthorityRow

DEFAULT_LICENCE = "Open Government Licence v3.0"
FIGURE_COLUMNS = (
    "reference",
    "name",
    "place",
    "period",
    "start",
    "end",
    "value",
    "numerator",
    "denominator",
    "unit",
    "status",
    "target",
    "floor",
    "lower",
    "upper",
    "new_definition",
    "publisher",
    "licence",
)
INDICATOR_COLUMNS = (
    "reference",
    "name",
    "directorate",
    "period",
    "value",
    "unit",
    "status",
    "target",
    "floor",
    "lower",
    "upper",
    "rating",
    "reason",
    "direction",
    "direction_reason",
    "publisher",
    "licence",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectorateLink:
    """A way to narrow the list."""

    name: str
    url: str
    current: bool


def directorate_links(scored: Sequence[Scored], *, current: str) -> list[DirectorateLink]:
    """Return "All" and every directorate that has a public indicator."""
    named = dict.fromkeys((one.directorate_code, one.directorate_name) for one in scored)
    return [
        DirectorateLink(name="All", url="?", current=not current),
        *(
            DirectorateLink(name=name, url=f"?directorate={quote(code)}", current=code == current)
            for code, name in named
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """The figure of one place."""

    name: str
    value: str
    note: str


def place_lines(places: Sequence[PlaceValue], scored: Scored) -> list[PlaceLine]:
    """Return the figures of the places inside the council."""
    return [
        PlaceLine(
            name=one.place_name,
            value=shown(scored, one.value),
            note="" if one.status == "final" else words.STATUS_WORDS.get(one.status, one.status),
        )
        for one in places
        if one.place_code != scored.place_code
    ]


def figure_rows(row: IndicatorRow, points: Sequence[Point], *, measure: str, council: AuthorityRow) -> list[list[Any]]:
    """Return the figures of one indicator as data."""
    licence = council.licence or DEFAULT_LICENCE
    return [
        [
            row.reference,
            row.name,
            council.place_code,
            point.label,
            point.start,
            point.end,
            point.value,
            point.numerator,
            point.denominator,
            measure,
            point.status,
            point.target,
            point.floor,
            point.lower,
            point.upper,
            point.breaks,
            council.name,
            licence,
        ]
        for point in points
    ]


def indicator_rows(scored: Sequence[Scored], *, council: AuthorityRow) -> list[list[Any]]:
    """Return every indicator with its latest figure as data."""
    licence = council.licence or DEFAULT_LICENCE
    return [
        [
            one.reference,
            one.name,
            one.directorate_name,
            one.period_label,
            one.value,
            one.measure,
            one.status,
            one.target,
            one.floor,
            one.lower,
            one.upper,
            rating_word(one.shown_rating),
            one.reason,
            direction_word(one.direction),
            one.direction_reason,
            council.name,
            licence,
        ]
        for one in scored
    ]
