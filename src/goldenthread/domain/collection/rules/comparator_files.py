"""Files about others: which areas stand in which group, and what each of them published."""

from datetime import date

import polars as pl

from goldenthread.domain.collection.rules.columns import FileKind
from goldenthread.domain.collection.rules.columns import column as _c
from goldenthread.domain.collection.rules.figure_files import HISTORY, REASON
from goldenthread.domain.collection.rules.findings import Check, Row
from goldenthread.domain.indicators.rules import COMPARATOR_KINDS, COMPARATOR_ROLES, COMPARATOR_STATUSES

COMPARATOR_GROUPS = FileKind(
    name="comparator_groups",
    key=("area", "group"),
    a_row_is="one area of one group. The rows of a group are all its areas: one that is not named any more leaves it",
    columns=(
        _c("group", "Short code of the group.", "SIMILAR", required=True, longest=20),
        _c("name", "Name of the group as it is printed.", "Similar counties", required=True, longest=120),
        _c(
            "kind",
            "all areas, those of one type, or the nearest neighbours.",
            "nearest_neighbours",
            type="choice",
            required=True,
            choices=COMPARATOR_KINDS,
        ),
        _c("order", "The group with the lowest number is preferred.", "1", type="integer", default="0"),
        _c("description", "Who is in it, and why.", "Counties alike in age and income"),
        _c("source", "Who says so.", "Statistical neighbours model 2024", longest=300),
        _c(
            "area",
            "Code of the area. The council itself, if it is one of them, has the code of its own place.",
            "E10000098",
            required=True,
            longest=20,
        ),
        _c("area_name", "Name of the area as it is printed.", "Fenshire", required=True, longest=120),
        _c(
            "role",
            "member, or what line published for the whole group the area stands for.",
            "member",
            type="choice",
            choices=COMPARATOR_ROLES,
            default="member",
        ),
    ),
)
COMPARATORS = FileKind(
    name="comparators",
    key=("indicator", "period", "area"),
    a_row_is="what one area published of one indicator. Never without its source and licence",
    revisions=True,
    columns=(
        _c("indicator", "Reference of the indicator.", "CYP01", required=True, longest=30),
        _c("period", "The indicator's own period, or a year that contains it.", "2022/23", required=True),
        _c("area", "Code of an area of comparator_groups.csv.", "E10000098", required=True, longest=20),
        _c(
            "value",
            "The figure. May be left empty when numerator and denominator are given.",
            "71.2",
            type="number",
        ),
        _c("numerator", "The count above the line; comes with the denominator.", "712", type="number"),
        _c("denominator", "The count below the line.", "1000", type="number"),
        _c(
            "status",
            "How sure the figure is, or why there is none.",
            "final",
            type="choice",
            choices=COMPARATOR_STATUSES,
            default="final",
        ),
        _c("source", "Who published it, and where.", "School census, table 7", required=True, longest=300),
        _c("source_url", "Its address on the web.", "https://www.example.org/census", longest=1000),
        _c(
            "licence",
            "Under what licence it may be used.",
            "Open Government Licence v3.0",
            required=True,
            longest=200,
        ),
        _c("published_on", "The day it was published.", "2023-11-30", type="date"),
        _c("note", "Anything a reader should know.", ""),
        REASON,
        *HISTORY,
    ),
)


def with_first(frame: pl.DataFrame) -> pl.DataFrame:
    """Add what the first row of each group, area and published line said, for :func:`group_checks`."""
    line = pl.when(pl.col("role") != "member").then(pl.col("role"))
    return frame.sort("row").with_columns(
        *[pl.col(name).first().over("group").alias(f"first_{name}") for name in _OF_A_GROUP],
        pl.col("row").first().over("group").alias("first_row"),
        pl.col("area_name").first().over("area").alias("first_area_name"),
        pl.col("row").first().over("area").alias("first_area_row"),
        line.is_not_null().alias("line"),
        pl.col("row").first().over("group", line).alias("first_line_row"),
    )


_OF_A_GROUP = ("name", "kind", "order", "description", "source")


def group_checks() -> list[Check]:
    """Refuse rows that describe one group or one area in two ways, and a line that a group has twice."""
    return [
        *[_same(name) for name in _OF_A_GROUP],
        Check(
            column="area_name",
            when=pl.col("area_name") != pl.col("first_area_name"),
            seen=lambda row: f"rows {row['first_area_row']} and {row['row']} give {row['area']} different names",
            expected="the same name in every row of an area",
            what_to_do="Correct one of the two rows.",
        ),
        Check(
            column="role",
            when=pl.col("line") & (pl.col("row") != pl.col("first_line_row")),
            seen=lambda row: (
                f"rows {row['first_line_row']} and {row['row']} are both the {_role(row)} of {row['group']}"
            ),
            expected="one area for each published line of a group",
            what_to_do="Correct the role, or delete one of the two rows.",
        ),
    ]


def _same(name: str) -> Check:
    return Check(
        column=name,
        when=pl.col(name).ne_missing(pl.col(f"first_{name}")),
        seen=lambda row: (
            f"rows {row['first_row']} and {row['row']} say different things of the {name} of {row['group']}"
        ),
        expected=f"the same {name} in every row of a group",
        what_to_do="Correct one of the two rows.",
    )


def _role(row: Row) -> str:
    return str(row["role"]).replace("_", " ")


def published_check(*, today: date) -> Check:
    """Refuse a figure that was published after the day on which it is loaded."""
    return Check(
        column="published_on",
        when=pl.col("published_on") > today,
        seen=lambda row: f"published on {row['published_on']}, which lies in the future",
        expected="a day up to today",
        what_to_do="Correct the day, or leave it empty.",
    )


def about(row: Row) -> str:
    """Say what a row is about: indicator, period and area."""
    return f"{row['indicator']}, {row['label']}, {row['area']}"
