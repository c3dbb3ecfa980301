"""Files whose rows become revisions: definitions, figures, targets, commentary."""

from goldenthread.domain.collection.rules.columns import FileKind
from goldenthread.domain.collection.rules.columns import column as _c
from goldenthread.domain.indicators.rules import APPORTIONS, BASES, POLARITIES, SCHEMES, STATUSES, TARGET_BASES

MEASURES = (
    "percent",
    "number",
    "money",
    "rate",
    "days",
    "weeks",
    "hours",
    "minutes",
    "seconds",
    "tonnes",
    "kilograms",
    "score",
    "points",
)
"""What a figure is measured in."""

REASON = _c(
    "reason",
    "Why a figure that is already stored changes. Needed for a change; the reason of the whole load counts too.",
    "Two cases were counted twice",
)
_PLACE = _c("place", "Code of the place; empty is the authority's own.", "E07000110", longest=20)
_BREAKDOWN = _c("breakdown", "The group the figure is about; empty is everybody.", "Female", longest=80)

HISTORY = (
    _c(
        "entered_at",
        "Only for loading history: the day or moment it became known. Never in the future.",
        "",
        type="moment",
    ),
    _c("entered_by", "Only with entered_at: address of the person who entered it.", "", longest=254),
)

DEFINITIONS = FileKind(
    name="definitions",
    key=("indicator", "valid_from"),
    a_row_is="what an indicator means from a day on; earlier periods keep the definition they had",
    revisions=True,
    columns=(
        _c("indicator", "Reference of the indicator.", "CYP01", required=True, longest=30),
        _c("valid_from", "First day of this definition.", "2018-04-01", type="date", required=True),
        _c("description", "What is measured, in words.", "Share of pupils who missed ...", required=True),
        _c("numerator_label", "What is counted above the line.", "Pupils absent", longest=200),
        _c("denominator_label", "What is counted below the line.", "Pupils on roll", longest=200),
        _c("source", "Where the figure comes from.", "School census", longest=300),
        _c("source_url", "Its address on the web.", "https://www.downland.example/census", longest=1000),
        _c("measure", "What it is measured in.", "percent", type="choice", required=True, choices=MEASURES),
        _c("decimals", "Decimals shown, 0 to 9.", "1", type="integer", default="0"),
        _c("polarity", "What is good.", "lower", type="choice", required=True, choices=POLARITIES),
        _c("basis", "What stretch a figure covers.", "single", type="choice", required=True, choices=BASES),
        _c("scheme", "How it is rated; empty is the authority's scheme.", "floor", type="choice", choices=SCHEMES),
        _c("tolerance", "How far off is still Amber; needed for percent and absolute.", "10", type="number"),
        _c(
            "breaks_series",
            "yes if figures before and after cannot be compared.",
            "no",
            type="yes_no",
            default="no",
        ),
        REASON,
        *HISTORY,
    ),
)
TARGETS = FileKind(
    name="targets",
    key=("indicator", "period", "place", "breakdown"),
    a_row_is="one target. A change needs a reason and an approver",
    revisions=True,
    columns=(
        _c("indicator", "Reference of the indicator.", "CYP01", required=True, longest=30),
        _c("period", "The indicator's own period, or a year that contains it.", "2022/23", required=True),
        _PLACE,
        _BREAKDOWN,
        _c("target", "What is to be met.", "85", type="number"),
        _c("floor", "The floor standard: below it is Red.", "80", type="number"),
        _c("lower", "Lower end of the expected range or band.", "", type="number"),
        _c("upper", "Upper end of the expected range or band.", "", type="number"),
        _c("tolerance", "How far off is still Amber, for this target alone.", "", type="number"),
        _c(
            "apportion",
            "What a year's target means for its parts: none nothing, same holds for each, even is divided equally, "
            "shares is divided by the column shares.",
            "same",
            type="choice",
            choices=APPORTIONS,
            default="none",
        ),
        _c("shares", "One share for each part, divided by semicolons, adding up to 1.", "0.2;0.3;0.25;0.25"),
        _c(
            "basis",
            "What the target was set on.",
            "trend",
            type="choice",
            choices=TARGET_BASES,
            default="judgement",
        ),
        _c("approver", "Code of the post that approved it; needed for a change.", "DIR-CYP", longest=20),
        _c("approved_on", "Day of the approval.", "2022-03-14", type="date"),
        REASON,
        _c("note", "Anything a reader should know.", ""),
        *HISTORY,
    ),
)
OBSERVATIONS = FileKind(
    name="observations",
    key=("indicator", "period", "place", "breakdown"),
    a_row_is="one figure",
    revisions=True,
    columns=(
        _c("indicator", "Reference of the indicator.", "CYP01", required=True, longest=30),
        _c("period", "The period the figure is for.", "Q1 2022/23", required=True),
        _PLACE,
        _BREAKDOWN,
        _c(
            "value",
            "The figure. May be left empty when numerator and denominator are given.",
            "83.4",
            type="number",
        ),
        _c("numerator", "The count above the line; comes with the denominator.", "417", type="number"),
        _c("denominator", "The count below the line.", "500", type="number"),
        _c(
            "status",
            "How sure the figure is, or why there is none.",
            "provisional",
            type="choice",
            choices=STATUSES,
            default="final",
        ),
        _c("status_reason", "Why a figure is not available.", "System migration", longest=300),
        _c("note", "Anything a reader should know.", ""),
        _c("as_at", "The day the figure was drawn.", "2022-07-14", type="date"),
        REASON,
        *HISTORY,
    ),
)
COMMENTARY = FileKind(
    name="commentary",
    key=("indicator", "period"),
    a_row_is="what a service says about an indicator in a period; at least one of the three texts",
    revisions=True,
    columns=(
        _c("indicator", "Reference of the indicator.", "CYP01", required=True, longest=30),
        _c("period", "The period it is about.", "Q1 2022/23", required=True),
        _c("context", "What lies behind the figure.", "Flu kept many pupils at home in May."),
        _c("action_taken", "What was done.", "Letters went to 40 families."),
        _c("action_planned", "What will be done.", "Home visits from September."),
        _c("action_by", "By when.", "2022-09-30", type="date"),
        REASON,
        *HISTORY,
    ),
)
