"""What each method says of an indicator in a period, beside its rating and never instead of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

METHODS = ("trend", "xmr", "deterioration", "comparators", "forecast")
"""Every method whose answer is kept, in the order in which they are told."""

Number = Decimal | int | str | bool | None
"""What an answer may hold beside its word: alike on both databases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one method says of one indicator in one period.

    ``answer`` is the engine's word, empty where it has none; ``reason`` a sentence; ``points`` how many points were
    used, from period ``window_start`` to ``window_end`` (codes, empty where none was). ``numbers`` are the method's
    own, in the measure's unit: see the engine of that method.
    """

    method: str
    answer: str
    reason: str
    version: str
    points: int
    window_start: str
    window_end: str
    numbers: Mapping[str, Number]


def word_of(methods: Mapping[str, Answer], method: str) -> str:
    """Return the word of one method, empty where it was not asked or refused to answer."""
    found = methods.get(method)
    return found.answer if found is not None and found.answer != "refused" else ""


def number_of(methods: Mapping[str, Answer], method: str, name: str) -> Number:
    """Return one of the numbers of a method, None where there is none."""
    found = methods.get(method)
    return found.numbers.get(name) if found is not None else None


def decimal_of(methods: Mapping[str, Answer], method: str, name: str) -> Decimal | None:
    """Return one of the numbers of a method as a decimal, None where it is none."""
    found = number_of(methods, method, name)
    return found if isinstance(found, Decimal) else None


def decimal(number: float | None) -> Decimal | None:
    """Return what an engine worked out, to 12 digits: the rest depends on the order in which numbers were added."""
    return None if number is None else Decimal(f"{number:.12g}")


def stored_numbers(answer: Answer) -> dict[str, int | str | bool | None]:
    """Return the numbers of an answer as JSON keeps them: decimals as text, so that none is rounded."""
    return {
        name: format(number, "f") if isinstance(number, Decimal) else number for name, number in answer.numbers.items()
    }
