"""The words of plans."""

PLAN_KINDS = (
    "vision",
    "partnership_agreement",
    "statement",
    "directorate_plan",
    "medium_term_plan",
    "unit_plan",
    "personal_objectives",
)
"""Kinds of plan, from the longest view down to one officer."""
STATUSES = ("draft", "current", "closed")
CLASSIFICATIONS = ("public", "internal", "personal")
ITEM_STATES = ("active", "completed", "excellent_progress", "not_met", "carried", "merged", "split", "dropped")
OUTCOMES = ("completed", "excellent_progress", "not_met")
"""What became of a promise when its statement closed."""
SUCCESSIONS = ("carried", "merged", "split", "dropped")
MEASURE_KINDS = ("indicator", "evidence", "evaluation")
