"""The smallest good iteration, comment, response and endorsement."""

from datetime import date
from typing import Any

from goldenthread.domain.consultation.models import Comment, Endorsement, EndorsementWanted, Iteration, Response
from tests import factories
from tests.factories import plans


def _entered(fields: dict[str, Any]) -> dict[str, Any]:
    made = {"entered_at": factories.NOON, **fields}
    made.setdefault("entered_by", factories.user())
    made.setdefault("event", factories.event())
    return made


def iteration(**fields: Any) -> Iteration:
    """The first draft of the usual plan."""
    made: dict[str, Any] = {"number": 1, "content": [], "digest": "0" * 64, "made_at": factories.NOON, **fields}
    if "plan" not in made:
        made["plan"] = plans.plan()
    made.setdefault("made_by", factories.user())
    made.setdefault("event", factories.event())
    return Iteration.objects.create(**made)


def comment(**fields: Any) -> Comment:
    """A resident wants a word changed."""
    made: dict[str, Any] = {
        "number": 1,
        "section": "wording",
        "person": "Pat Lee",
        "received_on": date(2026, 6, 1),
        "text": "Say what “thriving” means.",
        **fields,
    }
    if "iteration" not in made:
        made["iteration"] = iteration()
    if "item" not in made:
        made["item"] = plans.item()
    return Comment.objects.create(**_entered(made))


def response(**fields: Any) -> Response:
    """It was changed."""
    made: dict[str, Any] = {
        "number": 1,
        "text": "Agreed.",
        "changed": True,
        "what_changed": "The title says what it means.",
        **fields,
    }
    if "comment" not in made:
        made["comment"] = comment()
    return Response.objects.create(**_entered(made))


def body(**fields: Any) -> EndorsementWanted:
    """Cabinet is asked."""
    made: dict[str, Any] = {"code": "cabinet", "name": "Cabinet", "kind": "cabinet", **fields}
    if "plan" not in made:
        made["plan"] = plans.plan()
    return EndorsementWanted.objects.create(**made)


def endorsement(**fields: Any) -> Endorsement:
    """Cabinet endorsed the first draft."""
    made: dict[str, Any] = {"given_on": date(2026, 7, 6), **fields}
    if "body" not in made:
        made["body"] = body()
    if "iteration" not in made:
        made["iteration"] = iteration()
    return Endorsement.objects.create(**_entered(made))
