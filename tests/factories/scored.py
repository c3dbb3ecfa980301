"""A judged indicator without a database: a quarterly percentage on target, with what the test cares about."""

from dataclasses import fields
from decimal import Decimal
from typing import Any

from goldenthread.domain.assessment.rules import Answer, Scored
from goldenthread.engines.periods import from_code


def answer(method: str, word: str, *, reason: str = "", **numbers: Any) -> Answer:
    """What one method says."""
    return Answer(
        method=method,
        answer=word,
        reason=reason,
        version="1",
        points=24,
        window_start="FY2020-Q3",
        window_end="FY2026-Q2",
        numbers=numbers,
    )


def compared(*, median: str, below: bool, group: str = "English counties") -> Answer:
    """A place among comparators."""
    return answer("comparators", "similar", median=Decimal(median), below_median=below, group_name=group, quartile=3)


def deteriorating(found: bool | None, *, reason: str = "", signs: str = "") -> Answer:
    """An answer about deterioration; None where nothing could be looked for."""
    word = {True: "deteriorating", False: "not_deteriorating", None: "not_known"}[found]
    return answer("deterioration", word, reason=reason, signs=signs, not_checked="")


def scored(*, reference: str = "A1", methods: tuple[Answer, ...] = (), **changed: Any) -> Scored:
    """Return the judged indicator."""
    period = from_code("FY2026-Q2")
    known: dict[str, Any] = {
        "indicator_id": sum(map(ord, reference)),
        "reference": reference,
        "name": f"Indicator {reference}",
        "kind": "performance",
        "frequency": "quarter",
        "public": True,
        "lead_officer": "Head of Assessment",
        "chief_officer": "Director of Adult Social Care",
        "measure": "percent",
        "decimals": 1,
        "polarity": "higher",
        "basis": "single",
        "scheme": "floor",
        "period": period,
        "period_code": period.code,
        "period_label": period.label,
        "period_end": period.end,
        "value": Decimal("83.4"),
        "target": Decimal(80),
        "status": "final",
        "revision": 1,
        "late_days": 0,
        "rating": "green",
        "reason": "Green: 83.4% meets the 80% target.",
        "direction": "same",
        "observation_id": 1,
        "target_id": 1,
        "definition_id": 1,
        "methods": {one.method: one for one in methods},
    }
    empty = {"bool": False, "str": "", "Decimal | None": None}
    for field in fields(Scored):
        known.setdefault(field.name, empty.get(str(field.type), "" if field.type is str else None))
    known["strategic"] = False
    return Scored(**(known | changed))
