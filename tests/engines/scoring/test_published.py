"""Every rating that Maidstone Borough Council published, or that its own counts leave as the only one, is ours."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from goldenthread.engines.scoring import rate, summarise

PUBLISHED = Path(__file__).parents[3] / "examples" / "maidstone" / "published_kpis.csv"


def published() -> pl.DataFrame:
    """The rows whose rating is known, as `rate` reads them: 10% of the target, as the council states."""
    frame = pl.read_csv(PUBLISHED, infer_schema=False)
    known = pl.coalesce("published_rag", "rag_forced_by_published_counts").str.extract(r"^(Green|Amber|Red)")
    return frame.with_columns(known.str.to_lowercase().alias("known")).drop_nulls("known").with_columns(
        value="latest_result", scheme=pl.lit("percent"), tolerance=pl.lit("10")
    )  # fmt: skip


ROWS = published()


def test_the_file_holds_the_rated_rows() -> None:
    assert ROWS.height == 34
    assert dict(ROWS.group_by("known").len().iter_rows()) == {"green": 9, "amber": 1, "red": 24}


@pytest.mark.parametrize("row", range(ROWS.height), ids=lambda row: f"{ROWS['report_period'][row]} {row}")
def test_our_rating_is_the_published_one(row: int) -> None:
    rated = rate(ROWS[row])
    assert rated["rating"][0] == ROWS["known"][row], rated["reason"][0]


def test_our_counts_are_the_published_counts() -> None:
    counts = summarise(rate(ROWS)).counts
    assert {code: counts[code] for code in ("green", "amber", "red")} == {"green": 9, "amber": 1, "red": 24}
