"""Deadlines as an iCalendar file (RFC 5545)."""

from collections.abc import Mapping
from datetime import date, timedelta

from icalendar import Calendar, Event

from goldenthread.domain.calendar.queries import TimetableRow


def as_icalendar(tables: Mapping[str, TimetableRow], *, council: str, address: str) -> bytes:
    """Return every deadline of ``tables`` as whole days, with identifiers that stay when a day moves.

    A moved deadline has a higher sequence number, so that a calendar that subscribed moves it instead of adding one.
    """
    book = Calendar()
    book.add("prodid", "-//Golden Thread//Collection of figures//EN")
    book.add("version", "2.0")
    book.add("x-wr-calname", f"{council}: performance figures")
    for code, row in tables.items():
        for due in row.scheduled.stages:
            book.add_component(
                _event(
                    row,
                    code=code,
                    key=due.code,
                    name=f"{row.period.label}: {due.name.lower()}",
                    day=due.due,
                    url=address,
                )
            )
        published = f"{row.period.label}: report published"
        book.add_component(
            _event(row, code=code, key="publish", name=published, day=row.scheduled.publish, url=address)
        )
        name = f"{row.period.label}: {row.committee or 'meeting'}"
        book.add_component(_event(row, code=code, key="meeting", name=name, day=row.meeting_on, url=address))
    return bytes(book.to_ical())


def _event(row: TimetableRow, *, code: str, key: str, name: str, day: date, url: str) -> Event:
    event = Event()
    event.add("uid", f"{code}-{key}@goldenthread")
    event.add("dtstamp", row.entered_at)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", name)
    event.add("sequence", row.number - 1)
    event.add("url", f"{url}?period={code}")
    event.add("transp", "TRANSPARENT")
    return event
