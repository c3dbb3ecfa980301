"""Which indicators belong to the exception report, why, and what is still owed for them.

Source: the quarterly exception report of Kent County Council, "Staying Excellent" (self-assessment of 2007): in are
indicators below the median of comparable councils or significantly deteriorating, each with an action plan or
commentary, and the list is reviewed. "Significantly deteriorating" is rulebook, section 7.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from goldenthread.domain.assessment.rules import Scored
from goldenthread.domain.assessment.rules.methods import decimal_of, number_of
from goldenthread.domain.assessment.rules.monitoring import Proposal, propose
from goldenthread.domain.indicators.rules import CommentaryRow
from goldenthread.domain.reporting.rules.watching import watched
from goldenthread.domain.reporting.rules.words import listed, shown, stopped
from goldenthread.engines.charts.figures import figure, plain, rounded
from goldenthread.engines.periods import from_code

BELOW_MEDIAN: Final = "below_median"
DETERIORATING: Final = "deteriorating"
DECISIONS: Final = ("kept", "dropped")

ACTION_PLAN: Final = "action_plan"
COMMENTARY: Final = "commentary"
NEEDED: Final = "needed"
"""What is written down for the period: an action, words without one, or nothing ("Action needed")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why an indicator is on the list: a code and a sentence with its numbers."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """What was decided of one indicator on the list of one quarter: kept, or dropped with a reason; by whom, when.

    ``seen_digest`` names what was decided on.
    """

    indicator_id: int
    number: int
    decision: str
    reason: str
    seen_digest: str
    entered_at: datetime
    entered_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An indicator that the rules put on the list: why, what is written down for it, and what was decided of it."""

    scored: Scored
    reasons: tuple[Reason, ...]
    said: CommentaryRow | None
    review: ReviewRow | None
    digest: str

    @property
    def answer(self) -> str:
        """What is written down for this very period: action_plan, commentary, or needed."""
        return answer_of(self.said)

    @property
    def proposal(self) -> Proposal:
        """How often to look at it."""
        return propose(watched(self.scored))

    @property
    def lapsed(self) -> bool:
        """Whether it was reviewed before the figures changed, and so needs looking at again."""
        return self.review is not None and self.review.seen_digest != self.digest

    @property
    def state(self) -> str:
        """Proposed (not reviewed, or before the figures changed), kept or dropped."""
        return "proposed" if self.review is None or self.lapsed else self.review.decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """An indicator that was reviewed and that the rules no longer put on the list, because its figures changed."""

    scored: Scored
    review: ReviewRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionList:
    """The list of one quarter, in the council's order.

    ``unjudged`` have no better direction and cannot be worse than anybody; ``not_compared`` are not on the list and
    have no comparators; ``not_checked`` are not on the list and could not be looked at for deterioration. Absence from
    the list is good news for none of these three.
    """

    scored: tuple[Scored, ...]
    listed: tuple[Listed, ...]
    gone: tuple[Gone, ...]
    unjudged: tuple[Scored, ...]
    not_compared: tuple[Scored, ...]
    not_checked: tuple[Scored, ...]

    @property
    def total(self) -> int:
        """How many indicators there are in the quarter."""
        return len(self.scored)

    def of(self, state: str) -> list[Listed]:
        """Return what is proposed, kept or dropped."""
        return [one for one in self.listed if one.state == state]

    @property
    def included(self) -> list[Listed]:
        """All but the dropped: what the report shows."""
        return [one for one in self.listed if one.state != "dropped"]

    @property
    def needing(self) -> list[Listed]:
        """Those on the report with neither action plan nor commentary."""
        return [one for one in self.included if one.answer == NEEDED]


def reasons_of(one: Scored) -> tuple[Reason, ...]:
    """Return why an indicator is on the list, nothing where it is not: below the median first, then deteriorating."""
    found = []
    if one.below_median:
        found.append(Reason(code=BELOW_MEDIAN, sentence=median_sentence(one)))
    if one.deteriorating:
        found.append(Reason(code=DETERIORATING, sentence=deterioration_sentence(one)))
    return tuple(found)


def median_sentence(one: Scored) -> str:
    """Return "Below the median of English counties: 71.2% against 84.0%." in the direction that is worse.

    For a measure that should be low, worse than the median is above it. Like is set beside like: where the others'
    figures are of an earlier period, so is ours, and the sentence says which.
    """
    numbers = one.methods["comparators"].numbers
    group = str(numbers.get("group_name") or "its comparators")
    ours = decimal_of(one.methods, "comparators", "value")
    ours, median = one.value if ours is None else ours, median_of(one)
    # Never rounded onto each other: "23.6% against 23.6%" would make nonsense of the word before it.
    places = _telling(ours, median, decimals=one.decimals)
    value, middle = (figure(number, unit=one.measure, decimals=places) for number in (ours, median))
    period = str(numbers.get("period") or "")
    when = f" in {numbers.get('period_label')}" if period and period != one.period_code else ""
    if one.polarity == "target":
        return f"Further from its target than half of {group}: {value}{when}."
    side = "Above" if one.polarity == "lower" else "Below"
    return f"{side} the median of {group}: {value} against {middle}{when}."


def _telling(ours: Decimal | None, median: Decimal | None, *, decimals: int) -> int:
    """Return the fewest places, up to six, at which the two are written differently where they are different."""
    places = decimals
    if ours is not None and median is not None and ours != median:
        while places < 6 and rounded(ours, decimals=places) == rounded(median, decimals=places):
            places += 1
    return places


def deterioration_sentence(one: Scored) -> str:
    """Return the signs in one sentence: "the latest figure is below the lower limit of its control chart (78.5%)".

    Every sign that was seen is told; the numbers behind a trend stand on the indicator's page. Where the signs are not
    named, the method's own words are used.
    """
    answer = one.methods["deterioration"]
    signs = [_SIGNS[sign](one) for sign in str(answer.numbers.get("signs", "")).split(";") if sign in _SIGNS]
    if not signs:
        return stopped(answer.reason)
    until = f" This goes up to {from_code(answer.window_end).label}." if one.value is None and answer.window_end else ""
    return f"Significantly deteriorating: {listed(signs)}.{until}"


def _on_the_chart(one: Scored) -> str:
    chart = one.methods.get("xmr")
    label = str(chart.numbers.get("label", "")) if chart else ""
    if label == "outside":
        high = number_of(one.methods, "xmr", "side") == "high"
        limit = decimal_of(one.methods, "xmr", "upper_limit" if high else "lower_limit")
        where = "above the upper limit" if high else "below the lower limit"
        return f"the latest figure is {where} of its control chart ({shown(limit, one)})"
    return _RUNS.get(label, "the latest figure is an unusual worsening on its control chart")


def _since_last_year(one: Scored) -> str:
    if one.last_year is None:
        return "it is significantly worse than in the same period last year"
    return f"it is significantly worse than in {one.last_year_label} ({shown(one.last_year, one)})"


_RUNS: Final = {
    "trend": "the latest figures are one long run for the worse on its control chart",
    "two_in_three": "two of the latest three figures are close to the limit of its control chart",
    "shift": "the latest figures are all on the worse side of their average",
}
_SIGNS: Final[Mapping[str, Callable[[Scored], str]]] = {
    "xmr_concern": _on_the_chart,
    "negative_trend": lambda one: f"there is a trend for the worse over {one.methods['deterioration'].points} figures",
    "worse_than_last_year": _since_last_year,
}


def median_of(one: Scored) -> Decimal | None:
    """Return the median of the comparators, None where there are none."""
    return decimal_of(one.methods, "comparators", "median")


def median_words(one: Scored) -> str:
    """Return the comparators' median with its unit, "–" where there is none."""
    return shown(median_of(one), one)


def answer_of(said: CommentaryRow | None) -> str:
    """Say what is written down: an action plan (planned or taken), commentary alone, or nothing."""
    if said is None:
        return NEEDED
    if said.action_planned.strip() or said.action_taken.strip():
        return ACTION_PLAN
    return COMMENTARY if said.context.strip() else NEEDED


def digest_of(one: Scored, *, reasons: Sequence[Reason]) -> str:
    """Return the name of what a reviewer decides on: figure, target, definition, rating shown, reasons, median, signs.

    A figure that is a day later every day, or new words of a sentence, do not end a review; another figure does.
    """
    deterioration, median = one.methods.get("deterioration"), median_of(one)
    parts = (
        one.period_code, one.observation_id, one.target_id, one.definition_id, one.shown_rating,
        tuple(reason.code for reason in reasons),
        plain(median.normalize()) if median is not None else "",
        str(deterioration.numbers.get("signs", "")) if deterioration else "",
    )  # fmt: skip
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def exception_list(
    scored: Sequence[Scored], *, said: Mapping[int, CommentaryRow | None], reviews: Mapping[int, ReviewRow]
) -> ExceptionList:
    """Return the list of a quarter from its scorecard.

    ``said`` is what the service said of the very period that the indicator reports, and ``reviews`` the latest
    decision of this quarter, both by indicator.
    """
    listed, gone, rest = [], [], []
    for one in scored:
        reasons = reasons_of(one)
        review = reviews.get(one.indicator_id)
        if reasons:
            listed.append(
                Listed(
                    scored=one,
                    reasons=reasons,
                    said=said.get(one.indicator_id),
                    review=review,
                    digest=digest_of(one, reasons=reasons),
                )
            )
            continue
        if review is not None:
            gone.append(Gone(scored=one, review=review))
        rest.append(one)
    judged = [one for one in rest if one.polarity != "none"]
    return ExceptionList(
        scored=tuple(scored),
        listed=tuple(listed),
        gone=tuple(gone),
        unjudged=tuple(one for one in rest if one.polarity == "none"),
        not_compared=tuple(one for one in judged if one.below_median is None),
        not_checked=tuple(one for one in judged if not _checked(one)),
    )


def _checked(one: Scored) -> bool:
    answer = one.methods.get("deterioration")
    return answer is not None and answer.answer in ("deteriorating", "not_deteriorating")


def missing(those: ExceptionList) -> list[tuple[str, list[str]]]:
    """Return what must be done before the list can be frozen, as (what, names of the indicators); empty when nothing.

    A dropped indicator owes nothing but its reason, which it has.
    """
    owed = (
        ("Not yet reviewed", [one.scored.name for one in those.listed if one.review is None]),
        ("Reviewed before the figures changed", [one.scored.name for one in those.listed if one.lapsed]),
        ("Neither action plan nor commentary", [one.scored.name for one in those.of("kept") if one.answer == NEEDED]),
    )
    return [(what, names) for what, names in owed if names]


def public_part(those: ExceptionList) -> ExceptionList:
    """Return the list of the public indicators alone: what is withheld is in no count of it."""
    return ExceptionList(
        scored=tuple(one for one in those.scored if one.public),
        listed=tuple(one for one in those.listed if one.scored.public),
        gone=tuple(one for one in those.gone if one.scored.public),
        unjudged=tuple(one for one in those.unjudged if one.public),
        not_compared=tuple(one for one in those.not_compared if one.public),
        not_checked=tuple(one for one in those.not_checked if one.public),
    )
