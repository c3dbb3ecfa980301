"""What became of a closed statement: counts first, shares of all beside them, nothing left uncounted."""

from collections.abc import Sequence

from goldenthread.domain.framework.rules.rows import Outcome
from goldenthread.domain.framework.rules.words import OUTCOMES
from goldenthread.engines.scoring import share


def outcome_of(states: Sequence[str], *, plan: str, level: str) -> Outcome:
    """Count the items' ``states``; what is neither completed, excellent progress nor not met is unresolved.

    Shares are of all items, each rounded by itself, a half upwards, as everywhere.
    """
    counts = {state: sum(one == state for one in states) for state in OUTCOMES}
    total = len(states)
    unresolved = total - sum(counts.values())
    shares = {f"{state}_share": share(part=counts[state], whole=total) for state in OUTCOMES}
    said = [
        f"{counts[state]} {word} ({shares[f'{state}_share']}%)"
        for state, word in (
            ("completed", "completed"),
            ("excellent_progress", "with excellent progress"),
            ("not_met", "not met"),
        )
        if total
    ]
    said += [f"{unresolved} unresolved"] if unresolved else []
    return Outcome(
        plan=plan,
        level=level,
        total=total,
        unresolved=unresolved,
        completed=counts["completed"],
        excellent_progress=counts["excellent_progress"],
        not_met=counts["not_met"],
        completed_share=shares["completed_share"],
        excellent_progress_share=shares["excellent_progress_share"],
        not_met_share=shares["not_met_share"],
        sentence=f"Of {total}: {', '.join(said)}." if total else "There is nothing at this level.",
    )
