"""The words of consultations."""

SECTIONS = ("success_factors", "milestones", "measures", "wording", "other")
"""The parts of an item on which one can comment; "wording" is its title and description."""
SECTION_NAMES = {
    "success_factors": "Success factors",
    "milestones": "Milestones",
    "measures": "Measures",
    "wording": "Wording",
    "other": "Other",
}
BODY_KINDS = ("management_team", "cabinet", "overview_committee", "council", "other")
"""Who is asked to endorse a plan."""
BODY_NAMES = {
    "management_team": "Management team",
    "cabinet": "Cabinet",
    "overview_committee": "Overview committee",
    "council": "County Council",
    "other": "Other body",
}
