"""A good row of every record of consultations, and what makes a second one good."""

from typing import Any

from tests.factories import consultation

SPECIMENS: dict[str, tuple[Any, dict[str, Any]]] = {
    "Iteration": (consultation.iteration, {"number": 2}),
    "Comment": (consultation.comment, {"number": 2}),
    "Response": (consultation.response, {"number": 2, "reason": "More was changed."}),
    "EndorsementWanted": (consultation.body, {"code": "council"}),
    "Endorsement": (
        consultation.endorsement,
        {"iteration_id": lambda: consultation.iteration(number=2).pk},
    ),
}
