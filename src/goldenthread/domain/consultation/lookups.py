"""Every consultation as files have it. The words of an iteration are those of the plan's revisions by its moment."""

from typing import Any

from goldenthread.domain.consultation.models import Comment, Endorsement, EndorsementWanted, Iteration, Response

Rows = list[dict[str, Any]]
_SETUP = "set-up@localhost"


def _rows(found: Any, names: dict[str, str]) -> Rows:
    return [dict(zip(names, row, strict=True)) for row in found.values_list(*names.values())]


def iterations() -> Rows:
    """Return every iteration; the built-in person is not named, whoever loads stands in for it."""
    names = {"plan": "plan__code", "iteration": "number", "made_at": "made_at", "made_by": "made_by__email"}
    rows = _rows(Iteration.objects.order_by("plan__code", "number"), {**names, "note": "note"})
    return [{**row, "made_by": "" if row["made_by"] == _SETUP else row["made_by"]} for row in rows]


def comments() -> Rows:
    """Return every comment."""
    plain = ("section", "person", "organisation", "workshop", "received_on", "text")
    names = {"plan": "iteration__plan__code", "iteration": "iteration__number", "comment": "number"}
    names |= {"item": "item__code", **{name: name for name in plain}}
    return _rows(Comment.objects.order_by("iteration__plan__code", "iteration__number", "number"), names)


def responses() -> Rows:
    """Return the latest response to every comment."""
    names = {
        "plan": "comment__iteration__plan__code",
        "iteration": "comment__iteration__number",
        "comment": "comment__number",
        **{name: name for name in ("text", "changed", "what_changed", "passage", "reason")},
    }
    latest: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in _rows(Response.objects.order_by("comment__iteration__plan__code", "comment", "number"), names):
        latest[row["plan"], row["iteration"], row["comment"]] = row
    return list(latest.values())


def endorsements() -> Rows:
    """Return who is asked to endorse, a row for each iteration endorsed, one without for whoever has endorsed none.

    A body that is no longer asked is left out.
    """
    plain = {"plan": "plan__code", "body": "code", "name": "name", "kind": "kind", "due_on": "due_on", "order": "order"}
    asked = _rows(EndorsementWanted.objects.filter(wanted=True).order_by("plan__code", "order", "code"), plain)
    given: dict[tuple[str, str], Rows] = {}
    names = {"plan": "body__plan__code", "body": "body__code", "iteration": "iteration__number"}
    names |= {"given_on": "given_on", "minute": "minute"}
    for row in _rows(Endorsement.objects.order_by("iteration__number"), names):
        given.setdefault((row["plan"], row["body"]), []).append(row)
    return [{**row, **one} for row in asked for one in given.get((row["plan"], row["body"]), [{}])]
