"""How the examples of monitoring are worked out: what is not drawn is as calm as can be."""

from decimal import Decimal

from goldenthread.domain.assessment.rules.monitoring import Watched, propose


def watched(given: dict[str, str | None]) -> dict[str, str]:
    """How often to look at one indicator, as text."""
    rating = given.get("rating") or "green"
    below = given.get("below_median")
    found = propose(
        Watched(
            rating=rating,
            calculated=given.get("calculated") or rating,
            strategic=given.get("strategic") == "yes",
            deteriorating=given.get("deteriorating") == "yes",
            below_median=None if below is None else below == "yes",
            late_days=int(given.get("late_days") or 0),
            movement=_number(given.get("movement")),
            distance=_number(given.get("distance")),
            frequency=str(given["frequency"]),
            line=given.get("line") or "target",
        )
    )
    return {
        "risk": found.risk,
        "moves": found.movement,
        "wanted": found.wanted,
        "proposed": found.frequency,
        "reason": found.reason,
    }


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None
