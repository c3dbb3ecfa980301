"""Counts of ratings with their shares, as the top of a scorecard shows them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote

from django.utils.safestring import SafeString, mark_safe

from goldenthread.design import words
from goldenthread.design.marks import drawn, rating_html, rating_word
from goldenthread.engines.charts.marks import rating_mark
from goldenthread.engines.scoring.vocabulary import RATED


class Summed(Protocol):
    """What is read from a summary of scored indicators."""

    @property
    def total(self) -> int: ...  # noqa: D102 - the names speak for themselves
    @property
    def rated(self) -> int: ...  # noqa: D102
    @property
    def counts(self) -> Mapping[str, int]: ...  # noqa: D102
    @property
    def shares(self) -> Mapping[str, str]: ...  # noqa: D102
    @property
    def grey(self) -> Mapping[str, int]: ...  # noqa: D102
    @property
    def expected_range(self) -> Mapping[str, int]: ...  # noqa: D102
    @property
    def directions(self) -> Mapping[str, int]: ...  # noqa: D102
    @property
    def late(self) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One count: the number, its mark, and a note."""

    number: str
    mark: SafeString
    note: str


def tiles(now: Summed, *, before: Summed | None = None) -> list[Tile]:
    """Return Green, Amber, Red with their share of the rated, what is not rated and why, and the directions."""
    found = []
    for code in RATED:
        count = now.counts.get(code, 0)
        parts = []
        if now.rated:
            parts.append(f"{now.shares.get(code, '0%')} of the {now.rated:,} rated")
        if before is not None:
            parts.append(f"{before.counts.get(code, 0):,} the quarter before")
        found.append(Tile(number=f"{count:,}", mark=rating_html(code), note=", ".join(parts)))
    unrated = now.total - now.rated
    in_range = sum(now.expected_range.values())
    why = [f"{in_range:,} with an expected range instead"] if in_range else []
    why += [f"{count:,} {rating_word(code).lower()}" for code, count in now.grey.items() if count]
    if now.late:
        why.append(f"{now.late:,} late")
    found.append(Tile(number=f"{unrated:,}", mark=rating_html("", "Not rated"), note=", ".join(why)))
    better, same, worse = (now.directions.get(code, 0) for code in ("improving", "same", "worsening"))
    found.append(
        Tile(
            number=f"{better:,} / {same:,} / {worse:,}",
            mark=mark_safe("improving / no change / worsening"),
            note="direction of travel",
        )
    )
    return found


def bar(now: Summed) -> SafeString:
    """Return the bar of Green, Amber and Red as lengths; empty when nothing is rated. The counts always stand by it."""
    if not now.rated:
        return mark_safe("")
    parts, left = [], 0.0
    for code in RATED:
        length = 1000 * now.counts.get(code, 0) / now.rated
        if length:
            # A thin gap before each but the first, so that neighbours are told apart without their colours.
            gap = 4.0 if left else 0.0
            parts.append(
                f'<rect x="{left + gap:.1f}" y="0" width="{max(length - gap, 1):.1f}" height="10" '
                f'fill="{rating_mark(code).solid}"/>'
            )
        left += length
    return drawn(
        '<svg class="gt-bar-of-counts" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" '
        f'focusable="false">{"".join(parts)}</svg>'
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallScorecard:
    """A scorecard in miniature: the part of the council, its bar and its counts in words."""

    name: str
    url: str
    bar: SafeString
    counts: str


def small_scorecards(parts: Iterable[tuple[str, str, Summed]], *, url: str) -> list[SmallScorecard]:
    """Return one for each part (code, name, counts); ``url`` takes the code as its filter ``directorate``."""
    found = []
    for code, name, now in parts:
        spoken = [f"{now.counts[colour]} {colour.capitalize()}" for colour in RATED]
        if now.total > now.rated:
            spoken.append(f"{now.total - now.rated} not rated")
        link = f"{url}?directorate={quote(code)}"
        found.append(SmallScorecard(name=name, url=link, bar=bar(now), counts=words.joined(spoken)))
    return found


def _against(green: int, *, now: Summed, before: Summed) -> str:
    then = before.counts.get("green", 0)
    if now.rated != before.rated:
        # Numbers of two different wholes are not set against each other.
        return f"{words.spelled(then)} of {before.rated} the quarter before"
    if green == then:
        return "as many as the quarter before"
    return f"{words.spelled(abs(green - then))} {'more' if green > then else 'fewer'} than the quarter before"


def sentence(now: Summed, *, period: str, before: Summed | None = None) -> str:
    """Return the finding of a scorecard: how many of the rated are Green, against the quarter before, and the Reds."""
    if not now.total:
        return f"There are no indicators here for {period}."
    if not now.rated:
        return f"None of the {words.counted(now.total, 'indicator', 'indicators')} has a rating in {period} yet."
    green, red = now.counts.get("green", 0), now.counts.get("red", 0)
    first = f"Of {words.counted(now.rated, 'rated indicator', 'rated indicators')}, {words.spelled(green)} "
    first += f"{'is' if green == 1 else 'are'} on target in {period}"
    if before is not None and before.rated:
        first += f", {_against(green, now=now, before=before)}"
    reds = "none" if red == 0 else words.spelled(red)
    return f"{first}; {reds} {'is' if red <= 1 else 'are'} Red."
