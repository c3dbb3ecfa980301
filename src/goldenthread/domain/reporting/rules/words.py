"""How figures, dates and counts are worded in a report, and the small pieces every part of it uses."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from goldenthread.domain.assessment.rules import Scored
from goldenthread.engines.charts.figures import figure, telling_places
from goldenthread.engines.documents import Cell, Direction, Inline, Paragraph, Rating, Strong, Text
from goldenthread.engines.periods import Period, previous
from goldenthread.engines.scoring import DIRECTION_WORDS, RATING_WORDS

STATUS_WORDS = {
    "": "Not entered",
    "final": "Final",
    "provisional": "Provisional",
    "estimated": "Estimated",
    "not_available": "Not available",
    "not_due": "Not due",
    "suppressed": "Suppressed",
}
"""The word for each status of a figure."""

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def text(words: str) -> tuple[Inline, ...]:
    """Return plain words as inlines."""
    return (Text(text=words),)


def paragraph(words: str) -> Paragraph:
    """Return plain words as a paragraph."""
    return Paragraph(inlines=text(words))


def note(words: str) -> Paragraph:
    """Return a small remark."""
    return Paragraph(inlines=text(words), style="note")


def day(moment: date | None) -> str:
    """Return a date as "1 July 2011", "–" when there is none."""
    return f"{moment.day} {moment:%B %Y}" if moment else "–"


def how_many(count: int, one: str, many: str = "") -> str:
    """Return "one indicator", "12 indicators": words up to nine, figures from ten on."""
    number = _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"
    return f"{number} {one if count == 1 else many or one + 's'}"


def number_word(count: int) -> str:
    """Return a count as a word up to nine, as a figure from ten on."""
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def counted(count: int, one: str, many: str = "") -> str:
    """Return "1 indicator", "12 indicators": figures throughout, for counts that stand beside other counts."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def stopped(words: str) -> str:
    """Return ``words`` with a full stop where they have no ending of their own."""
    words = words.rstrip()
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def sentence(words: str) -> str:
    """Return ``words`` with a capital."""
    return words[:1].upper() + words[1:]


def listed(parts: Sequence[str]) -> str:
    """Return "a", "a and b", "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def first_sentence(words: str) -> str:
    """Return the first sentence of a paragraph, to be quoted in a table."""
    for place, letter in enumerate(words):
        if letter in ".!?" and words[place + 1 : place + 2] in ("", " ", "\n") and place > 15:
            return words[: place + 1]
    return words


def places(one: Scored) -> int:
    """Return how many decimals the figures of ``one`` are shown with."""
    return telling_places(one.value, lines=(one.target, one.floor, one.lower, one.upper), decimals=one.decimals)


def shown(value: Decimal | None, one: Scored, *, missing: str = "–") -> str:
    """Return a figure of ``one`` with its unit and its places."""
    return figure(value, unit=one.measure, decimals=places(one), missing=missing)


def value_words(one: Scored) -> str:
    """Return the latest value, or the word for why there is none."""
    if one.value is not None:
        return shown(one.value, one)
    if one.status in ("not_available", "suppressed"):
        return STATUS_WORDS[one.status]
    return "Late" if one.late_days else RATING_WORDS[one.rating].word


def number_cell(value: Decimal | None, one: Scored, *, missing: str = "–") -> Cell:
    """Return a cell with a figure of ``one`` and its exact number."""
    return Cell(
        inlines=text(shown(value, one, missing=missing)),
        number=value,
        unit=one.measure if value is not None else "",
        decimals=places(one) if value is not None else None,
    )


def target_cell(one: Scored) -> Cell:
    """Return a cell with the target, or with the band a figure should stay inside."""
    if one.target is None and (one.lower is not None or one.upper is not None):
        return Cell(inlines=text(range_words(one)))
    return number_cell(one.target, one)


def range_words(one: Scored) -> str:
    """Return "90% to 95%", "up to 95%" or "90% or more"."""
    if one.lower is None and one.upper is None:
        return "None set"
    if one.lower is None:
        return f"up to {shown(one.upper, one)}"
    if one.upper is None:
        return f"{shown(one.lower, one)} or more"
    return f"{shown(one.lower, one)} to {shown(one.upper, one)}"


def value_cell(one: Scored) -> Cell:
    """Return a cell with the latest value, or the word for why there is none."""
    if one.value is not None:
        return number_cell(one.value, one)
    return Cell(inlines=text(value_words(one)))


def words_cell(words: str) -> Cell:
    """Return a cell of words."""
    return Cell(inlines=text(words or "–"))


def count_cell(count: int) -> Cell:
    """Return a cell with a count."""
    return Cell(inlines=text(f"{count:,}"), number=Decimal(count), unit="number", decimals=0)


def strong_cell(words: str) -> Cell:
    """Return a cell of words that matter."""
    return Cell(inlines=(Strong(text=words),))


def rating_mark(one: Scored) -> tuple[Inline, ...]:
    """Return the rating of ``one`` as word, shape and colour; one set by hand says so."""
    mark = rating_of(one.shown_rating)
    if not one.override:
        return (mark,)
    return (mark, Text(text=f" set by hand (calculated: {RATING_WORDS[one.rating].word})"))


def rating_of(code: str) -> Rating:
    """Return a rating code as a mark."""
    return Rating(code=code, word=RATING_WORDS[code].word)


def direction_of(code: str) -> Direction:
    """Return a direction code as a mark."""
    return Direction(code=code, word=DIRECTION_WORDS[code].word)


def title_of(one: Scored, *, period: Period) -> str:
    """Return the name of an indicator, with its own period where that is not the quarter of the report."""
    return one.name if one.period_code == period.code or not one.period_label else f"{one.name} ({one.period_label})"


def quarter_words(period: Period) -> str:
    """Return "Quarter 3 2022/23: October to December 2022" for a financial quarter, the label for anything else."""
    if not period.label.startswith("Q"):
        return period.label
    quarter, _, year = period.label.partition(" ")
    return f"Quarter {quarter[1:]} {year}: {period.start:%B} to {period.end:%B %Y}"


def gaps(parts: Iterable[tuple[str, str]]) -> list[str]:
    """Return the names of the parts that are empty."""
    return [name for name, words in parts if not words]


def why_unrated(one: Scored) -> str:
    """Return the reason of the rating, and why there is no figure where the service says so."""
    if not one.status_reason or one.status_reason in one.reason:
        return one.reason
    return f"{one.reason} {stopped(one.status_reason)}"


def figure_before(one: Scored) -> Decimal | None:
    """Return the figure of the very period before, None where that period has none: an older one is not "before"."""
    return one.previous if one.period is not None and previous(one.period).label == one.previous_label else None


def compared_cell(one: Scored, *, method: str) -> Cell:
    """Return a cell with the figure that the direction of travel compares with.

    ``method`` is the council's; a cumulative figure is always set against the same period last year (rulebook 5).
    """
    by_year = method == "last_year" or one.basis == "ytd"
    return number_cell(one.last_year if by_year else figure_before(one), one)
