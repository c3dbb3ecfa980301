"""The exception report's list and the monitoring frequencies as their pages and files show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.utils.safestring import SafeString

from goldenthread.design import scored, words
from goldenthread.design.marks import direction_html, rating_html, rating_word
from goldenthread.domain.assessment.queries import Scored
from goldenthread.domain.assessment.rules.monitoring import EVERY, FREQUENCIES
from goldenthread.domain.reporting.queries import ExceptionList, Listed, MonitoredRow
from goldenthread.domain.reporting.rules.exception_report import in_one_line, who_answers
from goldenthread.domain.reporting.rules.exceptions import median_words
from goldenthread.domain.reporting.rules.watching import watched
from goldenthread.entrypoints.workspace.reporting.forms import ReviewForm

_ANSWERS = {
    "action_plan": ("green", "Action plan"),
    "commentary": ("not_due", "Commentary"),
    "needed": ("red", "Action needed"),
}
_GROUPS = (
    ("proposed", "To review", "Nothing is left to review."),
    ("kept", "Kept on the report", "Nothing has been kept yet."),
    ("dropped", "Dropped", "Nothing has been dropped."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A count at the top of a page."""

    count: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One indicator on the list, ready to be shown."""

    anchor: str
    reference: str
    name: str
    url: str
    note: str
    rating: SafeString
    direction: SafeString
    figures: str
    reasons: list[str]
    who: str
    answer: SafeString
    said: list[tuple[str, str]]
    look: str
    decided: str
    lapsed: bool
    form: ReviewForm | None
    wrong: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A part of the list: to review, kept, dropped."""

    code: str
    heading: str
    empty: str
    entries: list[Entry]


def finding(those: ExceptionList, *, period: str) -> str:
    """Return the one thing to know of the list."""
    left = len(those.of("proposed"))
    review = f"{words.counted(left, 'is', 'are')} still to be reviewed." if left else "All are reviewed."
    return f"{in_one_line(those)} {review if those.listed else ''}".strip()


def tiles(those: ExceptionList) -> list[Tile]:
    """Return the counts at the top."""
    return [
        Tile(count=len(those.of("proposed")), words="to review"),
        Tile(count=len(those.of("kept")), words="kept"),
        Tile(count=len(those.of("dropped")), words="dropped"),
        Tile(count=len(those.needing), words="need an action plan or commentary"),
    ]


def groups(
    those: ExceptionList, *, period: str, address: str, may_review: bool, wrong: ReviewForm | None
) -> list[Group]:
    """Return the list in three parts. ``wrong`` is the form that was refused: it stands at its indicator again."""
    places = {one.scored.reference: place for place, one in enumerate(those.listed, start=1)}
    return [
        Group(
            code=code,
            heading=heading,
            empty=empty,
            entries=[
                _entry(
                    one,
                    place=places[one.scored.reference],
                    period=period,
                    address=address,
                    may_review=may_review,
                    wrong=wrong,
                )
                for one in those.of(code)
            ],
        )
        for code, heading, empty in _GROUPS
    ]


def _entry(one: Listed, *, place: int, period: str, address: str, may_review: bool, wrong: ReviewForm | None) -> Entry:
    is_wrong = wrong is not None and wrong.data.get("reference") == one.scored.reference
    form = None
    if may_review:
        given = {"period": period, "reference": one.scored.reference, "seen": one.digest}
        form = ReviewForm(initial=given, auto_id=f"review-{place}-%s")
        if is_wrong and wrong is not None:
            # What was typed stays; what it is about is what stands there now.
            form, wrong.auto_id, wrong.data = (
                wrong,
                form.auto_id,
                {**wrong.data, "reason": wrong.data.get("reason", "")} | given,
            )
    code, word = _ANSWERS[one.answer]
    said = one.said
    parts = (
        (("Context", said.context), ("Action taken", said.action_taken), ("Action planned", said.action_planned))
        if said
        else ()
    )
    return Entry(
        anchor=f"exception-{place}",
        reference=one.scored.reference,
        name=one.scored.name,
        url=address.replace("REFERENCE", quote(one.scored.reference)),
        note=scored.note_of(one.scored),
        rating=scored.rating_shown(one.scored),
        direction=direction_html(one.scored.direction),
        figures=_figures(one.scored),
        reasons=[reason.sentence for reason in one.reasons],
        who=who_answers(one.scored),
        answer=rating_html(code, word) if code == "red" else rating_html("", word),
        said=[(name, text) for name, text in parts if text],
        look=one.proposal.reason,
        decided=_decided(one),
        lapsed=one.lapsed,
        form=form,
        wrong=is_wrong,
    )


def _figures(one: Scored) -> str:
    median = median_words(one)
    parts = [f"Latest {scored.shown(one, one.value)}", f"target {scored.target_shown(one)}"]
    if median != "–":
        parts.append(f"median of comparators {median}")
    return ", ".join(parts)


def _decided(one: Listed) -> str:
    review = one.review
    if review is None:
        return ""
    word = {"kept": "Kept", "dropped": "Dropped"}[review.decision]
    reason = f": {review.reason.rstrip('.')}" if review.reason else ""
    by = f"{word} by {review.entered_by} on {words.day(review.entered_at)}{reason}."
    return f"{by} Reviewed before the figures changed: look at it again." if one.lapsed else by


def unknown(those: ExceptionList) -> list[str]:
    """Return what absence from the list does not mean."""
    told = []
    if those.not_compared:
        could = words.counted(len(those.not_compared), "indicator", "indicators")
        told.append(f"{could} could not be compared with others: no comparators, or too few.")
    if those.not_checked:
        could = words.counted(len(those.not_checked), "indicator", "indicators")
        told.append(f"{could} could not be checked for deterioration: too few figures, or figures that hide it.")
    if those.unjudged:
        have = words.counted(len(those.unjudged), "indicator has", "indicators have")
        told.append(f"{have} no better direction, so no figure is worse than another.")
    return told


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitored:
    """One indicator on the page of monitoring frequencies."""

    name: str
    url: str
    group: str
    rating: SafeString
    now: str
    proposed: str
    change: str
    reason: str


_NOW = {
    "month": "Every month", "quarter": "Every quarter", "half_year": "Every half-year", "term": "Every school term",
    "year": "Every year", "academic_year": "Every academic year", "calendar_year": "Every calendar year",
    "week": "Every week", "day": "On given days", "survey": "At each survey",
}  # fmt: skip


def monitored(rows: Sequence[MonitoredRow], *, address: str) -> list[Monitored]:
    """Return the lines of the page; ``group`` names the directorate where a new one begins."""
    lines, group = [], ""
    for row in rows:
        one = row.scored
        begins = one.directorate_name if one.directorate_name != group else ""
        group = one.directorate_name
        lines.append(
            Monitored(
                name=one.name,
                url=address.replace("REFERENCE", quote(one.reference)),
                group=begins,
                rating=scored.rating_shown(one),
                now=_NOW.get(one.frequency, one.frequency),
                proposed=EVERY[row.proposal.frequency],
                change="Figures needed more often" if row.proposal.capped else "",
                reason=row.proposal.reason,
            )
        )
    return lines


def monitoring_tiles(rows: Sequence[MonitoredRow]) -> list[Tile]:
    """Return how many indicators are proposed for each frequency."""
    counted = [row.proposal.frequency for row in rows]
    return [Tile(count=counted.count(code), words=EVERY[code].lower()) for code in FREQUENCIES]


MONITORING_COLUMNS = (
    *("reference", "name", "directorate", "period", "rating", "strategic", "deteriorating", "below_median"),
    *("days_late", "average_movement", "distance", "risk", "movement", "now", "proposed", "wanted", "reason"),
)


def monitoring_rows(rows: Sequence[MonitoredRow]) -> list[list[Any]]:
    """Return the same as data, with what each proposal was made from."""
    found = []
    for row in rows:
        one, told, seen = row.scored, row.proposal, watched(row.scored)
        found.append(
            [
                one.reference,
                one.name,
                one.directorate_name,
                one.period_label,
                rating_word(one.shown_rating),
                "yes" if one.strategic else "no",
                "yes" if one.deteriorating else "no",
                {True: "yes", False: "no", None: ""}[one.below_median],
                one.late_days or None,
                seen.movement,
                seen.distance,
                told.risk,
                told.movement,
                one.frequency,
                told.frequency,
                told.wanted,
                told.reason,
            ]
        )
    return found
