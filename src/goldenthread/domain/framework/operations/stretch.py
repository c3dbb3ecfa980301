"""Stretch targets of an agreement."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from goldenthread.domain.audit.operations import take_turn
from goldenthread.domain.delivery.operations import RefusedError, Writing, append, codes_of
from goldenthread.domain.delivery.rules import Fault, unknown
from goldenthread.domain.framework.models import Measure, PlanItem, StretchTarget
from goldenthread.domain.framework.rules.stretch import sharing_faults, stretch_faults
from goldenthread.domain.indicators import queries as indicators
from goldenthread.domain.organisation.operations import Changes

STRETCH_WORDS: dict[str, Any] = {
    "without_deal": None,
    "stretch": None,
    "pot": None,
    "weight": None,
    "basis": "",
    "approver": "",
    "approved_on": None,
    "withdrawn": False,
}
"""The fields of a stretch target and what an absent one means; figures are decimals, the pot in pounds."""


@transaction.atomic
def save_stretch_targets(
    *,
    rows: Sequence[Mapping[str, Any]],
    by: Any,
    at: datetime,
    reason: str = "",
    request_id: str = "",
    source: Mapping[str, Any] | None = None,
) -> Changes:
    """Store stretch targets by ``item`` and ``indicator``, each changed one as a new revision, with one audit event.

    The item belongs to a partnership agreement and is measured by the indicator. Rows may have ``reason``,
    ``entered_at``, ``entered_by_id``, ``seen`` and ``final``. Raises RefusedError with every fault, and
    ChangedMeanwhileError.
    """
    writing = Writing(by=by, at=at, reason=reason, request_id=request_id, source=source or {})
    take_turn()
    items = {code: (pk, kind) for code, pk, kind in PlanItem.objects.values_list("code", "pk", "plan__kind")}
    known, posts = codes_of("Indicator", field="reference"), codes_of("Post")
    polarities = _polarities([known[row["indicator"]] for row in rows if row["indicator"] in known], at=at)
    measured = _measured()
    full: list[dict[str, Any]] = []
    found: list[Fault] = []
    for place, given in enumerate(rows):
        row = {**STRETCH_WORDS, **given}
        for column, what, codes in (("item", "item", items), ("indicator", "indicator", known)):
            if row[column] not in codes:
                found.append(unknown(row=place, column=column, code=row[column], what=what, known=codes))
        if row["approver"] and row["approver"] not in posts:
            found.append(unknown(row=place, column="approver", code=row["approver"], what="post", known=posts))
        row["item_id"], kind = items.get(row["item"], (None, ""))
        row["indicator_id"] = known.get(row["indicator"])
        row["approver_id"] = posts.get(row["approver"])
        found += _strange(row, place=place, kind=kind, measured=measured)
        found += stretch_faults(row, place=place, polarity=polarities.get(row["indicator_id"], ""))
        full.append(row)
    found = found or sharing_faults(full, held=_held())
    if found:
        raise RefusedError(found)
    return append(
        model=StretchTarget,
        key=("item_id", "indicator_id"),
        contents=tuple(f"{name}_id" if name == "approver" else name for name in STRETCH_WORDS),
        rows=full,
        name=lambda row: f"{row['item']} {row['indicator']}",
        action="stretch targets stored",
        subject=f"item {full[0]['item']}" if len({row["item"] for row in full}) == 1 else "plans",
        writing=writing,
    )


def _polarities(ids: list[int], *, at: datetime) -> dict[Any, str]:
    """Whether higher or lower is better today, by the indicator's id."""
    day = timezone.localdate(at)
    return {
        key: max((one for one in held if one.valid_from <= day), key=lambda one: one.valid_from).polarity
        for key, held in indicators.definitions_of(indicators=sorted(set(ids))).items()
        if any(one.valid_from <= day for one in held)
    }


def _measured() -> set[tuple[str, str]]:
    later = Measure.objects.filter(item=OuterRef("item"), position=OuterRef("position"), number__gt=OuterRef("number"))
    live = Measure.objects.filter(~Exists(later), withdrawn=False, kind="indicator")
    return set(live.values_list("item__code", "indicator__reference"))


def _held() -> dict[tuple[str, str], Mapping[str, Any]]:
    names = ("item__code", "indicator__reference", "pot", "weight", "withdrawn")
    rows = StretchTarget.objects.order_by("number").values_list(*names)
    return {
        (item, indicator): {"item": item, "indicator": indicator, "pot": pot, "weight": weight, "withdrawn": withdrawn}
        for item, indicator, pot, weight, withdrawn in rows
    }


def _strange(row: Mapping[str, Any], *, place: int, kind: str, measured: set[tuple[str, str]]) -> list[Fault]:
    if row["item_id"] is None or row["indicator_id"] is None:
        return []
    if kind != "partnership_agreement":
        return [
            Fault(
                row=place,
                column="item",
                seen=f"{row['item']} is no outcome of a partnership agreement",
                expected="an outcome of an agreement",
                what_to_do="Correct the item.",
            )
        ]
    if (row["item"], row["indicator"]) in measured or row["withdrawn"]:
        return []
    return [
        Fault(
            row=place,
            column="indicator",
            seen=f"{row['item']} is not measured by {row['indicator']}",
            expected="an indicator among the measures of the outcome",
            what_to_do="Correct it, or add it to measures.csv first.",
        )
    ]
