"""Codes and what they stand for, as frames: for checking and joining whole files at once."""

from datetime import date
from typing import Any

import polars as pl
from django.db.models import QuerySet

from goldenthread.domain.organisation.models import (
    Authority,
    Committee,
    Place,
    Post,
    PostHolding,
    Unit,
    UnitPlacement,
    User,
)
from goldenthread.domain.organisation.rules import Span


def places() -> pl.DataFrame:
    """Return every place: place (code), id, valid_from, valid_to, successor (code), parent (code)."""
    return _frame(
        Place.objects.values_list("code", "pk", "valid_from", "valid_to", "successor__code", "parent__code"),
        {
            "place": pl.String,
            "id": pl.Int64,
            "valid_from": pl.Date,
            "valid_to": pl.Date,
            "successor": pl.String,
            "parent": pl.String,
        },
    )


def units() -> pl.DataFrame:
    """Return every unit: unit (code), id, name, parent (code), kind, valid_to."""
    return _frame(
        Unit.objects.values_list("code", "pk", "name", "parent__code", "kind", "valid_to"),
        {
            "unit": pl.String,
            "id": pl.Int64,
            "name": pl.String,
            "parent": pl.String,
            "kind": pl.String,
            "valid_to": pl.Date,
        },
    )


def placements() -> list[tuple[str, str | None, date]]:
    """Return every move: the unit's code, the code of the unit it goes to (None: the top), the first day."""
    return list(UnitPlacement.objects.values_list("unit__code", "parent__code", "starts"))


def holdings() -> list[Span]:
    """Return everybody who ever held a post, by the post's code and the address in small letters."""
    rows = PostHolding.objects.values_list("post__code", "user__email", "starts", "ends", "deputy")
    return [
        Span(post=post, person=email.lower(), starts=starts, ends=ends, deputy=deputy)
        for post, email, starts, ends, deputy in rows
    ]


def committees() -> pl.DataFrame:
    """Return every committee: committee (code), id."""
    return _frame(Committee.objects.values_list("code", "pk"), {"committee": pl.String, "id": pl.Int64})


def posts() -> pl.DataFrame:
    """Return every post: post (code), id."""
    return _frame(Post.objects.values_list("code", "pk"), {"post": pl.String, "id": pl.Int64})


def people() -> pl.DataFrame:
    """Return everybody: email in small letters, id."""
    found = _frame(User.objects.values_list("email", "pk"), {"email": pl.String, "id": pl.Int64})
    return found.with_columns(pl.col("email").str.to_lowercase())


def authority() -> tuple[str, str]:
    """Return the code of the authority's place and its rating scheme; two empty texts before there is one."""
    found = Authority.objects.values_list("place__code", "scheme").first()
    return found or ("", "")


def _frame(rows: "QuerySet[Any, Any]", schema: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=schema, orient="row")


def everybody() -> list[tuple[str, str, bool, list[str]]]:
    """Return everybody by name: address, name, whether they may sign in, their roles."""
    found = User.objects.prefetch_related("roles").order_by("name", "email")
    return [(one.email, one.name, one.is_active, sorted({role.role for role in one.roles.all()})) for one in found]
