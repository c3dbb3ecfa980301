"""Files about the council itself: stored by their key."""

from goldenthread.domain.collection.rules.columns import FileKind
from goldenthread.domain.collection.rules.columns import column as _c
from goldenthread.domain.indicators.rules import FREQUENCIES, KINDS, SCHEMES

ROLES = ("officer", "approver", "director", "member", "performance", "auditor", "administrator", "partner")

_ORDER = _c("order", "Where it stands in lists; lower comes first.", "10", type="integer", default="0")
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
            "What the direction of travel compares with; trend looks at the latest 36 figures.",
            "previous",
            type="choice",
            choices=("previous", "last_year", "trend"),
            default="previous",
        ),
        _c("colour", "The council's colour.", "#12436D", default="#12436D"),
        _c("contact", "Whom a reader may ask.", "performance@downland.example", longest=200),
        _c("licence", "Under what licence the figures are published.", "Open Government Licence v3.0", longest=200),
        _c(
            "illustrative",
            "yes if the figures are made up; every page then says so.",
            "no",
            type="yes_no",
            default="no",
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
        _c("portfolio", "Name of a Cabinet member's portfolio.", "Education and skills", longest=160),
    ),
)
PEOPLE = FileKind(
    name="people",
    key=("email", "role", "unit"),
    a_row_is="one role of one person; a person with two roles has two rows. No passwords in files",
    columns=(
        _c("email", "Address the person signs in with.", "pat.lee@downland.example", required=True, longest=254),
        _c("name", "Name as it is printed.", "Pat Lee", required=True, longest=160),
        _c("post", "Code of the post the person holds; since when stands in holders.csv.", "DIR-CYP", longest=20),
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
