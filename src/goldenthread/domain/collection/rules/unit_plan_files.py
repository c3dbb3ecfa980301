"""Files about unit operating plans: what they say, what their activity costs, what their reviews found off track.

Approvals and the authority that they delegate are acts of people in this system: no file holds them.
"""

from goldenthread.domain.collection.rules.columns import FileKind
from goldenthread.domain.collection.rules.columns import column as _c
from goldenthread.domain.collection.rules.figure_files import HISTORY
from goldenthread.domain.unit_plans.rules.words import REVIEW_KINDS, SECTIONS

_PLAN = _c("plan", "Code of the plan, one of the kind unit_plan.", "UP-ADULT-2026", required=True, longest=40)
_REASON = _c("reason", "Why it changes, if you want to say it: a plan that is being written needs none.", "")

UNIT_PLAN_SECTIONS = FileKind(
    name="unit_plan_sections",
    key=("plan", "topic"),
    a_row_is="what a unit operating plan says on one topic. When it changes, an approval of the plan lapses",
    revisions=True,
    columns=(
        _PLAN,
        _c("topic", "The topic.", "value_for_money", type="choice", required=True, choices=tuple(SECTIONS)),
        _c("text", "What the plan says; empty is a draft that was cleared.", "We share visits with health."),
        _REASON,
        *HISTORY,
    ),
)
UNIT_PLAN_COSTS = FileKind(
    name="unit_plan_costs",
    key=("plan", "position"),
    a_row_is="an activity of a unit operating plan and what it costs in the year. A change lets an approval lapse",
    revisions=True,
    columns=(
        _PLAN,
        _c("position", "Its place in the plan: 1, 2, 3 …", "1", type="integer", required=True),
        _c("activity", "What is done.", "Home visits, 4,000 in the year", required=True, longest=300),
        _c("amount", "What it costs in the year, in pounds and pence.", "125000.50", type="number", required=True),
        _c("withdrawn", "yes takes it out of the plan.", "no", type="yes_no", default="no"),
        _REASON,
        *HISTORY,
    ),
)
UNIT_PLAN_REVIEWS = FileKind(
    name="unit_plan_reviews",
    key=("plan", "review", "position"),
    a_row_is="one thing that a review of a unit operating plan found off track. A review that found all on track has "
    "one row without a position. The rows of a review say the same of it, and it never changes",
    columns=(
        _PLAN,
        _c("review", "Number of the review: 1, 2, 3 …", "1", type="integer", required=True),
        _c(
            "kind",
            "What sort; one half-year review a plan.",
            "half_year",
            type="choice",
            required=True,
            choices=REVIEW_KINDS,
        ),
        _c("on", "The day of the review, in the plan's year.", "2026-10-01", type="date", required=True),
        _c("note", "How the plan stands.", "All but one on track.", required=True),
        _c("position", "1, 2, 3 … for what is off track; empty where nothing is.", "1", type="integer"),
        _c("what", "What is off track; needed with a position.", "Home visits", longest=300),
        _c("why", "Why; needed with a position.", "Two vacancies."),
        _c("action", "What is done about it.", "Agency staff until May."),
        *HISTORY,
    ),
)
UNIT_PLAN_FILES = (UNIT_PLAN_SECTIONS, UNIT_PLAN_COSTS, UNIT_PLAN_REVIEWS)
"""In the order of loading."""
