"""What an officer typed, before it is submitted: which fields there are, and how a typed number is read."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Final

FIGURE_FIELDS: Final = ("value", "numerator", "denominator", "status", "status_reason", "note", "reason")
"""What is typed of a figure; ``reason`` says why a figure that is stored already changes."""

COMMENTARY_FIELDS: Final = ("context", "action_taken", "action_planned", "action_by")
"""What is said of it, in the three fields that members asked for, and the day by which the action is done."""

FIELDS: Final = (*FIGURE_FIELDS, *COMMENTARY_FIELDS)

_LONGEST: Final = 5_000
_TIDY = re.compile(r"[\s,£\u00a0\u2009]")
_WHOLE = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?")


class DraftError(ValueError):
    """A sentence: why something typed cannot be kept as a draft."""


def tidied(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the known fields that hold anything, without the blanks around them.

    Raises :class:`DraftError` for a field that does not exist or a text of more than 5,000 characters.
    """
    unknown = sorted(set(fields) - set(FIELDS))
    if unknown:
        raise DraftError(f"There is no field {', '.join(unknown)} in a return.")
    long = next((name for name, text in fields.items() if len(text) > _LONGEST), None)
    if long is not None:
        raise DraftError(f"The text in {long.replace('_', ' ')} is longer than {_LONGEST:,} characters. Shorten it.")
    return {name: text.strip() for name in FIELDS if (text := fields.get(name, "")).strip()}


def plain_number(text: str, *, measure: str) -> str:
    """Return a typed number as a file would have it: "1,234" is 1234, "£1,234.50" 1234.50, "83.4%" 83.4 of per cent.

    What is no number comes back as it was typed, so that the check of the file says what is wrong with it.
    """
    typed = text.strip()
    if measure == "percent" and typed.endswith("%"):
        typed = typed[:-1].rstrip()
    bare = typed.removeprefix("£").strip()
    return _TIDY.sub("", bare) if bare and _WHOLE.fullmatch(bare) else typed


def number(text: str, *, measure: str) -> Decimal | None:
    """Return a typed number, or None where there is none or it cannot be read."""
    plain = plain_number(text, measure=measure)
    try:
        found = Decimal(plain) if plain else None
    except InvalidOperation:
        return None
    return found if found is None or found.is_finite() else None


def typed_value(fields: Mapping[str, str], *, measure: str) -> Decimal | None:
    """Return the value that was typed, or the one that its typed parts give; None where there is neither."""
    value = number(fields.get("value", ""), measure=measure)
    if value is not None:
        return value
    top = number(fields.get("numerator", ""), measure=measure)
    bottom = number(fields.get("denominator", ""), measure=measure)
    if top is None or not bottom:
        return None
    return (100 if measure == "percent" else 1) * top / bottom


def says_something(fields: Mapping[str, str]) -> bool:
    """Say whether a draft holds a figure (a value, its parts, or a status without one), not only words about it."""
    return any(fields.get(name) for name in ("value", "numerator", "denominator", "status"))


def explains(fields: Mapping[str, str]) -> bool:
    """Say whether a draft explains a Red: what the reason is, and what is being done or will be."""
    return bool(fields.get("context")) and bool(fields.get("action_taken") or fields.get("action_planned"))
