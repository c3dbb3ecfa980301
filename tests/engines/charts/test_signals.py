"""A control chart shows what is usual, and each unusual figure by shape, colour and word."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from goldenthread.engines.charts import ChartError, SignalPoint, SignalsChart, signals_alternative, signals_svg
from tests.engines.charts.test_picture import marks, parsed, words_in


def drawn(values: str, *, kinds: dict[int, str] | None = None, begins: int = -1, **lines: str) -> SignalsChart:
    """Return a chart of months from April 2024; "-" is a missing one."""
    shared = {"mean": "70", "lower": "60", "upper": "80"} | lines
    exact: dict[str, Any] = {name: Decimal(number) for name, number in shared.items() if number}
    points = tuple(
        SignalPoint(
            label=f"{('April', 'May', 'June', 'July', 'August')[index]} 2024",
            value=None if word == "-" else Decimal(word),
            kind=(kinds or {}).get(index, "common_cause"),
            begins=index == begins,
            **exact,
        )
        for index, word in enumerate(values.split())
    )
    return SignalsChart(
        identifier="c", title="T", subtitle="S", unit="percent", decimals=1, points=points, value_name="Answered"
    )


def test_mean_limits_and_target_are_named_where_they_end() -> None:
    words = words_in(signals_svg(drawn("70 72 71", target="75")))
    assert {"71.0%", "Average 70.0%", "Upper 80.0%", "Lower 60.0%", "Target 75%"} <= set(words)


def test_each_type_of_point_has_a_layer_a_shape_and_a_word_in_the_legend() -> None:
    svg = signals_svg(drawn("70 85 55 90", kinds={1: "improvement", 2: "concern", 3: "neutral_high"}))
    layers = ("common-cause", "improvement", "concern", "neutral-high")
    shapes = [marks(svg, f"gt-chart-points-{name}")[0].get("d") for name in layers]
    assert len(set(shapes)) == 4
    assert [word for word in words_in(svg) if word in {"Usual", "Improving", "Worsening", "Unusual"}] == [
        "Usual",
        "Improving",
        "Worsening",
        "Unusual",
    ]


def test_without_anything_unusual_there_is_no_legend() -> None:
    assert "Usual" not in words_in(signals_svg(drawn("70 72 71")))


def test_a_gap_and_a_new_segment_cut_the_line() -> None:
    assert len(marks(signals_svg(drawn("70 71 - 73 74")), "gt-chart-line")) == 2
    assert len(marks(signals_svg(drawn("70 71 72 73", begins=2)), "gt-chart-line")) == 2


def test_without_limits_only_the_line_is_drawn() -> None:
    svg = signals_svg(drawn("70 71", mean="", lower="", upper=""))
    assert marks(svg, "gt-chart-usual") == []
    assert len(marks(svg, "gt-chart-points-common-cause")) == 2


@pytest.mark.parametrize(
    ("values", "kinds", "words"),
    [
        (
            "70 72 71",
            {},
            (
                "Answered, April 2024 to June 2024. On average it is 70.0%; between 60.0% and 80.0% is usual. "
                "No figure is unusual. The latest figure is 71.0%."
            ),
        ),
        (
            "70 - 55 54",
            {2: "concern", 3: "concern"},
            (
                "Answered, April 2024 to July 2024. On average it is 70.0%; between 60.0% and 80.0% is usual. "
                "Unusual and worsening: June 2024 and July 2024. The latest figure is 54.0%. "
                "1 of the 4 periods has no figure."
            ),
        ),
        ("- -", {}, "Answered: there are no figures to show."),
    ],
)
def test_the_chart_in_words(values: str, kinds: dict[int, str], words: str) -> None:
    chart = drawn(values, kinds=kinds)
    assert signals_alternative(chart) == words
    assert parsed(signals_svg(chart))[1].text == words


def test_an_infinite_limit_is_refused() -> None:
    with pytest.raises(ChartError, match="finite"):
        signals_svg(drawn("70", upper="Infinity"))


def test_words_of_people_stay_words() -> None:
    assert parsed(signals_svg(replace(drawn("70 71"), title="</title><script>")))[0].text == "</title><script>"
