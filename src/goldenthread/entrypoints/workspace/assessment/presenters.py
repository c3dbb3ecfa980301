"""The scorecard as its page and its file show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from goldenthread.design import words
from goldenthread.design.marks import direction_word, rating_word
from goldenthread.design.signals import ASSURANCE_WORDS, predicted_word, variation_word
from goldenthread.domain.assessment.queries import Scored
from goldenthread.entrypoints.workspace.assessment.forms import VIEWS

CSV_COLUMNS = (
    "reference",
    "name",
    "kind",
    "directorate",
    "committee",
    "lead_officer",
    "period",
    "place",
    "value",
    "numerator",
    "denominator",
    "target",
    "floor",
    "lower",
    "upper",
    "unit",
    "status",
    "as_at",
    "rating",
    "calculated_rating",
    "reason",
    "direction",
    "direction_reason",
    "previous",
    "last_year",
    "days_late",
    "rule_version",
    "trend",
    "signal",
    "assurance",
    "predicted",
    "year_end",
    "year_end_lower",
    "year_end_upper",
    "quartile",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewLink:
    """A way to look at the same figures."""

    name: str
    url: str
    current: bool
    count: str


def view_links(query: QueryDict, *, current: str, counts: dict[str, int]) -> list[ViewLink]:
    """Return the three views with their counts; the other filters stay in the address."""
    links = []
    for code, name in VIEWS:
        changed = query.copy()
        changed.pop("page", None)
        changed["view"] = code
        links.append(
            ViewLink(name=name, url=f"?{changed.urlencode()}", current=code == current, count=f"{counts[code]:,}")
        )
    return links


def csv_rows(scored: Sequence[Scored]) -> list[list[Any]]:
    """Return the same view as data: exact numbers, words beside them."""
    return [
        [
            one.reference,
            one.name,
            words.KIND_WORDS.get(one.kind, one.kind),
            one.directorate_name,
            one.committee_name,
            one.lead_officer,
            one.period_label,
            one.place_name,
            one.value,
            one.numerator,
            one.denominator,
            one.target,
            one.floor,
            one.lower,
            one.upper,
            one.measure,
            one.status,
            one.as_at,
            rating_word(one.shown_rating),
            rating_word(one.rating),
            one.reason,
            direction_word(one.direction),
            one.direction_reason,
            one.previous,
            one.last_year,
            one.late_days or None,
            one.rule_version,
            direction_word(one.direction_trend) if one.direction_trend else "",
            variation_word(one.variation) if one.variation else "",
            ASSURANCE_WORDS.get(one.assurance, ""),
            predicted_word(one.predicted),
            one.year_end,
            one.year_end_lower,
            one.year_end_upper,
            one.quartile,
        ]
        for one in scored
    ]
