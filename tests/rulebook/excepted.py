"""How the examples of the exception report are worked out."""

from datetime import UTC, date, datetime
from decimal import Decimal

from goldenthread.domain.indicators.rules import CommentaryRow
from goldenthread.domain.reporting.rules.exceptions import (
    ExceptionList,
    ReviewRow,
    digest_of,
    exception_list,
    missing,
    reasons_of,
)
from tests.factories.scored import compared, deteriorating, scored

MOMENT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
FELL = "Significantly deteriorating. It has fallen for eight quarters."


def excepted(given: dict[str, str | None]) -> dict[str, str]:
    """What the list makes of one indicator, as text."""
    value, polarity = Decimal(str(given["value"])), str(given["polarity"])
    found = {"yes": True, "no": False}.get(str(given["deteriorating"]))
    methods = [deteriorating(found, reason=FELL if found else "")]
    if given["median"]:
        median = Decimal(given["median"])
        methods.append(
            compared(median=given["median"], below=value < median if polarity == "higher" else value > median)
        )
    one = scored(value=value, polarity=polarity, methods=tuple(methods))
    reviews = {}
    if given.get("decision"):
        seen = digest_of(one, reasons=reasons_of(one)) if given["figures_since"] == "the same" else "0" * 64
        reviews[one.indicator_id] = ReviewRow(
            indicator_id=one.indicator_id,
            number=1,
            decision=str(given["decision"]),
            reason="A change of source.",
            seen_digest=seen,
            entered_at=MOMENT,
            entered_by="Pat Performance",
        )
    said = _said(given.get("context") or "", given.get("action") or "")
    those = exception_list([one], said={one.indicator_id: said}, reviews=reviews)
    return {
        "listed": "yes" if those.listed else "no",
        "reasons": " ".join(reason.sentence for line in those.listed for reason in line.reasons),
        "counted_as": _counted(those),
        "owed": "".join(line.answer for line in those.listed),
        "state": "".join(line.state for line in those.listed),
        "stands_in_the_way": "; ".join(what for what, _ in missing(those)),
    }


def _counted(those: ExceptionList) -> str:
    groups = {
        "no better direction": those.unjudged,
        "not compared": those.not_compared,
        "not checked": those.not_checked,
    }
    return "; ".join(name for name, members in groups.items() if members)


def _said(context: str, action: str) -> CommentaryRow | None:
    if not (context or action):
        return None
    return CommentaryRow(
        indicator_id=1,
        period_code="FY2026-Q2",
        period_label="Q2 2026/27",
        period_end=date(2026, 9, 30),
        number=1,
        context=context,
        action_taken="",
        action_planned=action,
        action_by=None,
        entered_at=MOMENT,
        entered_by="Olu Officer",
    )
