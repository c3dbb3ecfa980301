"""A query about a single figure: asked, answered, closed. The figure stays where it is; the query hangs on it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from goldenthread.domain.audit.operations import record, take_turn
from goldenthread.domain.collection.models import Expected, FigureQuestion
from goldenthread.domain.collection.queries import AskedRow, questions_of


class QuestionError(ValueError):
    """A sentence: why this cannot be asked, answered or closed now."""


def ask(*, expected: int, text: str, by: Any, at: datetime, request_id: str = "") -> AskedRow:
    """Ask about one figure. Raises :class:`QuestionError` without words, or while an earlier query is open."""
    return _said("asked", expected=expected, text=text, by=by, at=at, request_id=request_id)


def answer(*, expected: int, text: str, by: Any, at: datetime, request_id: str = "") -> AskedRow:
    """Answer the open query about one figure. Raises :class:`QuestionError` without words, or without a query."""
    return _said("answered", expected=expected, text=text, by=by, at=at, request_id=request_id)


def close(*, expected: int, text: str, by: Any, at: datetime, request_id: str = "") -> AskedRow:
    """Close a query, saying what came of it. Raises :class:`QuestionError` as :func:`answer` does."""
    return _said("closed", expected=expected, text=text, by=by, at=at, request_id=request_id)


_ORDER = {"": ("asked",), "asked": ("answered", "closed"), "answered": ("answered", "closed"), "closed": ("asked",)}
"""What may be said after what."""

_INSTEAD = {
    "asked": "There is an open query about this figure already. Wait for its answer, or close it first.",
    "answered": "There is no open query about this figure, so there is nothing to answer.",
    "closed": "There is no open query about this figure, so there is nothing to close.",
}
_WORDS = {
    "asked": "Write what you want to know about this figure.",
    "answered": "Write an answer.",
    "closed": "Say what came of the query, so that the next reader knows.",
}


@transaction.atomic
def _said(kind: str, *, expected: int, text: str, by: Any, at: datetime, request_id: str) -> AskedRow:
    take_turn()
    row = Expected.objects.select_related("indicator", "period").get(pk=expected)
    before = questions_of(expected=[expected]).get(expected, [])
    last = before[-1].kind if before else ""
    if kind not in _ORDER[last]:
        raise QuestionError(_INSTEAD[kind])
    if not text.strip():
        raise QuestionError(_WORDS[kind])
    event = record(
        action=f"figure query {kind}",
        subject=f"return {row.owed_id}",
        by=by,
        at=at,
        reason=text.strip(),
        request_id=request_id,
        data={"indicator": row.indicator.reference, "period": row.period.code, "number": len(before) + 1},
    )
    FigureQuestion.objects.create(
        expected=row, number=len(before) + 1, kind=kind, text=text.strip(), said_at=at, said_by=by, event=event
    )
    return questions_of(expected=[expected])[expected][-1]
