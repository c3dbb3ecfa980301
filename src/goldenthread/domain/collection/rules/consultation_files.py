"""Files about consultations: drafts of a plan, what people said, what was answered, who has endorsed."""

from goldenthread.domain.collection.rules.columns import FileKind
from goldenthread.domain.collection.rules.columns import column as _c
from goldenthread.domain.consultation.rules.words import BODY_KINDS, SECTIONS

_PLAN = _c("plan", "Code of the plan.", "DS2024", required=True, longest=40)
_ITERATION = _c("iteration", "Number of the iteration.", "3", type="integer", required=True)
_COMMENT = _c("comment", "Number of the comment on that iteration.", "12", type="integer", required=True)

ITERATIONS = FileKind(
    name="iterations",
    key=("plan", "iteration"),
    a_row_is="a numbered draft of a plan: every word that was known at a moment. It never changes",
    columns=(
        _PLAN,
        _ITERATION,
        _c("made_at", "When it was made; empty is the moment of the load.", "2026-06-24T09:30:00+01:00"),
        _c("made_by", "Address of the person who made it.", "pat.lee@downland.example", longest=254),
        _c("note", "What it was for.", "After the May workshops"),
    ),
)
COMMENTS = FileKind(
    name="comments",
    key=("plan", "iteration", "comment"),
    a_row_is="a comment on an iteration, in the words in which it was made. It never changes",
    columns=(
        _PLAN,
        _ITERATION,
        _COMMENT,
        _c("item", "Code of the item; empty is the plan as a whole.", "DS-1.2", longest=40),
        _c("section", "What of it.", "milestones", type="choice", required=True, choices=SECTIONS),
        _c("person", "Who said it. This, an organisation or a workshop is needed.", "Pat Lee", longest=160),
        _c("organisation", "For whom.", "Downland Carers", longest=160),
        _c("workshop", "Where.", "Members, 12 May", longest=160),
        _c("received_on", "The day it was received.", "2026-05-12", type="date", required=True),
        _c("text", "What was said.", "Say how long people wait now.", required=True),
    ),
)
RESPONSES = FileKind(
    name="responses",
    key=("plan", "iteration", "comment"),
    a_row_is="the response to a comment. A changed one becomes a new revision and needs a reason",
    columns=(
        _PLAN,
        _ITERATION,
        _COMMENT,
        _c("text", "The response.", "Agreed.", required=True),
        _c("changed", "yes if the plan changed because of it.", "yes", type="yes_no", default="no"),
        _c("what_changed", "What changed; needed with yes.", "It now says eight weeks."),
        _c(
            "passage",
            "Where the words stand that changed: item, section and position, with strokes between.",
            "DS-1.2/success_factors/1",
            longest=120,
        ),
        _c("reason", "Why an earlier response changes.", "Cabinet decided"),
    ),
)
ENDORSEMENTS = FileKind(
    name="endorsements",
    key=("plan", "body", "iteration"),
    a_row_is="a body that is asked to endorse a plan, and the iteration that it has endorsed, if any",
    columns=(
        _PLAN,
        _c("body", "Short code of the body.", "cabinet", required=True, longest=30),
        _c("name", "Its name as it is printed.", "Cabinet", required=True, longest=160),
        _c("kind", "What sort of body.", "cabinet", type="choice", required=True, choices=BODY_KINDS),
        _c("due_on", "The day by which it is asked.", "2026-07-06", type="date"),
        _c("order", "Where it stands in lists; lower comes first.", "10", type="integer", default="0"),
        _c("iteration", "Number of the iteration it endorsed; empty while it has endorsed none.", "3", type="integer"),
        _c("given_on", "The day of the endorsement.", "2026-07-06", type="date"),
        _c("minute", "Where it is written down.", "Minute 12", longest=300),
    ),
)
CONSULTATION_FILES = (ITERATIONS, COMMENTS, RESPONSES, ENDORSEMENTS)
"""In the order in which they refer to each other."""
