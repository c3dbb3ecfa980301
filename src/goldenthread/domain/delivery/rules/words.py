"""The words of milestones and actions."""

KINDS = ("milestone", "action")
STATES = ("not_started", "in_progress", "complete", "deferred", "dropped")
DECIDED_STATES = ("deferred", "dropped")
"""States that nobody drifts into: each needs a decision with who, when and why."""
SELF_RATINGS = ("green", "amber", "red")
