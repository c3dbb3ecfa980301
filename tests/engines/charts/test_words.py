"""What a person hears who does not see the chart."""

from dataclasses import replace
from decimal import Decimal

import pytest

from goldenthread.engines.charts import ChartError, alternative
from tests.engines.charts.conftest import Draw


@pytest.mark.parametrize(
    ("values", "more", "words"),
    [
        ("70.1 72 78.4", {}, "Answered rose from 70.1% in Q1 2022/23 to 78.4% in Q3 2022/23."),
        ("78.4 70.1", {}, "Answered fell from 78.4% in Q1 2022/23 to 70.1% in Q2 2022/23."),
        ("75 75 75", {}, "Answered stayed at 75.0% from Q1 2022/23 to Q3 2022/23."),
        (
            "75 70 75",
            {},
            "Answered was 75.0% in Q1 2022/23 and 75.0% in Q3 2022/23; between them it ranged from 70.0% to 75.0%.",
        ),
        ("75.01 75.02", {}, "Answered hardly changed: 75.0% in Q1 2022/23 and 75.0% in Q2 2022/23."),
        ("70.1", {}, "Answered was 70.1% in Q1 2022/23, the only figure."),
        ("- -", {}, "Answered: there are no figures from Q1 2022/23 to Q2 2022/23."),
        ("-", {}, "Answered: there are no figures for Q1 2022/23."),
        ("", {}, "Answered: there are no figures to show."),
        (
            "70 76 77",
            {"target": "75"},
            (
                "Answered rose from 70.0% in Q1 2022/23 to 77.0% in Q3 2022/23. "
                "It has been above the 75% target since Q2 2022/23."
            ),
        ),
        (
            "70 75 77",
            {"target": "75"},
            (
                "Answered rose from 70.0% in Q1 2022/23 to 77.0% in Q3 2022/23. "
                "It has been at or above the 75% target since Q2 2022/23."
            ),
        ),
        (
            "70 76",
            {"target": "75"},
            "Answered rose from 70.0% in Q1 2022/23 to 76.0% in Q2 2022/23. It is now above the 75% target.",
        ),
        (
            "70 75",
            {"target": "75"},
            "Answered rose from 70.0% in Q1 2022/23 to 75.0% in Q2 2022/23. It is now exactly on the 75% target.",
        ),
        (
            "72 71",
            {"target": "75", "floor": "70"},
            (
                "Answered fell from 72.0% in Q1 2022/23 to 71.0% in Q2 2022/23. "
                "It has been below the 75% target throughout, but above the floor standard of 70%."
            ),
        ),
        (
            "72 69",
            {"target": "75", "floor": "70"},
            (
                "Answered fell from 72.0% in Q1 2022/23 to 69.0% in Q2 2022/23. "
                "It has been below the 75% target throughout, and below the floor standard of 70%."
            ),
        ),
        (
            "8 9",
            {"target": "7.5", "floor": "10", "unit": "days", "decimals": 1},
            (
                "Answered rose from 8.0 days in Q1 2022/23 to 9.0 days in Q2 2022/23. "
                "It has been above the target of 7.5 days throughout, but below the floor standard of 10 days."
            ),
        ),
        (
            "150 162",
            {"lower": "140", "upper": "160", "unit": "number", "decimals": 0},
            "Answered rose from 150 in Q1 2022/23 to 162 in Q2 2022/23. It is above the expected range of 140 to 160.",
        ),
        (
            "70 - 72",
            {},
            "Answered rose from 70.0% in Q1 2022/23 to 72.0% in Q3 2022/23. There is no figure for Q2 2022/23.",
        ),
        (
            "70 - - - - 72",
            {},
            (
                "Answered rose from 70.0% in Q1 2022/23 to 72.0% in Q2 2023/24. "
                "There are no figures for 4 of the 6 periods."
            ),
        ),
        (
            "70 71",
            {"marks": {1: "provisional"}},
            "Answered rose from 70.0% in Q1 2022/23 to 71.0% in Q2 2022/23 (provisional).",
        ),
        (
            "90 70 71",
            {"breaks": {1}},
            (
                "Answered rose from 70.0% in Q2 2022/23 to 71.0% in Q3 2022/23. "
                "The definition changed in Q2 2022/23: earlier figures are not comparable."
            ),
        ),
    ],
)
def test_words_say_what_the_figures_say(chart: Draw, values: str, more: dict[str, object], words: str) -> None:
    assert alternative(chart(values, **more)) == words


def test_target_that_moved_is_called_its_target(chart: Draw) -> None:
    from dataclasses import replace

    moving = chart("80 81 82", target="75")
    points = (*moving.points[:2], replace(moving.points[2], target=Decimal(79)))
    assert "above its target (now 79%) throughout" in alternative(replace(moving, points=points))


@pytest.mark.parametrize("number", ["Infinity", "-Infinity", "NaN"])
def test_figures_that_are_not_finite_are_refused_with_a_sentence(chart: Draw, number: str) -> None:
    with pytest.raises(ChartError, match=r"The value of Q1 2022/23 in “T” is .* cannot be drawn"):
        alternative(chart(number))


def test_figures_that_add_up_over_the_year_are_compared_with_the_same_stretch_of_another(chart: Draw) -> None:
    assert alternative(replace(chart("20 45 70 95 22"), cumulative=True)) == (
        "Answered rose from 20.0% in Q1 2022/23 to 22.0% in Q1 2023/24."
    )
    assert (
        alternative(replace(chart("20 45"), cumulative=True))
        == "Answered was 45.0% in Q2 2022/23, adding up over the year."
    )


def test_money_keeps_both_figures_of_its_pence(chart: Draw) -> None:
    words = alternative(chart("24.88", target="24.5", unit="money", decimals=2))
    assert words.endswith("It is above the £24.50 target.")


def test_a_band_is_called_what_it_is(chart: Draw) -> None:
    words = alternative(replace(chart("97", lower="90", upper="95"), range_name="target band"))
    assert words.endswith("It is above the target band of 90% to 95%.")
