"""One figure or one target, as a page asks for it: the same rules as a file of a thousand, and an event of its own."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from goldenthread.domain.collection.operations.batch import Setting
from goldenthread.domain.collection.operations.loading import IncomingFile, LoadOutcome, take_in

Number = Decimal | str | None
"""A number, or what somebody typed for one."""


def record_observation(
    *,
    indicator: str,
    period: str,
    by: Any,
    at: datetime,
    place: str = "",
    breakdown: str = "",
    value: Number = None,
    numerator: Number = None,
    denominator: Number = None,
    status: str = "final",
    status_reason: str = "",
    note: str = "",
    as_at: date | None = None,
    reason: str = "",
    accept_warnings: bool = False,
    request_id: str = "",
) -> LoadOutcome:
    """Record one figure of ``indicator`` (its reference) for ``period`` (any label), with one audit event.

    Everything a file may be refused or questioned for holds here too; the problems name the field as ``column``.
    """
    row = {
        "indicator": indicator,
        "period": period,
        "place": place,
        "breakdown": breakdown,
        "value": value,
        "numerator": numerator,
        "denominator": denominator,
        "status": status,
        "status_reason": status_reason,
        "note": note,
        "as_at": as_at,
        "reason": reason,
    }
    setting = _setting(by=by, at=at, reason=reason, accept_warnings=accept_warnings, request_id=request_id)
    return take_in_row("observations", "figure", row, setting=setting)


def set_target(
    *,
    indicator: str,
    period: str,
    by: Any,
    at: datetime,
    target: Number = None,
    place: str = "",
    breakdown: str = "",
    floor: Number = None,
    lower: Number = None,
    upper: Number = None,
    tolerance: Number = None,
    apportion: str = "none",
    shares: str = "",
    basis: str = "judgement",
    approver: str = "",
    approved_on: date | None = None,
    reason: str = "",
    note: str = "",
    accept_warnings: bool = False,
    request_id: str = "",
) -> LoadOutcome:
    """Set or change one target, with one audit event; a change needs a ``reason`` and an ``approver`` (post code)."""
    row = {
        "indicator": indicator,
        "period": period,
        "place": place,
        "breakdown": breakdown,
        "target": target,
        "floor": floor,
        "lower": lower,
        "upper": upper,
        "tolerance": tolerance,
        "apportion": apportion,
        "shares": shares,
        "basis": basis,
        "approver": approver,
        "approved_on": approved_on,
        "reason": reason,
        "note": note,
    }
    setting = _setting(by=by, at=at, reason=reason, accept_warnings=accept_warnings, request_id=request_id)
    return take_in_row("targets", "target", row, setting=setting)


def _setting(*, by: Any, at: datetime, reason: str, accept_warnings: bool, request_id: str) -> Setting:
    return Setting(by=by, at=at, reason=reason.strip(), accept_warnings=accept_warnings, request_id=request_id)


def take_in_row(kind: str, name: str, row: dict[str, Any], *, setting: Setting) -> LoadOutcome:
    """Take in one row of a kind of file; its problems name the field as ``column``."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(row)
    writer.writerow(
        ["" if cell is None else format(cell, "f") if isinstance(cell, Decimal) else cell for cell in row.values()]
    )
    file = IncomingFile(kind=kind, name=name, content=text.getvalue().encode())
    return take_in(
        files=[file], setting=setting, source={"subject": f"indicator {row['indicator']}", "period": row["period"]}
    )
