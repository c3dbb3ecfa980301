"""The smallest good timetable, return, expected figure, question and lock."""

from datetime import date
from typing import Any

from goldenthread.domain.calendar.models import Timetable
from goldenthread.domain.collection.models import Expected, FigureQuestion, Lock, Return
from tests import factories


def timetable(**fields: Any) -> Timetable:
    """The meeting of the second quarter of 2026/27."""
    made: dict[str, Any] = {
        "period": factories.period(),
        "number": 1,
        "meeting_on": date(2026, 12, 3),
        "stages": [],
        "entered_at": factories.NOON,
        **fields,
    }
    made.setdefault("entered_by", factories.user())
    made.setdefault("event", factories.event())
    return Timetable.objects.create(**made)


def owed(**fields: Any) -> Return:
    """What the first post owes, made once."""
    key = {
        "period": fields.pop("period", None) or factories.period(),
        "post": fields.pop("post", None) or factories.post(),
    }
    found = Return.objects.filter(**key).first()
    return found or Return.objects.create(**key, opened_at=factories.NOON, event=factories.event(), **fields)


def expected(**fields: Any) -> Expected:
    """One figure that is owed."""
    made: dict[str, Any] = {"due_on": date(2026, 11, 10), **fields}
    made.setdefault("owed", owed())
    made.setdefault("indicator", factories.indicator())
    made.setdefault("period", factories.period())
    made.setdefault("place", factories.place())
    return Expected.objects.create(**made)


def question(**fields: Any) -> FigureQuestion:
    """Somebody asks about a figure."""
    made: dict[str, Any] = {
        "number": 1,
        "kind": "asked",
        "text": "Is this the whole county?",
        "said_at": factories.NOON,
    }
    made |= fields
    made.setdefault("expected", expected())
    made.setdefault("said_by", factories.user())
    made.setdefault("event", factories.event())
    return FigureQuestion.objects.create(**made)


def lock(**fields: Any) -> Lock:
    """The figures of a period are closed."""
    made: dict[str, Any] = {"locked_at": factories.NOON, "reason": "Edition 1 was frozen.", **fields}
    made.setdefault("period", factories.period())
    made.setdefault("locked_by", factories.user())
    made.setdefault("event", factories.event())
    return Lock.objects.create(**made)
