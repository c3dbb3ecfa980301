"""Why a comment or an answer cannot be kept: the field it is about, and the sentence."""

from collections.abc import Collection
from datetime import date

from goldenthread.domain.consultation.rules.endorsing import Draft, day_in_words
from goldenthread.domain.consultation.rules.words import SECTION_NAMES

Refusal = tuple[str, str]


def comment_refusal(
    *,
    draft: Draft | None,
    item: str,
    items: Collection[str],
    section: str,
    who: str,
    received_on: date,
    text: str,
    today: date,
) -> Refusal | None:
    """Return (field, sentence) why a comment cannot be kept, or None. ``items`` are the codes in the iteration."""
    if draft is None:
        return "iteration", "There is no such iteration. Make it first, or choose one of those that are listed."
    if section not in SECTION_NAMES:
        return "section", f"Choose what the comment is about: {', '.join(SECTION_NAMES.values()).lower()}."
    if item and item not in items:
        return "item", f"{item} is not in iteration {draft.number}. Choose one of its items, or the plan as a whole."
    if not who.strip():
        return "person", "Say who made the comment: a person, an organisation or a workshop."
    if not text.strip():
        return "text", "Enter the comment as it was made."
    if received_on > today:
        return "received_on", f"{day_in_words(received_on)} is still to come. Enter the day the comment was received."
    if received_on < draft.made_on:
        sentence = (
            f"Iteration {draft.number} was made on {day_in_words(draft.made_on)}, after {day_in_words(received_on)}. "
            "Correct the day or the iteration."
        )
        return "received_on", sentence
    return None


def answer_refusal(
    *, text: str, changed: bool, what_changed: str, passage: str, known: Collection[str]
) -> Refusal | None:
    """Return (field, sentence) why an answer cannot be kept, or None. ``known`` are the plan's present passages."""
    if not text.strip():
        return "text", "Enter the response. Every comment gets one, even if nothing changes."
    if changed and not what_changed.strip():
        return "what_changed", "Say what changed because of the comment."
    if not changed and (what_changed.strip() or passage):
        return "changed", "You say what changed, but also that nothing did. Choose “Yes”, or clear what changed."
    if passage and passage not in known:
        return "passage", "These words are no longer in the plan. Choose the words that changed from the list."
    return None
