"""Files about plans: the words for levels, plans, their items and all that hangs on them, milestones and actions."""

from goldenthread.domain.collection.rules.columns import FileKind
from goldenthread.domain.collection.rules.columns import column as _c
from goldenthread.domain.collection.rules.figure_files import HISTORY
from goldenthread.domain.delivery.rules.words import KINDS, SELF_RATINGS, STATES
from goldenthread.domain.framework.rules.words import (
    CLASSIFICATIONS,
    ITEM_STATES,
    MEASURE_KINDS,
    PLAN_KINDS,
    STATUSES,
    SUCCESSIONS,
)

_REASON = _c(
    "reason",
    "Why something that is already stored changes. Needed for a change; the reason of the whole load counts too.",
    "Cabinet moved the date",
)
_OWNERS = (
    _c("lead_officer", "Code of the post that does it.", "HEAD-EDU", longest=20),
    _c("chief_officer", "Code of the post that answers for it.", "DIR-CYP", longest=20),
    _c("cabinet_member", "Code of the member's post.", "CM-CYP", longest=20),
)
_ITEM = _c("item", "Code of the item.", "DS-1.2", required=True, longest=40)
_POSITION = _c("position", "Its place at the item: 1, 2, 3 …", "1", type="integer", required=True)
_WITHDRAWN = _c("withdrawn", "yes takes it out of use.", "no", type="yes_no", default="no")
_WORK = _c("work", "Code of the milestone or action.", "M-0101", required=True, longest=40)

PLAN_LEVELS = FileKind(
    name="plan_levels",
    key=("kind", "level"),
    a_row_is="what a kind of plan calls one of its levels, in your council's own words",
    columns=(
        _c("kind", "Kind of plan.", "statement", type="choice", required=True, choices=PLAN_KINDS),
        _c("level", "Code of the level.", "priority", required=True, longest=30),
        _c("name", "What one of them is called.", "Priority", required=True, longest=60),
        _c("plural", "What several are called.", "Priorities", required=True, longest=60),
        _c("order", "Where it stands; the top level comes first.", "2", type="integer", default="0"),
    ),
)
PLANS = FileKind(
    name="plans",
    key=("code",),
    a_row_is="a plan with its term. Plans of one kind and owner never overlap",
    columns=(
        _c("code", "Short code, for life.", "DS2024", required=True, longest=40),
        _c("title", "Name as it is printed.", "Downland Together", required=True, longest=200),
        _c("kind", "What sort of plan.", "statement", type="choice", required=True, choices=PLAN_KINDS),
        _c("unit", "Code of the unit that owns it; empty is the whole council.", "CYP", longest=20),
        _c("starts", "First day of its term.", "2024-04-01", type="date", required=True),
        _c("ends", "Last day of its term.", "2028-03-31", type="date", required=True),
        _c("status", "How far it is.", "current", type="choice", choices=STATUSES, default="draft"),
        _c(
            "classification",
            "Who may read it; personal is for personal objectives and for nothing else.",
            "public",
            type="choice",
            choices=CLASSIFICATIONS,
            default="internal",
        ),
        *_OWNERS,
        _c("officer", "For personal objectives: address of the officer.", "pat.lee@downland.example", longest=254),
        _c("manager", "For personal objectives: address of the manager.", "sam.hill@downland.example", longest=254),
        _c("partners", "Codes of the partners that signed it, separated by semicolons.", "NHS;POLICE"),
    ),
)
PLAN_ITEMS = FileKind(
    name="plan_items",
    key=("code",),
    a_row_is="an item of a plan: a theme, a priority, an outcome, a line, an objective. Its code is for life",
    revisions=True,
    columns=(
        _c("code", "Its lifelong code.", "DS-1.2", required=True, longest=40),
        _c("plan", "Code of its plan.", "DS2024", required=True, longest=40),
        _c("level", "Code of its level, from plan_levels.csv.", "priority", required=True, longest=30),
        _c("parent", "Code of the item of the same plan that it belongs to.", "DS-1", longest=40),
        _c("label", "The number it is printed with.", "1.2", longest=30),
        _c("title", "What is promised, in a line.", "Every child ready for school", required=True, longest=300),
        _c("description", "More of it.", "We will …"),
        _c("state", "What became of it.", "active", type="choice", choices=ITEM_STATES, default="active"),
        _c("starts", "First day, if not the plan's.", "", type="date"),
        _c("ends", "Last day, if not the plan's.", "", type="date"),
        *_OWNERS,
        _c("partner", "Code of the partner that leads, where one does.", "NHS", longest=20),
        _c("order", "Where it stands; lower comes first.", "10", type="integer", default="0"),
        _REASON,
        *HISTORY,
    ),
)
SUCCESS_FACTORS = FileKind(
    name="success_factors",
    key=("item", "position"),
    a_row_is="what will have been delivered for an item, and by when",
    revisions=True,
    columns=(
        _ITEM,
        _POSITION,
        _c("text", "What will have been delivered.", "A family hub in every district.", required=True),
        _c("by_when", "By when.", "2027/28", longest=60),
        _WITHDRAWN,
        _REASON,
        *HISTORY,
    ),
)
MEASURES = FileKind(
    name="measures",
    key=("item", "position"),
    a_row_is="how an item is measured: by an indicator, by evidence in words, or by a formal evaluation",
    revisions=True,
    columns=(
        _ITEM,
        _POSITION,
        _c("kind", "How it is measured.", "indicator", type="choice", required=True, choices=MEASURE_KINDS),
        _c("indicator", "Reference of the indicator, for that kind.", "CYP01", longest=30),
        _c("text", "Evidence and evaluation: what is looked at.", "Letters from parents"),
        _c("source", "Where it comes from.", "Parents' panel", longest=300),
        _c("on", "Evidence: the day it is about.", "", type="date"),
        _c("due_on", "Evaluation: the day it is due.", "", type="date"),
        _c("done_on", "Evaluation: the day it was done; needs a finding.", "", type="date"),
        _c("finding", "Evaluation: what it found.", ""),
        _WITHDRAWN,
        _REASON,
        *HISTORY,
    ),
)
MONEY = FileKind(
    name="money",
    key=("item", "position"),
    a_row_is="a sum of money that belongs to an item",
    revisions=True,
    columns=(
        _ITEM,
        _POSITION,
        _c("amount", "Pounds and pence.", "250000.00", type="number", required=True),
        _c("period", "The year it is for.", "2026/27", required=True),
        _c("ring_fenced", "yes if it may be used for nothing else.", "yes", type="yes_no", default="no"),
        _c("purpose", "What it is for.", "Family hubs", longest=300),
        _WITHDRAWN,
        _REASON,
        *HISTORY,
    ),
)
STRETCH_TARGETS = FileKind(
    name="stretch_targets",
    key=("item", "indicator"),
    a_row_is="what an outcome of a partnership agreement promises beyond what would be reached anyway, and its pot",
    revisions=True,
    columns=(
        _c("item", "Code of the outcome.", "PA-6", required=True, longest=40),
        _c("indicator", "Reference of an indicator that measures it.", "ASCH04", required=True, longest=30),
        _c("without_deal", "What would be reached without the deal.", "82", type="number", required=True),
        _c("stretch", "What is promised with it.", "88", type="number", required=True),
        _c("pot", "Reward for all of the stretch, in pounds.", "400000", type="number", required=True),
        _c("weight", "Its part, where targets of one outcome share a pot; empty is equal parts.", "", type="number"),
        _c(
            "basis",
            "How the two figures were agreed.",
            "Three-year trend, less known growth",
            required=True,
            longest=300,
        ),
        _c("approver", "Code of the post that agreed them.", "CM-ASC", required=True, longest=20),
        _c("approved_on", "When.", "2024-03-12", type="date"),
        _WITHDRAWN,
        _REASON,
        *HISTORY,
    ),
)
THREAD_LINKS = FileKind(
    name="thread_links",
    key=("child", "parent", "starts"),
    a_row_is="an item that serves an item of another plan, between two days",
    columns=(
        _c("child", "Code of the item that serves.", "UP-EDU-3", required=True, longest=40),
        _c("parent", "Code of the item that is served.", "DS-1.2", required=True, longest=40),
        _c("starts", "First day.", "2026-04-01", type="date", required=True),
        _c("ends", "Last day; empty while it holds.", "", type="date"),
    ),
)
SUCCESSIONS_FILE = FileKind(
    name="successions",
    key=("old", "new"),
    a_row_is="what became of an item of an old plan. Once for each; only a split has several rows",
    columns=(
        _c("old", "Code of the old item.", "DS20-4.1", required=True, longest=40),
        _c("new", "Code of the new item; empty for what was dropped.", "DS-1.2", longest=40),
        _c("kind", "What became of it.", "carried", type="choice", required=True, choices=SUCCESSIONS),
        _c("decided_on", "The day it was decided.", "2024-03-12", type="date", required=True),
        _c("reason", "Why.", "Not finished, and still wanted", required=True),
    ),
)
RELATED_ITEMS = FileKind(
    name="related_items",
    key=("item", "other"),
    a_row_is="two items that a reader should see together",
    columns=(
        _ITEM,
        _c("other", "Code of the other item.", "DS-3.1", required=True, longest=40),
        _c("note", "Why.", "The same families", longest=300),
    ),
)
MILESTONES = FileKind(
    name="milestones",
    key=("code",),
    a_row_is="a milestone or an action, with its first promise, what is expected now, and what happened",
    revisions=True,
    columns=(
        _c("code", "Its lifelong code.", "M-0101", required=True, longest=40),
        _c("kind", "Milestone or action.", "milestone", type="choice", required=True, choices=KINDS),
        _c("title", "What will be done.", "Family hub in Eastbrook open", required=True, longest=300),
        _c("description", "More of it.", ""),
        _c("starts", "First day of the work.", "2026-04-01", type="date", required=True),
        _c("baseline", "The day promised. Moving it needs an approver.", "2026-09-30", type="date", required=True),
        _c("forecast", "The day now expected; empty is the day promised.", "2026-11-30", type="date"),
        _c("actual", "The day it was done, for complete work only.", "", type="date"),
        _c("state", "How far it is.", "in_progress", type="choice", choices=STATES, default="not_started"),
        _c("progress", "How much is done, 0 to 100.", "40", type="integer", default="0"),
        _c("self_rating", "How the lead officer rates it.", "amber", type="choice", choices=SELF_RATINGS),
        _c("self_reason", "Why; needed with a rating of one's own.", "The builder is late"),
        _c("approver", "Code of the post that approved a moved promise.", "DIR-CYP", longest=20),
        _c("decision", "What was decided, for deferred and dropped work.", ""),
        _c("decided_on", "When.", "", type="date"),
        _c("decided_by", "Code of the post that decided.", "", longest=20),
        *_OWNERS,
        _REASON,
        *HISTORY,
    ),
)
DEPENDENCIES = FileKind(
    name="dependencies",
    key=("work", "needs"),
    a_row_is="a milestone or action that cannot be finished before another is",
    columns=(_WORK, _c("needs", "Code of the one it waits for.", "M-0099", required=True, longest=40)),
)
EVIDENCE = FileKind(
    name="evidence",
    key=("work", "on", "text"),
    a_row_is="what shows how a milestone or action stands",
    columns=(
        _WORK,
        _c("on", "The day it is about.", "2026-09-12", type="date", required=True),
        _c("text", "What it is.", "Opened by the Chairman", required=True),
        _c("link", "Its address on the web.", "", longest=1000),
    ),
)
ITEM_WORK = FileKind(
    name="item_work",
    key=("item", "work"),
    a_row_is="a milestone or action that belongs to an item",
    columns=(_ITEM, _WORK),
)

PLAN_FILES = (
    PLAN_LEVELS,
    PLANS,
    PLAN_ITEMS,
    SUCCESS_FACTORS,
    MEASURES,
    MONEY,
    STRETCH_TARGETS,
    THREAD_LINKS,
    SUCCESSIONS_FILE,
    RELATED_ITEMS,
    MILESTONES,
    DEPENDENCIES,
    EVIDENCE,
    ITEM_WORK,
)
"""In the order of loading."""
