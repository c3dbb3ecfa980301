"""The kinds of file that can be loaded: their columns, keys and order. The guide and the reader both come from here."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.domain.indicators.rules import (
    APPORTIONS,
    BASES,
    FREQUENCIES,
    KINDS,
    POLARITIES,
    SCHEMES,
    STATUSES,
    TARGET_BASES,
)

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

ROLES = ("officer", "approver", "director", "member", "performance", "auditor", "administrator")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a file: ``type`` is text, choice, yes_no, date, moment, number or integer.

    ``choices`` are the words a choice may hold, ``longest`` the most characters a text may have, ``default`` what an
    empty cell means.
    """

    name: str
    meaning: str
    example: str = ""
    type: str = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    longest: int = 0
    default: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKind:
    """A kind of file: the columns that make its ``key``, what a row is, and whether changes are kept as revisions.

    ``numbered`` kinds may come in several files of one load (``observations-1.csv``, ``observations-2.csv``).
    """

    name: str
    key: tuple[str, ...]
    a_row_is: str
    columns: tuple[Column, ...]
    revisions: bool = False

    def column(self, name: str) -> Column:
        """Return the column called ``name``. Raises ``KeyError``."""
        return {column.name: column for column in self.columns}[name]


def _c(name: str, meaning: str, example: str = "", **more: object) -> Column:
    return Column(name=name, meaning=meaning, example=example, **more)  # type: ignore[arg-type]


_ORDER = _c("order", "Where it stands in lists; lower comes first.", "10", type="integer", default="0")
_REASON = _c(
    "reason",
    "Why a figure that is already stored changes. Needed for a change; the reason of the whole load counts too.",
    "Two cases were counted twice",
)
_PLACE = _c("place", "Code of the place; empty is the authority's own.", "E07000110", longest=20)
_BREAKDOWN = _c("breakdown", "The group the figure is about; empty is everybody.", "Female", longest=80)

PLACES = FileKind(
    name="places",
    key=("code",),
    a_row_is="an area with its official code",
    columns=(
        _c("code", "Official (ONS) code.", "E10000099", required=True, longest=20),
        _c("name", "Name as it is printed.", "Downland", required=True, longest=120),
        _c(
            "kind",
            "What sort of area.",
            "county",
            type="choice",
            required=True,
            choices=("country", "region", "county", "district", "ward", "cluster"),
        ),
        _c("parent", "Code of the area it lies in.", "E12000008", longest=20),
        _c("valid_from", "First day of the code.", "2009-04-01", type="date"),
        _c("valid_to", "Last day of the code.", "2023-03-31", type="date"),
        _c("successor", "Code of the area that took over; needs a last day.", "E06000066", longest=20),
        _ORDER,
    ),
)
AUTHORITY = FileKind(
    name="authority",
    key=(),
    a_row_is="the council itself: exactly one row",
    columns=(
        _c("name", "Full name.", "Downland County Council", required=True, longest=120),
        _c("short_name", "Name for headings.", "Downland", required=True, longest=60),
        _c("place", "Code of its area.", "E10000099", required=True, longest=20),
        _c("scheme", "How figures are rated.", "floor", type="choice", required=True, choices=SCHEMES),
        _c("tolerance", "How far off is still Amber; needed for percent and absolute.", "10", type="number"),
        _c(
            "direction_method",
            "What the direction of travel compares with.",
            "previous",
            type="choice",
            choices=("previous", "last_year"),
            default="previous",
        ),
        _c("colour", "The council's colour.", "#12436D", default="#12436D"),
        _c("contact", "Whom a reader may ask.", "performance@downland.example", longest=200),
        _c("licence", "Under what licence the figures are published.", "Open Government Licence v3.0", longest=200),
        _c(
            "illustrative", "yes if the figures are made up; every page then says so.", "no", type="yes_no", default="no"
        ),
    ),
)
UNITS = FileKind(
    name="units",
    key=("code",),
    a_row_is="a directorate, division, unit or partner",
    columns=(
        _c("code", "Short code.", "CYP", required=True, longest=20),
        _c("name", "Name as it is printed.", "Children and young people", required=True, longest=120),
        _c(
            "kind",
            "What sort of unit; a directorate is at the top.",
            "directorate",
            type="choice",
            required=True,
            choices=("directorate", "division", "unit", "partner"),
        ),
        _c("parent", "Code of the unit it belongs to.", "CYP", longest=20),
        _c("valid_from", "First day.", "2021-04-01", type="date"),
        _c("valid_to", "Last day.", "", type="date"),
        _ORDER,
    ),
)
COMMITTEES = FileKind(
    name="committees",
    key=("code",),
    a_row_is="a committee that receives reports",
    columns=(
        _c("code", "Short code.", "CABINET", required=True, longest=20),
        _c("name", "Name as it is printed.", "Cabinet", required=True, longest=120),
        _ORDER,
    ),
)
POSTS = FileKind(
    name="posts",
    key=("code",),
    a_row_is="a post that answers for indicators",
    columns=(
        _c("code", "Short code.", "DIR-CYP", required=True, longest=20),
        _c("title", "Title of the post.", "Director of Children's Services", required=True, longest=160),
        _c(
            "kind",
            "What sort of post.",
            "chief_officer",
            type="choice",
            required=True,
            choices=("officer", "chief_officer", "cabinet_member"),
        ),
        _c("unit", "Code of its unit.", "CYP", longest=20),
    ),
)
PEOPLE = FileKind(
    name="people",
    key=("email", "role", "unit"),
    a_row_is="one role of one person; a person with two roles has two rows. No passwords in files",
    columns=(
        _c("email", "Address the person signs in with.", "pat.lee@downland.example", required=True, longest=254),
        _c("name", "Name as it is printed.", "Pat Lee", required=True, longest=160),
        _c("post", "Code of the post the person holds.", "DIR-CYP", longest=20),
        _c("role", "What the person may do.", "director", type="choice", required=True, choices=ROLES),
        _c("unit", "Code of the unit in which the role holds; empty is the whole council.", "CYP", longest=20),
        _c("starts", "First day of the role.", "2022-04-01", type="date"),
        _c("ends", "Last day of the role.", "", type="date"),
    ),
)
INDICATORS = FileKind(
    name="indicators",
    key=("reference",),
    a_row_is="an indicator",
    columns=(
        _c("reference", "Its lifelong reference.", "CYP01", required=True, longest=30),
        _c("name", "Name as it is printed.", "Pupils absent more than a tenth of the time", required=True, longest=200),
        _c(
            "kind",
            "performance is rated; activity is shown against an expected range; contextual is shown only.",
            "performance",
            type="choice",
            choices=KINDS,
            default="performance",
        ),
        _c("frequency", "How often it is measured.", "quarter", type="choice", required=True, choices=FREQUENCIES),
        _c("unit", "Code of the unit that owns it.", "CYP", required=True, longest=20),
        _c("committee", "Code of the committee that receives it.", "CABINET", longest=20),
        _c("lead_officer", "Code of the post that knows the figure.", "HEAD-EDU", longest=20),
        _c("chief_officer", "Code of the post that answers for it.", "DIR-CYP", longest=20),
        _c("cabinet_member", "Code of the member's post.", "CM-CYP", longest=20),
        _c("due_days", "Days after a period's end by which the figure is due.", "30", type="integer", default="30"),
        _c(
            "proportion",
            "yes if the numerator is part of the denominator, so that it can never exceed it.",
            "yes",
            type="yes_no",
            default="no",
        ),
        _c(
            "roll_up_time",
            "How shorter periods combine.",
            "ratio",
            type="choice",
            choices=("sum", "mean", "ratio", "last", "none"),
            default="none",
        ),
        _c(
            "roll_up_place",
            "How places combine.",
            "ratio",
            type="choice",
            choices=("sum", "ratio", "none"),
            default="none",
        ),
        _c("strategic", "yes for the indicators of the council's plan.", "yes", type="yes_no", default="no"),
        _c("public", "no keeps it off the public site.", "yes", type="yes_no", default="yes"),
        _c("starts", "First day it is measured for.", "2018-04-01", type="date"),
        _c("ends", "Last day it is measured for.", "", type="date"),
        _ORDER,
    ),
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
        _REASON,
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
        _REASON,
        _c("note", "Anything a reader should know.", ""),
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
        _REASON,
        _c(
            "entered_at",
            "Only for loading history: the day or moment the figure became known. Never in the future.",
            "",
            type="moment",
        ),
        _c("entered_by", "Only with entered_at: address of the person who entered it.", "", longest=254),
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
        _REASON,
    ),
)

FILE_KINDS: tuple[FileKind, ...] = (
    PLACES,
    AUTHORITY,
    UNITS,
    COMMITTEES,
    POSTS,
    PEOPLE,
    INDICATORS,
    DEFINITIONS,
    TARGETS,
    OBSERVATIONS,
    COMMENTARY,
)
"""Every kind, in the order in which a load reads them: what is referred to comes first."""

BY_NAME = {kind.name: kind for kind in FILE_KINDS}


def kind_of_file(name: str) -> FileKind | None:
    """Return the kind of a file by its name ("observations.csv", "observations-2.xlsx"), or None.

    Only the kinds that keep revisions may be numbered.
    """
    stem, _, ending = name.rpartition(".")
    if ending.lower() not in {"csv", "xlsx"}:
        return None
    plain, _, number = stem.partition("-")
    kind = BY_NAME.get(plain.lower())
    if kind is None or ("-" in stem and not (kind.revisions and number.isdigit())):
        return None
    return kind


def in_order(files: Sequence[tuple[str, str]]) -> list[int]:
    """Return the positions of (kind, name) ``files`` in the order of loading; "-2" comes before "-10"."""
    ranks = {kind.name: rank for rank, kind in enumerate(FILE_KINDS)}

    def rank(position: int) -> tuple[int, int, str]:
        kind, name = files[position]
        number = name.rpartition(".")[0].rpartition("-")[2]
        return ranks[kind], int(number) if number.isdigit() else 0, name

    return sorted(range(len(files)), key=rank)
