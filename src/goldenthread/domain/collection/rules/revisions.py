"""Is a row new, a change, or what is stored already? Decided by content, so that loading twice stores once."""

from collections.abc import Iterable, Sequence

import polars as pl

from goldenthread.domain.collection.rules.findings import Check, Findings, Row


def same_number(column: str) -> pl.Expr:
    """Return the exact text of a number without zeros that do not change it: "83.40" and "83.4" are one content."""
    text = pl.col(column)
    plain = (
        pl.when(text.str.contains(".", literal=True))
        .then(text.str.strip_chars_end("0").str.strip_chars_end("."))
        .otherwise(text)
    )
    return pl.when(plain.is_in(["-0", ""])).then(pl.lit("0")).otherwise(plain)


def settled(
    frame: pl.DataFrame,
    *,
    stored: Iterable[pl.DataFrame],
    key: Sequence[str],
    numbers: Sequence[str],
    texts: Sequence[str],
    shown: str,
) -> pl.DataFrame:
    """Add ``number`` (of the revision to make), ``state`` ("new", "revised", "unchanged") and ``was_<shown>``.

    ``stored`` are chunks of revisions with the key, ``number`` and every content column as text; ``numbers`` are
    compared as numbers, ``texts`` as text with null as nothing. A row with ``final_word`` false is followed by a later
    file of the same load: it is unchanged if any stored revision says the same, so that a history loaded twice is not
    told twice. Every other row is compared with the latest revision.
    """
    columns = [*numbers, *texts]
    mine = frame.select("row", *key, *columns)
    found: list[pl.DataFrame] = []
    different: list[pl.DataFrame] = []
    for chunk in stored:
        both = mine.join(chunk, on=list(key), how="inner", suffix="_was")
        if both.height:
            same = pl.all_horizontal(
                *[_content(name, number=True).eq_missing(_content(f"{name}_was", number=True)) for name in numbers],
                *[_content(name, number=False).eq_missing(_content(f"{name}_was", number=False)) for name in texts],
            )
            told = both.select("row", "number", same.alias("same"), pl.col(f"{shown}_was").alias(f"was_{shown}"))
            found.append(told.drop(f"was_{shown}"))
            # What a row said before is shown only where it changes: most rows of a file loaded again do not.
            different.append(told.filter(~pl.col("same")).drop("same"))
    if not found:
        blank = pl.lit(None, pl.String).alias(f"was_{shown}")
        return frame.with_columns(pl.lit(1, pl.Int64).alias("number"), pl.lit("new").alias("state"), blank)
    every = pl.concat(found).sort("row", "number")
    latest = every.group_by("row", maintain_order=True).agg(pl.all().last(), pl.col("same").any().alias("ever"))
    joined = frame.join(latest, on="row", how="left", maintain_order="left")
    joined = joined.join(pl.concat(different), on=["row", "number"], how="left", maintain_order="left")
    unchanged = pl.when(pl.col("final_word")).then(pl.col("same")).otherwise(pl.col("ever"))
    state = (
        pl.when(pl.col("number").is_null())
        .then(pl.lit("new"))
        .when(unchanged)
        .then(pl.lit("unchanged"))
        .otherwise(pl.lit("revised"))
    )
    return joined.with_columns(state.alias("state"), (pl.col("number").fill_null(0) + 1).alias("number")).drop(
        "same", "ever"
    )


def _content(name: str, *, number: bool) -> pl.Expr:
    return same_number(name) if number else pl.col(name).cast(pl.String).fill_null("")


def needs_reason(frame: pl.DataFrame, *, what: str, changed: str, reason: str, findings: Findings) -> pl.DataFrame:
    """Refuse a change that says nowhere why: neither in its row nor in the ``reason`` of the load.

    ``changed`` is the column whose old and new content the sentence shows.
    """
    if reason:
        return frame

    def seen(row: Row) -> str:
        before, after = row[f"was_{changed}"], row[changed]
        shown = f" from {_shown(before)} to {_shown(after)}" if before != after else ""
        return f"this changes {what} of {row['indicator']} that is already stored{shown}, and gives no reason"

    return findings.run(
        frame,
        [
            Check(
                column="reason",
                when=(pl.col("state") == "revised") & pl.col("reason").is_null(),
                seen=seen,
                expected="a reason for every change",
                what_to_do="Say why in the column reason, or give a reason for the whole load.",
            )
        ],
    )


def _shown(content: object) -> str:
    text = "nothing" if content is None else str(content)
    return text if len(text) <= 40 else f"“{text[:39]}…”"
