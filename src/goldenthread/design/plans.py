"""The words of plans: kinds, states, what became of an item, as a reader sees them."""

from datetime import date

from goldenthread.design import words

KIND_WORDS = {
    "vision": "Vision",
    "partnership_agreement": "Partnership agreement",
    "statement": "Corporate statement",
    "directorate_plan": "Directorate plan",
    "medium_term_plan": "Medium term plan",
    "unit_plan": "Unit operating plan",
    "personal_objectives": "Personal objectives",
}
"""Kinds of plan from the longest view down to one officer."""
KIND_PLURALS = {
    "vision": "Visions",
    "partnership_agreement": "Partnership agreements",
    "statement": "Corporate statements",
    "directorate_plan": "Directorate plans",
    "medium_term_plan": "Medium term plans",
    "unit_plan": "Unit operating plans",
    "personal_objectives": "Personal objectives",
}
STATUS_WORDS = {"draft": "Draft", "current": "Current", "closed": "Closed"}
CLASS_WORDS = {
    "public": "Everybody",
    "internal": "The council only",
    "personal": "The officer and the manager only",
}
STATE_WORDS = {
    "active": "",
    "completed": "Completed",
    "excellent_progress": "Excellent progress",
    "not_met": "Not met",
    "carried": "Carried into a later plan",
    "merged": "Merged with another",
    "split": "Split into parts",
    "dropped": "Dropped",
}
SUCCESSION_WORDS = {
    "carried": "was carried into",
    "merged": "was merged into",
    "split": "was split; one part is",
    "dropped": "was dropped",
}
MEASURE_WORDS = {"indicator": "Indicator", "evidence": "Evidence in words", "evaluation": "Evaluation at the end"}
WORK_WORDS = {"milestone": "Milestone", "action": "Action"}


def term(starts: date, ends: date) -> str:
    """Return a plan's term: "1 April 2026 to 31 March 2030"; whole financial years are told as such: "2026/27"."""
    if (starts.month, starts.day, ends.month, ends.day) == (4, 1, 3, 31):
        if ends.year == starts.year + 1:
            return f"{starts.year}/{ends.year % 100:02}"
        return f"{starts.year} to {ends.year}"
    return f"{words.day(starts)} to {words.day(ends)}"
