"""Long lists, a hundred rows at a time."""

from dataclasses import dataclass

from django.http import QueryDict

PAGE = 100
"""Rows on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Where one is in a long list: ``start`` and ``end`` cut its rows out of the list."""

    number: int
    last: int
    start: int
    end: int
    shown: str
    previous: str
    next: str


def pages(query: QueryDict, *, total: int) -> Pages:
    """Return the page asked for in the address and its neighbours; a number out of range is the nearest."""
    asked = query.get("page", "1")
    last = max(1, -(-total // PAGE))
    # Nobody's list has a million pages; a longer number is not worth reading.
    number = min(max(int(asked[:7]) if asked.isascii() and asked.isdigit() else 1, 1), last)

    def address(page: int) -> str:
        changed = query.copy()
        changed["page"] = str(page)
        return f"?{changed.urlencode()}"

    start, end = (number - 1) * PAGE, min(number * PAGE, total)
    return Pages(
        number=number,
        last=last,
        start=start,
        end=end,
        shown=f"{start + 1:,} to {end:,} of {total:,}" if total else "",
        previous=address(number - 1) if number > 1 else "",
        next=address(number + 1) if number < last else "",
    )
