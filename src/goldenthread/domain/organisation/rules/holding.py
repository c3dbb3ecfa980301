"""Who holds a post when: one holder a day at most, any number of deputies."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Somebody holds a post, or is its deputy, between two days, both included; None is open.

    ``post`` and ``person`` are whatever tells them apart: ids in the database, codes and addresses in a file.
    """

    post: str
    person: str
    starts: date | None
    ends: date | None
    deputy: bool = False

    def covers(self, day: date) -> bool:
        """Say whether ``day`` lies between the two days."""
        return (self.starts is None or self.starts <= day) and (self.ends is None or day <= self.ends)

    def meets(self, other: "Span") -> bool:
        """Say whether the two share a day."""
        return (self.starts is None or other.ends is None or self.starts <= other.ends) and (
            other.starts is None or self.ends is None or other.starts <= self.ends
        )


def clash(one: Span, *, others: Iterable[Span]) -> Span | None:
    """Return the first of ``others`` that ``one`` may not stand beside, or None.

    Two holders of a post may not share a day, and nobody is entered twice for the same days: nobody is their own
    deputy. A deputy stands beside a holder.
    """
    for other in others:
        if other.post != one.post or not one.meets(other):
            continue
        if (not one.deputy and not other.deputy) or one.person == other.person:
            return other
    return None


def said_again(given: Sequence[Span], *, stored: Sequence[Span]) -> list[int | None]:
    """Return, for each of ``given``, the place in ``stored`` of the one it is about; None for a new one.

    They have the same post, person, deputy mark and first day; or the first day of the stored one was not known, and
    the given one tells it.
    """
    places = {(one.post, one.person, one.deputy, one.starts): place for place, one in enumerate(stored)}
    found = [places.pop((one.post, one.person, one.deputy, one.starts), None) for one in given]
    for number, one in sorted(enumerate(given), key=lambda pair: pair[1].starts or date.min):
        if found[number] is None:
            found[number] = places.pop((one.post, one.person, one.deputy, None), None)
    return found


def vacancies(spans: Sequence[Span], *, first: date, last: date) -> list[tuple[date, date]]:
    """Return the stretches between ``first`` and ``last`` on which none of ``spans`` (of one post) holds."""
    held = sorted((one.starts or date.min, one.ends or date.max) for one in spans if not one.deputy)
    found, day = [], first
    for starts, ends in held:
        if starts > last:
            break
        if starts > day:
            found.append((day, date.fromordinal(starts.toordinal() - 1)))
        if ends >= last:
            return found
        if ends >= day:
            day = date.fromordinal(ends.toordinal() + 1)
    if day <= last:
        found.append((day, last))
    return found


SLOTS: Final = {"lead_officer": "Lead officer", "chief_officer": "Chief officer", "cabinet_member": "Cabinet member"}
"""The three who answer for something, by the field that names the post."""


def missing(named: Mapping[str, object], *, partner_leads: bool) -> tuple[str, ...]:
    """Return the slots of SLOTS in which nobody is named; ``named`` maps each to a post, None for a gap.

    Where a partner leads, its own lead is enough: the chief officer and the Cabinet member are not its to name.
    """
    needed = tuple(SLOTS)[:1] if partner_leads else tuple(SLOTS)
    return tuple(slot for slot in needed if named.get(slot) is None)


def stretch(one: Span) -> str:
    """Say when: "from 1 April 2022 to 30 June 2026", "since 1 April 2022", "until 30 June 2026", "at all times"."""
    if one.starts and one.ends:
        return f"from {day_in_words(one.starts)} to {day_in_words(one.ends)}"
    if one.starts:
        return f"since {day_in_words(one.starts)}"
    return f"until {day_in_words(one.ends)}" if one.ends else "at all times"


def day_in_words(day: date) -> str:
    """Write a date as people read it: "1 July 2026"."""
    return f"{day.day} {day:%B %Y}"
