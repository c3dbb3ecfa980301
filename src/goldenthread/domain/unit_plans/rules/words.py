"""The words of unit operating plans."""

TOPICS = {
    "value_for_money": "Value for money",
    "innovation": "Innovation at the front line",
    "personalisation": "Personalisation and choice",
    "devolution": "Devolution to the lowest level",
    "improvement": "Excellent services and continued improvement",
    "joint_working": "Joint working",
    "performance_and_risk": "Management of performance and risk",
}
"""The seven topics that every unit operating plan must cover."""
OTHER_SECTIONS = {
    "risks": "Risks",
    "consultation": "Consultation and what came of it",
}
"""What else it says in words: both are required too."""
SECTIONS = TOPICS | OTHER_SECTIONS
REVIEW_KINDS = ("in_year", "half_year")
