"""Unit plans as their pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.safestring import SafeString

from goldenthread.design import words
from goldenthread.design.marks import rating_html
from goldenthread.domain.approvals.rules import Submission
from goldenthread.domain.unit_plans.queries import UnitPlanRow
from goldenthread.domain.unit_plans.rules import ACTIONS_NAME, COSTS_NAME, SECTIONS

_MARKS = {
    "draft": ("no_data", "Being written"),
    "open": ("within", "Submitted"),
    "approved": ("green", "Approved"),
    "returned": ("amber", "Returned"),
    "withdrawn": ("no_data", "Withdrawn"),
    "lapsed": ("amber", "Lapsed"),
}
REVIEW_NAMES = {"in_year": "A look in the year", "half_year": "The half-year review"}


def pounds(amount: Decimal) -> str:
    """Return an exact sum as people read it: "£1,250.50"."""
    return f"£{amount:,.2f}"


def state_mark(state: str) -> SafeString:
    """Return how a plan stands as shape, word and colour."""
    return rating_html(*_MARKS[state])


def state_words(row: UnitPlanRow) -> str:
    """Say in a sentence how a plan stands and who has to do what next."""
    one = row.submission
    if row.state == "open" and row.stage and one:
        return f"With the {row.stage.name.lower()} since {words.day(_since(one))}."
    if row.state == "approved" and one:
        return f"Approved in full on {words.day(one.decisions[-1].at)}."
    if row.state == "returned" and one:
        last = one.decisions[-1]
        return f"Returned by {last.by_name} on {words.day(last.at)}: {last.reason}"
    if row.state == "lapsed":
        what = "approved" if one and one.approved_in_full else "submitted"
        return f"The plan has changed since it was {what}: submit it again."
    if row.missing:
        return f"{words.counted(len(row.missing), 'part', 'parts')} still to write."
    return "Complete, and not submitted yet."


def _since(one: Submission) -> datetime:
    return one.decisions[-1].at if one.decisions else one.submitted_at


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """A unit plan in the list."""

    code: str
    title: str
    unit: str
    mark: SafeString
    words: str
    total: str
    mine: bool


def plan_lines(rows: Sequence[UnitPlanRow], *, waiting: set[str]) -> list[PlanLine]:
    """Return the plans in the order given; ``waiting`` are the codes of those that wait for the reader."""
    return [
        PlanLine(
            code=row.plan.code,
            title=row.plan.title,
            unit=row.plan.unit[1] if row.plan.unit else "The whole council",
            mark=state_mark(row.state),
            words=state_words(row),
            total=pounds(row.total) if row.costs else "",
            mine=row.plan.code in waiting,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic with its words, or none yet."""

    code: str
    name: str
    text: str
    by: str


def topics(row: UnitPlanRow) -> list[Topic]:
    """Return every topic of the plan in order."""
    found = []
    for code, name in SECTIONS.items():
        one = row.sections.get(code)
        said = f"{one.entered_by}, {words.moment(one.entered_at)}" if one else ""
        found.append(Topic(code=code, name=name, text=one.text if one else "", by=said))
    return found


def next_section(section: str) -> str:
    """Return the topic after ``section``, or "" after the last."""
    codes = list(SECTIONS)
    place = codes.index(section) + 1
    return codes[place] if place < len(codes) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A stage on the route of a submission: who decided what, or that it waits."""

    name: str
    words: str
    reason: str


def steps(row: UnitPlanRow) -> list[Step]:
    """Return every stage of the plan's latest submission."""
    if row.submission is None:
        return []
    decided = {one.stage: one for one in row.submission.decisions}
    found = []
    for stage in row.submission.route:
        one = decided.get(stage.code)
        if one:
            said = f"{one.decision.capitalize()} by {one.by_name} on {words.day(one.at)}"
        else:
            said = "Waiting now" if row.stage == stage else "Not reached"
        found.append(Step(name=stage.name, words=said, reason=one.reason if one else ""))
    return found


def missing_links(row: UnitPlanRow) -> list[tuple[str, str]]:
    """Return (name, code of the section or "") of what is missing."""
    codes = {name: code for code, name in SECTIONS.items()}
    special = {COSTS_NAME: "costs", ACTIONS_NAME: "actions"}
    return [(name, codes.get(name) or special[name]) for name in row.missing]
