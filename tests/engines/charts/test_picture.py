"""The drawing itself: what is in it, and that it is the same every time."""

import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from goldenthread.engines.charts import ChartError, SeriesChart, alternative, to_svg, vega_lite
from tests.engines.charts.conftest import Draw

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own drawing


def words_in(svg: str) -> list[str]:
    return [element.text or "" for element in parsed(svg).iter(f"{SVG}text")]


def marks(svg: str, name: str) -> list[ElementTree.Element]:
    return [found for element in parsed(svg).iter() if element.get("class") == name for found in element]


def test_picture_names_itself_and_nothing_inside_speaks(chart: Draw) -> None:
    svg = to_svg(chart("70 71 72", target="71"))
    root = parsed(svg)
    title, described = root[0], root[1]
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {described.get('id')}"
    assert (title.text, described.text) == ("T", alternative(chart("70 71 72", target="71")))
    inner = [element for part in root[2:] for element in part.iter()]
    assert inner
    assert not [name for element in inner for name in element.attrib if name in {"role", "id"} or "aria" in name]


def test_line_target_and_floor_are_named_where_they_end(chart: Draw) -> None:
    words = words_in(to_svg(chart("70 71 78.4", target="75", floor="70.5")))
    assert {"78.4%", "Target 75%", "Floor 70.5%"} <= set(words)


def test_end_labels_never_print_over_each_other(chart: Draw) -> None:
    svg = to_svg(chart("75 75.1 75", target="75", floor="74.9", lower="74", upper="76", marks={2: "provisional"}))
    labels = [*marks(svg, "gt-chart-end-value"), *marks(svg, "gt-chart-end-words")]
    heights = sorted(float(label.get("y", "")) for label in labels)
    assert len(heights) == 5
    assert all(later - earlier > 18 for earlier, later in pairwise(heights))


def test_gap_is_a_gap(chart: Draw) -> None:
    svg = to_svg(chart("70 71 - 73 74"))
    assert len(marks(svg, "gt-chart-points")) == 4
    assert len(marks(svg, "gt-chart-line")) == 2


def test_change_of_definition_is_marked_and_cuts_the_line(chart: Draw) -> None:
    svg = to_svg(chart("70 71 60 61", breaks={2}))
    assert "Definition changed" in words_in(svg)
    assert len(marks(svg, "gt-chart-break")) == 1
    assert len(marks(svg, "gt-chart-line")) == 2
    assert "Definition changed" not in words_in(to_svg(chart("70 71 60 61", breaks={0})))


def test_provisional_point_is_hollow_and_said(chart: Draw) -> None:
    svg = to_svg(chart("70 71 72", marks={2: "provisional"}))
    assert [point.get("fill") for point in marks(svg, "gt-chart-points")] == ["#12436D", "#12436D", "#FFFFFF"]
    assert "provisional" in words_in(svg)
    assert "Hollow points: revised" in words_in(to_svg(chart("70 71 72", marks={1: "revised"})))


def test_target_steps_with_its_periods(chart: Draw) -> None:
    level = chart("70 71 72 73", target="72")
    points = (*level.points[:2], *(replace(point, target=None) for point in level.points[2:3]), level.points[3])
    svg = to_svg(replace(level, points=points))
    assert len(marks(svg, "gt-chart-target")) == 2


@pytest.mark.parametrize("values", ["", "- - -", "70", "0 0 0"])
def test_little_or_nothing_is_still_a_picture(chart: Draw, values: str) -> None:
    svg = to_svg(chart(values))
    assert ("No figures for these periods" in words_in(svg)) is not any(word != "-" for word in values.split())


def test_huge_figures_are_shortened(chart: Draw) -> None:
    words = words_in(to_svg(chart("1200000000 1500000000", unit="money", decimals=0, target="1250000000")))
    assert {"£1.5bn", "Target £1.25bn"} <= set(words)
    assert not [word for word in words if len(word) > 16]


def test_infinite_figure_is_refused(chart: Draw) -> None:
    with pytest.raises(ChartError, match="finite"):
        vega_lite(chart("70", target="Infinity"))


def test_words_of_people_stay_words(chart: Draw) -> None:
    hostile = "</title><script>&\"' \x00\x1b {{x}} #import"
    svg = to_svg(replace(chart("70 71", marks={1: hostile}), title=hostile, identifier='"><x'))
    root = parsed(svg)
    assert root[0].text == hostile.replace("\x00", "").replace("\x1b", "")
    assert not list(root.iter(f"{SVG}script"))
    assert hostile.replace("\x00", "").replace("\x1b", "") in words_in(svg)


def test_picture_is_the_same_in_another_process(chart: Draw) -> None:
    code = (
        "from tests.engines.charts.conftest import drawn; from goldenthread.engines.charts import to_svg;"
        "to_svg(drawn('1 2 3')); print(to_svg(drawn('70 71 - 73', target='72', marks={3: 'provisional'})), end='')"
    )
    other = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env={"PYTHONPATH": "src:.", "TZ": "Asia/Tokyo"}
    )
    assert other.stdout.decode() == to_svg(chart("70 71 - 73", target="72", marks={3: "provisional"}))


def test_cache_keeps_the_drawing_and_not_the_words(chart: Draw) -> None:
    cache: dict[str, str] = {}
    first, second = chart("70 71"), replace(chart("70 71"), title="Other", subtitle="S")
    to_svg(first, cache=cache)
    kept = dict(cache)
    assert len(kept) == 1
    assert "T</title>" in to_svg(first, cache=cache)
    assert to_svg(second, words="Said", cache=cache).count("<desc id=") == 1
    assert "Said" not in "".join(cache.values())


def test_words_stand_where_the_drawing_engine_would_put_them(chart: Draw) -> None:
    import vl_convert

    drawing = chart("70 71 - 60 78.4", target="75", floor="70", marks={4: "provisional"}, breaks={3})
    whole = parsed(vl_convert.vegalite_to_svg(vega_lite(drawing), allowed_base_urls=[]))
    theirs = {
        (element.text, *map(float, re.findall(r"-?[\d.]+", element.get("transform", ""))), element.get("text-anchor"))
        for element in whole.iter(f"{SVG}text")
    }
    ours = {
        (element.text, float(element.get("x", "")), float(element.get("y", "")), group.get("text-anchor"))
        for group in parsed(to_svg(drawing)).iter(f"{SVG}g")
        for element in group.findall(f"{SVG}text")
    }
    assert ours == theirs
    assert len(ours) > 12


def test_specification_is_whole_and_plain(chart: Draw) -> None:
    specification = vega_lite(chart("70 71", target="70"))
    assert specification["$schema"].endswith("v5.json")
    assert {layer["name"] for layer in specification["layer"]} >= {"grid", "line", "points", "target", "end-value"}


def test_type_of_a_chart_is_what_is_drawn(chart: Draw) -> None:
    assert isinstance(chart("70"), SeriesChart)
