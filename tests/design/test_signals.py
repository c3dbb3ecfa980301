"""Signals and forecasts: a shape and a word for each, and a dash where nothing is said."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest

from goldenthread.design import signals, yearend
from goldenthread.engines.scoring.xmr_icons import ASSURANCES, VARIATIONS

D = Decimal


def test_every_variation_has_its_word_and_each_meaning_its_shape() -> None:
    told = {code: signals.variation_word(code) for code in VARIATIONS}
    assert told.pop("not_enough_points") == "–"
    assert set(told.values()) == {
        *("Unusual: improving", "Unusual: worsening", "Unusual: high", "Unusual: low"),
        *("Usual variation", "No variation"),
    }
    shapes = [
        signals.variation_html(code).partition("</svg>")[0].partition("<svg")[2]
        for code in ("improvement_high", "concern_low", "neutral_high", "common_cause")
    ]
    assert len(set(shapes)) == 4
    assert set(ASSURANCES) == set(signals.ASSURANCE_WORDS)


@pytest.mark.parametrize(("code", "said"), [("not_enough_points", "–"), ("", "–")])
def test_nothing_to_say_is_a_dash_without_a_shape(code: str, said: str) -> None:
    assert signals.variation_html(code) == f'<span class="gt-signal gt-signal--quiet">{said}</span>'


@dataclass(frozen=True)
class Point:
    """A point of a control chart."""

    label: str = "July 2026"
    value: Decimal | None = Decimal(55)
    target: Decimal | None = None
    mean: Decimal | None = Decimal(70)
    lower: Decimal | None = Decimal(60)
    upper: Decimal | None = Decimal(80)
    point_type: str = "concern"
    begins: bool = False


def test_the_table_beside_the_chart_says_the_same_newest_first() -> None:
    points = [
        Point(label="June 2026", value=D(71), point_type="common_cause"),
        Point(),
        Point(label="August 2026", value=None),
    ]
    picture = signals.signal_picture(points, reference="A/1", name="Answered", title="T", measure="percent", decimals=1)
    lines = [(line.period, line.value, line.mean, line.usual, line.sign) for line in picture.lines]
    assert lines == [
        ("August 2026", "–", "70.0%", "60.0% to 80.0%", ""),
        ("July 2026", "55.0%", "70.0%", "60.0% to 80.0%", "Unusual: worsening"),
        ("June 2026", "71.0%", "70.0%", "60.0% to 80.0%", ""),
    ]
    assert picture.words in picture.svg


@dataclass(frozen=True)
class Answer:
    """The answer of the forecast."""

    answer: str = "likely"
    reason: str = "R"
    version: str = "forecast-1"
    numbers: dict[str, Any] = field(
        default_factory=lambda: {
            "year_end": D("80.04"),
            "lower": D("76.1"),
            "upper": D("84"),
            "target": D("75.0"),
            "forecast_method": "profile_share",
            "year": "FY2026",
        }
    )


@pytest.mark.parametrize(
    ("answer", "changed", "finding"),
    [
        ("likely", {}, "Likely to meet the 75% target for 2026/27: between 76.1% and 84.0%."),
        ("uncertain", {}, "Uncertain whether it will meet the 75% target for 2026/27: between 76.1% and 84.0%."),
        ("unlikely", {}, "Unlikely to meet the 75% target for 2026/27: between 76.1% and 84.0%."),
        ("", {"target": None}, "Heading for 80.0% in 2026/27: between 76.1% and 84.0%."),
        (
            "likely",
            {"forecast_method": "actual"},
            "2026/27 is complete: 80.0% for the year; the target of 75% was met.",
        ),
        (
            "unlikely",
            {"forecast_method": "actual"},
            "2026/27 is complete: 80.0% for the year; the target of 75% was missed.",
        ),
        ("", {"forecast_method": "actual", "target": None}, "2026/27 is complete: 80.0% for the year."),
        ("", {"year_end": None}, "R"),
    ],
)
def test_what_the_forecast_says(answer: str, changed: dict[str, Any], finding: str) -> None:
    one = Answer(answer=answer, numbers=Answer().numbers | changed)
    told = yearend.year_end(one, reference="A1", measure="percent", decimals=1)
    assert told.finding == finding
    assert (told.svg.startswith("<svg"), told.chance != "") == (told.found, told.found)


def test_a_target_in_words_stands_behind_its_noun() -> None:
    told = yearend.year_end(Answer(), reference="A1", measure="days", decimals=0)
    assert told.finding == "Likely to meet the target of 75 days for 2026/27: between 76 days and 84 days."
    assert yearend.year_end(None, reference="A1", measure="days", decimals=0).found is False
