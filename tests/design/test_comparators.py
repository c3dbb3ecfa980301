"""The council among others: by name and not by rank, the missing named, sources beside."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from goldenthread.design.comparators import Source, others

D = Decimal


@dataclass(frozen=True)
class Line:
    """What one area published."""

    area_name: str = "Fenwick"
    value: Decimal | None = None
    group: str = "NEAR"
    group_name: str = "Similar counties"
    role: str = "member"
    period_code: str = "FY2025"
    period_label: str = "2025/26"
    own: bool = False
    status: str = "final"
    source: str = "Street survey"
    source_url: str = ""
    licence: str = "OGL v3.0"


@dataclass(frozen=True)
class Answer:
    """The standing."""

    answer: str = "better_than_median"
    reason: str = "2nd of 4 in Similar counties."
    version: str = "comparators-1"
    numbers: dict[str, Any] = field(
        default_factory=lambda: {
            "group": "NEAR",
            "period": "FY2025",
            "value": D("73.6"),
            "median": D("71.2"),
            "lower_quartile": D("70"),
            "upper_quartile": D("74"),
        }
    )


LINES = (
    Line("Goreland", D("75.5")),
    Line("Ambershire", D("70.1"), status="provisional"),
    Line("Brackland", None, status="", source="", licence=""),
    Line("Westmarch", D("73.0"), own=True),
    Line("England", D("69.9"), role="average"),
    Line("Chalkshire", D("60"), group="ALL", group_name="All"),
    Line("Chalkshire", D("61"), period_code="FY2024", period_label="2024/25"),
)


def _others(answer: Answer | None = None, lines: tuple[Line, ...] = LINES) -> Any:
    return others(answer, lines, reference="A1", own_name="Westmarch", measure="percent", decimals=1)


def test_areas_stand_by_name_with_our_own_figure_as_it_is_judged() -> None:
    found = _others(Answer())
    assert [(area.name, area.value, area.note, area.own) for area in found.areas] == [
        ("Ambershire", "70.1%", "provisional", False),
        ("Brackland", "–", "not published", False),
        ("Goreland", "75.5%", "", False),
        ("Westmarch", "73.6%", "this council", True),
        ("England", "69.9%", "", False),
    ]
    assert (found.given, found.missing, found.period) == (2, 1, "2025/26")
    assert found.finding == "2nd of 4 in Similar counties."


def test_the_picture_names_ours_the_median_and_the_lines_of_the_group() -> None:
    svg = _others(Answer()).svg
    for words in ("Westmarch 73.6%", "Median 71.2%", "England 69.9%", "Lowest 70.1%", "Highest 75.5%"):
        assert words in svg
    assert svg.count("<circle") == 2


def test_each_source_is_named_once_with_its_licence() -> None:
    assert _others(Answer()).sources == [Source(name="Street survey", url="", licence="OGL v3.0")]


def test_without_an_answer_the_first_group_is_shown_and_nothing_is_ranked() -> None:
    found = _others()
    assert found.finding == "Similar counties published 2 figures."
    assert not any(area.own for area in found.areas)


def test_nothing_published_is_no_section_and_only_gaps_are_no_picture() -> None:
    assert _others(Answer(), ()) is None
    gaps = tuple(replace(line, value=None, status="") for line in LINES[:3])
    assert (_others(Answer(), gaps).svg, _others(Answer(), gaps).missing) == ("", 3)
