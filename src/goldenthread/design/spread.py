"""How the parts of something stand, all at once: "4 Green, 2 Amber, 1 Red, 1 no data", each with its shape and colour.

An average would hide a Red; a spread cannot.
"""

from collections.abc import Mapping
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from goldenthread.design import words
from goldenthread.design.marks import rating_html, shape_html
from goldenthread.engines.scoring.vocabulary import RATED, RATING_WORDS

STATE_WORDS = {
    "not_started": "not started",
    "in_progress": "in progress",
    "complete": "complete",
    "deferred": "deferred",
    "dropped": "dropped",
}
"""States of a milestone or an action; all but *in progress* stand outside the ratings."""
_ORDER = (*RATED, *(code for code in RATING_WORDS if code not in RATED), *STATE_WORDS)


def standing_word(code: str) -> str:
    """Return what a rating or a state is called in running text: "Red", "no data", "complete"."""
    if code in RATED:
        return RATING_WORDS[code].word
    if code in STATE_WORDS:
        return STATE_WORDS[code]
    return RATING_WORDS[code].word.lower() if code in RATING_WORDS else code.replace("_", " ")


def standing_html(code: str) -> SafeString:
    """Return the tag of a rating or of a state outside the ratings; nothing at all is "Not rated"."""
    if not code:
        return rating_html("", "Not rated")
    return rating_html(code, standing_word(code).capitalize()) if code not in RATED else rating_html(code)


def _parts(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    known = [(code, counts[code]) for code in _ORDER if counts.get(code)]
    return known + [(code, count) for code, count in counts.items() if count and code not in _ORDER]


def spread_words(counts: Mapping[str, int]) -> str:
    """Return the spread as words: "4 Green, 2 Amber and 1 no data"; what there is none of is left out."""
    return words.joined([f"{count:,} {standing_word(code)}" for code, count in _parts(counts)])


def spread_html(counts: Mapping[str, int]) -> SafeString:
    """Return the spread as one line, every part a shape, a number and its word."""
    return _drawn(tuple(_parts(counts)))


@lru_cache(maxsize=4096)
def _drawn(parts: tuple[tuple[str, int], ...]) -> SafeString:
    if not parts:
        return mark_safe("")
    inside = format_html_join(
        # The comma is heard and not seen: the gap between the parts is what the eye needs.
        mark_safe('<span class="govuk-visually-hidden">, </span>'),
        '<span class="gt-spread__part gt-spread__part--{}">{}{} {}</span>',
        (
            (code if code in RATED else "grey", shape_html(code), f"{count:,}", standing_word(code))
            for code, count in parts
        ),
    )
    return format_html('<span class="gt-spread">{}</span>', inside)


def below_words(counts: Mapping[str, int], *, shown: str) -> str:
    """Return "1 Red below" where a Red stands below something that is not shown as Red itself, else nothing."""
    reds = counts.get("red", 0)
    return f"{reds:,} Red below" if reds and shown != "red" else ""
