"""Whether an iteration can still be endorsed, and how an endorsement stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

STATES = ("endorsed", "lapsed", "outstanding")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An iteration: its number, the SHA-256 of its words, the day it was made."""

    number: int
    digest: str
    made_on: date


def day_in_words(day: date) -> str:
    """Write a date as people read it: "1 July 2026"."""
    return f"{day.day} {day:%B %Y}"


def endorse_refusal(number: int, *, drafts: Sequence[Draft], given_on: date, today: date, body: str) -> str | None:
    """Return the sentence why ``body`` cannot endorse iteration ``number`` on ``given_on``, or None: it can.

    An iteration is stale from the day on which a later one was made that reads differently.
    """
    asked = next((one for one in drafts if one.number == number), None)
    if asked is None:
        return f"There is no iteration {number}. Make it first, or choose one of those that are listed."
    if given_on > today:
        return f"{day_in_words(given_on)} is still to come. Enter the endorsement once it has been given."
    if given_on < asked.made_on:
        return (
            f"Iteration {number} was made on {day_in_words(asked.made_on)}: nobody can have endorsed it on "
            f"{day_in_words(given_on)}. Correct the day or the iteration."
        )
    later = [one for one in drafts if one.number > number and one.made_on <= given_on and one.digest != asked.digest]
    if later:
        first = min(later, key=lambda one: one.number)
        latest = max(later, key=lambda one: one.number)
        return (
            f"Iteration {number} is stale: iteration {first.number} replaced it on {day_in_words(first.made_on)}. "
            f"Ask {body} to endorse iteration {latest.number}."
        )
    return None


def endorsement_state(endorsed: Iterable[int], *, drafts: Sequence[Draft]) -> str:
    """Say how it stands with a body that endorsed the iterations ``endorsed``: a word of STATES.

    It holds as long as the latest iteration reads as one of those endorsed.
    """
    given = set(endorsed)
    if not given:
        return "outstanding"
    latest = max(drafts, key=lambda one: one.number)
    covered = {one.digest for one in drafts if one.number in given}
    return "endorsed" if latest.digest in covered else "lapsed"
