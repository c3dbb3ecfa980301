"""How the examples of milestones and actions are worked out."""

from datetime import date

import polars as pl

from goldenthread.engines.scoring.delivery import rate_work


def delivered(given: dict[str, str | None]) -> dict[str, str]:
    """How one milestone or action stands on the day ``on``, as text."""
    days = {name: date.fromisoformat(str(given[name])) for name in ("starts", "due", "on")}
    frame = pl.DataFrame(
        [{"state": given["state"], "progress": given["progress"], "starts": days["starts"], "due": days["due"]}]
    )
    found = rate_work(frame, on=days["on"]).row(0, named=True)
    return {"rating": found["rating"], "reason": found["reason"]}
