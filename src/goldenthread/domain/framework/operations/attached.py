"""What hangs on items: success factors, measures, money, milestones and actions."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from goldenthread.domain.audit.operations import take_turn
from goldenthread.domain.calendar.operations import period_ids
from goldenthread.domain.delivery.operations import RefusedError, Writing, append, codes_of
from goldenthread.domain.delivery.rules import Fault, unknown
from goldenthread.domain.framework.models import ItemWork, Measure, MoneyLine, PlanItem, SuccessFactor
from goldenthread.domain.framework.rules.plan_faults import measure_faults, money_faults
from goldenthread.domain.organisation.operations import Changes
from goldenthread.engines.periods import PeriodError, parse

FACTOR_WORDS: dict[str, Any] = {"text": "", "by_when": "", "withdrawn": False}
MEASURE_WORDS: dict[str, Any] = {
    "kind": "indicator",
    "indicator": "",
    "text": "",
    "source": "",
    "on": None,
    "due_on": None,
    "done_on": None,
    "finding": "",
    "withdrawn": False,
}
MONEY_WORDS: dict[str, Any] = {"amount": None, "period": "", "ring_fenced": False, "purpose": "", "withdrawn": False}
Rows = Sequence[Mapping[str, Any]]


@transaction.atomic
def save_factors(
    *,
    rows: Rows,
    by: Any,
    at: datetime,
    reason: str = "",
    request_id: str = "",
    source: Mapping[str, Any] | None = None,
) -> Changes:
    """Store success factors by ``item`` and ``position``, each changed one as a new revision, with one audit event.

    The other fields are those of FACTOR_WORDS, and ``reason``, ``entered_at``, ``entered_by_id``, ``seen``, ``final``.
    Raises RefusedError with every fault, and ChangedMeanwhileError.
    """
    writing = Writing(by=by, at=at, reason=reason, request_id=request_id, source=source or {})
    return _attach(
        rows,
        model=SuccessFactor,
        words=FACTOR_WORDS,
        faults=lambda row, place: [] if row["text"] else [_wordless(place)],
        action="success factors stored",
        writing=writing,
    )


@transaction.atomic
def save_measures(
    *,
    rows: Rows,
    by: Any,
    at: datetime,
    reason: str = "",
    request_id: str = "",
    source: Mapping[str, Any] | None = None,
) -> Changes:
    """Store measures as :func:`save_factors` stores factors; the fields are those of MEASURE_WORDS."""
    writing = Writing(by=by, at=at, reason=reason, request_id=request_id, source=source or {})
    indicators = codes_of("Indicator", field="reference")

    def faults(row: dict[str, Any], place: int) -> list[Fault]:
        row["indicator_id"] = indicators.get(row["indicator"])
        strange = row["indicator"] and row["indicator_id"] is None
        lost = [unknown(row=place, column="indicator", code=row["indicator"], what="indicator", known=indicators)]
        return [*(lost if strange else []), *measure_faults(row, place=place)]

    return _attach(rows, model=Measure, words=MEASURE_WORDS, faults=faults, action="measures stored", writing=writing)


@transaction.atomic
def save_money(
    *,
    rows: Rows,
    by: Any,
    at: datetime,
    reason: str = "",
    request_id: str = "",
    source: Mapping[str, Any] | None = None,
) -> Changes:
    """Store sums of money as :func:`save_factors` stores factors; the fields are those of MONEY_WORDS.

    ``amount`` is a Decimal in pounds, ``period`` any label of a year or part of one.
    """
    writing = Writing(by=by, at=at, reason=reason, request_id=request_id, source=source or {})
    take_turn()
    known: dict[str, int] = {}
    errors: dict[str, str] = {}
    for label in dict.fromkeys(str(row["period"]) for row in rows):
        try:
            period = parse(label, kind=None if label.startswith(("FY", "CY", "AY")) else "financial year").period
        except PeriodError as error:
            errors[label] = str(error)
        else:
            known[label] = period_ids(periods=[period])[period.code]

    def faults(row: dict[str, Any], place: int) -> list[Fault]:
        found = money_faults(row, place=place)
        label = str(row["period"])
        row["period_id"] = known.get(label)
        if label in errors:
            found.append(
                Fault(
                    row=place,
                    column="period",
                    seen=errors[label].rstrip("."),
                    expected="a financial year such as 2026/27",
                    what_to_do="Correct the period.",
                )
            )
        return found

    return _attach(rows, model=MoneyLine, words=MONEY_WORDS, faults=faults, action="money stored", writing=writing)


def _attach(
    rows: Rows,
    *,
    model: Any,
    words: Mapping[str, Any],
    faults: Callable[[dict[str, Any], int], list[Fault]],
    action: str,
    writing: Writing,
) -> Changes:
    take_turn()
    items, personal = _items()
    full: list[dict[str, Any]] = []
    found: list[Fault] = []
    for place, given in enumerate(rows):
        row = {**words, **given}
        found += faults(row, place)
        if row["item"] not in items:
            found.append(unknown(row=place, column="item", code=row["item"], what="item", known=items))
        row["item_id"] = items.get(row["item"])
        full.append(row)
    if found:
        raise RefusedError(found)
    links = {"indicator", "period"}
    return append(
        model=model,
        key=("item_id", "position"),
        contents=tuple(f"{name}_id" if name in links else name for name in words),
        rows=full,
        name=lambda row: f"{row['item']} {row['position']}",
        action=action,
        subject=f"item {full[0]['item']}" if len({row["item"] for row in full}) == 1 else "plans",
        writing=writing,
        private=lambda row: row["item"] in personal,
    )


def _items() -> tuple[dict[str, int], set[str]]:
    rows = list(PlanItem.objects.values_list("code", "pk", "plan__kind"))
    return {code: pk for code, pk, _ in rows}, {code for code, _, kind in rows if kind == "personal_objectives"}


def _wordless(place: int) -> Fault:
    return Fault(
        row=place,
        column="text",
        seen="there are no words",
        expected="what will have been delivered",
        what_to_do="Write it, or withdraw the factor.",
    )


@transaction.atomic
def save_item_work(
    *,
    rows: Rows,
    by: Any,
    at: datetime,
    reason: str = "",
    request_id: str = "",
    source: Mapping[str, Any] | None = None,
) -> Changes:
    """Say which milestones and actions (``work``) an ``item`` has.

    Raises RefusedError for unknown codes, and for an item of personal objectives: milestones have more readers.
    """
    writing = Writing(by=by, at=at, reason=reason, request_id=request_id, source=source or {})
    take_turn()
    items, personal = _items()
    work = codes_of("WorkItem")
    faults = [
        unknown(row=place, column=column, code=row[column], what=what, known=known)
        for place, row in enumerate(rows)
        for column, what, known in (("item", "item", items), ("work", "milestone or action", work))
        if row[column] not in known
    ]
    faults += [_personal(place, row["item"]) for place, row in enumerate(rows) if row["item"] in personal]
    if faults:
        raise RefusedError(faults)
    held = set(ItemWork.objects.values_list("item__code", "work__code"))
    fresh = [pair for pair in dict.fromkeys((row["item"], row["work"]) for row in rows) if pair not in held]
    ItemWork.objects.bulk_create(
        [ItemWork(item_id=items[item], work_id=work[code]) for item, code in fresh], batch_size=500
    )
    changes = Changes(new=tuple(f"{item} {code}" for item, code in fresh), unchanged=len(rows) - len(fresh))
    if changes.any:
        writing.event(action="work of items stored", subject="plans", data=changes.as_data())
    return changes


def _personal(place: int, item: str) -> Fault:
    return Fault(
        row=place,
        column="item",
        seen=f"{item} is a personal objective, which only two people may read, and milestones have more readers",
        expected="an item of another plan",
        what_to_do="Tie the milestone to the item that the objective serves.",
    )
