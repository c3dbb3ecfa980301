"""Why some figures cannot be combined: what is wrong with a group of parts, naming its rows."""

from __future__ import annotations

import polars as pl

_NAMED = 6


def faults(parts: pl.DataFrame, *, first_row: int) -> pl.DataFrame:
    """The groups with something amiss: ``fault``, the first reason against combining, and ``missing_rows`` in words."""
    pair = pl.col("numerator").is_not_null() & pl.col("denominator").is_not_null()
    given = pl.col("value").is_not_null() | pair
    parts = parts.with_columns(pair=pair, given=given, bare=given & ~pair)
    rule = pl.col("rule").drop_nulls().first()
    percent, several, paired = pl.col("percent").any(), pl.len() > 1, pl.col("pair").any()
    unwritten = (pl.col("pair") & pl.col("value").is_null()).any()
    needs_pairs = (rule == "ratio") | (rule.is_null() & paired) | ((rule == "mean") & (percent | unwritten))
    latest = pl.col("start") == pl.col("start").max()
    groups = parts.group_by("group", maintain_order=True).agg(
        rule=rule,
        several_rules=_differ(parts, "rule"),
        unstated=rule.is_null() & ~paired,
        several_kinds=_differ(parts, "kind"),
        twice=pl.col("twice").any(),
        added=(percent | unwritten) & (rule == "sum") & several,
        without_pairs=needs_pairs & pl.col("bare").any() & several,
        undated=(rule == "last") & pl.col("start").is_null().any() & several,
        undecided=(rule == "last") & (latest.sum() > 1),
        missing=~pl.col("given").all(),
    )
    groups = groups.with_columns(alone=pl.col("rule") == "none")
    flags = [name for name, kind in groups.schema.items() if kind == pl.Boolean]
    told = groups.filter(pl.any_horizontal(pl.col(flags).fill_null(False)))
    # Only the groups with something to tell have their rows written out.
    rows = parts.join(told.select("group"), on="group", how="semi").group_by("group").agg(
        rules=pl.col("rule").drop_nulls().unique(maintain_order=True).str.join(" and "),
        kinds=pl.col("kind").drop_nulls().unique(maintain_order=True).str.replace_all("_", " ").str.join(" and "),
        bare_rows=_rows(pl.col("bare"), first_row),
        twice_rows=_rows(pl.col("twice"), first_row),
        undated_rows=_rows(pl.col("start").is_null(), first_row),
        latest_rows=_rows(latest, first_row),
        missing_rows=_rows(~pl.col("given"), first_row),
    )  # fmt: skip
    fault = (
        pl.when("several_rules").then(pl.format("cannot be combined: its parts state different rules ({})", "rules"))
        .when("alone").then(pl.lit("cannot be combined: this indicator's figures stand alone"))
        .when("unstated").then(pl.lit("cannot be combined: no rule says how"))
        .when("twice").then(
            pl.format("cannot be combined: the same part is given more than once ({})", "twice_rows")
        )
        .when("several_kinds").then(
            pl.format("cannot be combined: its parts are of different kinds of period ({})", "kinds")
        )
        .when("without_pairs").then(pl.format("cannot be combined: no denominators ({})", "bare_rows"))
        .when("added").then(pl.lit("cannot be combined: percentages and ratios do not add up"))
        .when("undated").then(
            pl.format("cannot be combined: no period says which figure is the last ({})", "undated_rows")
        )
        .when("undecided").then(
            pl.format("cannot be combined: more than one figure is the last ({})", "latest_rows")
        )
    )  # fmt: skip
    return told.join(rows, on="group", how="left").select("group", "missing_rows", fault=fault)


def _differ(parts: pl.DataFrame, name: str) -> pl.Expr:
    """Whether a group's words differ; most tables hold one word throughout, which is quickly seen."""
    if parts[name].drop_nulls().n_unique() <= 1:
        return pl.lit(False).first()
    return pl.col(name).drop_nulls().n_unique() > 1


def _rows(marked: pl.Expr, first_row: int) -> pl.Expr:
    """The marked rows of a group as words: "row 3", "rows 3, 4 and 9", "rows 3, 4, 5 and 9 more"; empty for none."""
    rows = (pl.col("row").cast(pl.Int64) + first_row).filter(marked.fill_null(False)).sort()
    listed = rows.head(_NAMED).cast(pl.String).str.join(", ")
    more = rows.len() - _NAMED
    joined = (
        pl.when(rows.len() > _NAMED).then(pl.format("rows {} and {} more", listed, more))
        .when(rows.len() > 1).then(pl.format("rows {}", listed.str.replace(r", (\d+)$", " and ${1}")))
        .otherwise(pl.format("row {}", listed))
    )  # fmt: skip
    return pl.when(rows.len() == 0).then(pl.lit("")).otherwise(joined)
