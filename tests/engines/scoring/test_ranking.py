"""Places among comparators: the formula of the rulebook, ties, gaps, polarity, and order that never matters."""

from __future__ import annotations

import math
import random
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.engines.scoring.ranking import RANK_COLUMNS, comparator_lines, rank
from goldenthread.engines.scoring.refusal import ScoringError

VALUES = st.lists(st.one_of(st.none(), st.integers(-5, 5)), min_size=1, max_size=40)


def areas(values: list[Any], *, polarity: str | None = "higher", group: str = "g") -> pl.DataFrame:
    return pl.DataFrame(
        {"group": group, "area": [f"area {n}" for n in range(len(values))], "value": values, "polarity": polarity},
        schema_overrides={"value": pl.Float64, "polarity": pl.String},
    )


def by_hand(values: list[Any], *, best: str) -> list[tuple[int, int, int | None] | tuple[None, None, None]]:
    """Rank, ties and quartile as the rulebook writes them, one area at a time."""
    there = [value for value in values if value is not None]
    found: list[Any] = []
    for value in values:
        if value is None:
            found.append((None, None, None))
            continue
        place = 1 + sum(other > value if best == "higher" else other < value for other in there)
        size, quartile = len(there), None
        if size >= 4 and len(set(there)) > 1:
            quartile = max(1, math.floor(5 - math.ceil((size + 1 - place) / (size / 4))))
        found.append((place, there.count(value) - 1, quartile))
    return found


def test_ten_areas_fall_into_quartiles_as_the_rulebook_says() -> None:
    found = rank(areas(list(range(10)), polarity="lower"))
    assert found["quartile"].to_list() == [1, 1, 1, 2, 2, 3, 3, 3, 4, 4]
    assert found["rank"].to_list() == list(range(1, 11))
    assert found.select("of", "tied", "median", "missing").unique().rows() == [(10, 0, 4.5, 0)]


def test_as_the_public_health_package() -> None:
    # phe_quantile of PHEindicatormethods 2.1.0, four groups, highest values in the first.
    values = [57.0, 75.0, 74.0, 73.9, 75.0, 72.0, 71.9, 74.0, 61.0, 76.2, 63.3, 68.0, 67.0, 74.0, 70.0, 60.2]
    expected = [4, 1, 1, 2, 1, 2, 3, 1, 4, 1, 4, 3, 3, 1, 3, 4]
    assert rank(areas(values))["quartile"].to_list() == expected


@settings(max_examples=80, deadline=None)
@given(VALUES, st.sampled_from(["higher", "lower"]))
def test_as_worked_out_by_hand(values: list[int | None], polarity: str) -> None:
    found = rank(areas(values, polarity=polarity))
    assert found.select("rank", "tied", "quartile").rows() == by_hand(values, best=polarity)
    there = [value for value in values if value is not None]
    assert found["of"].to_list() == [len(there)] * len(values)
    assert found["missing"].to_list() == [len(values) - len(there)] * len(values)


@settings(max_examples=40, deadline=None)
@given(st.lists(VALUES, min_size=1, max_size=5), st.randoms())
def test_groups_do_not_touch_each_other_and_order_never_matters(
    groups: list[list[int | None]], dice: random.Random
) -> None:
    frame = pl.concat([areas(values, group=str(n)) for n, values in enumerate(groups)])
    whole = rank(frame)
    alone = pl.concat([rank(part) for part in frame.partition_by("group", maintain_order=True)])
    assert whole.equals(alone)
    places = list(range(frame.height))
    dice.shuffle(places)
    assert rank(frame[places]).equals(whole[places])


def test_ties_share_the_best_rank_and_missing_areas_are_counted() -> None:
    found = rank(areas([9, 7, 7, None, 1]))
    assert found["rank"].to_list() == [1, 2, 2, None, 4]
    assert found["tied"].to_list() == [0, 1, 1, None, 0]
    assert found["of"].to_list() == [4] * 5
    assert found["missing"].to_list() == [1] * 5
    assert found["median"].to_list() == [7.0] * 5


@pytest.mark.parametrize("values", [[1, 2, 3], [5, 5, 5, 5, 5], [1, 2, 3, None], [None, None], [4]])
def test_no_quartile_for_few_or_equal_areas(values: list[Any]) -> None:
    assert rank(areas(values))["quartile"].null_count() == len(values)


def test_closest_to_target_is_best_and_no_judgement_puts_the_highest_first() -> None:
    frame = areas([40, 52, 47, 50], polarity="target").with_columns(target=pl.lit(50))
    assert rank(frame)["rank"].to_list() == [4, 2, 3, 1]
    assert rank(frame)["median"].to_list() == [48.5] * 4
    assert rank(areas([1, 3, 2], polarity=None))["rank"].to_list() == [3, 1, 2]


def test_huge_beside_tiny() -> None:
    assert rank(areas([1e15, 1e-9, 1e15 - 1, 0.0]))["rank"].to_list() == [1, 3, 2, 4]


def test_faults_are_named_by_row() -> None:
    twice = pl.concat([areas([1, 2]), areas([3])])
    with pytest.raises(ScoringError, match="row 2, column area: 'area 0' is in its group more than once"):
        rank(twice)
    mixed = areas([1, 2]).with_columns(polarity=pl.Series(["higher", "lower"]))
    with pytest.raises(ScoringError, match="row 1, column polarity: the polarity 'lower' differs"):
        rank(mixed)
    with pytest.raises(ScoringError, match="row 0, column target: the target is missing"):
        rank(areas([1, 2], polarity="target"))
    with pytest.raises(ScoringError, match="row 1, column value: 'inf' is not a finite number"):
        rank(areas([1, math.inf]))


def test_the_lines_beside_a_figure() -> None:
    frame = areas([4, 1, None, 3, 2]).with_columns(neighbour=pl.Series(["1", "", "1", "true", None]))
    [row] = comparator_lines(frame).rows(named=True)
    assert row == {
        "group": "g", "of": 4, "missing": 1, "least": 1, "lower_quartile": 1.75, "median": 2.5,
        "upper_quartile": 3.25, "greatest": 4, "neighbours": 2, "neighbour_average": 3.5,
    }  # fmt: skip


def test_a_table_without_groups_and_an_empty_one() -> None:
    found = rank(pl.DataFrame({"value": ["2", "1"], "polarity": "lower"}))
    assert found.columns == ["value", "polarity", *RANK_COLUMNS]
    assert found["rank"].to_list() == [2, 1]
    assert rank(pl.DataFrame(schema={"value": pl.Float64})).height == 0
