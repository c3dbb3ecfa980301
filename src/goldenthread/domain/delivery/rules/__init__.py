"""What may be promised, and how promises stand: no database, no clock."""

from goldenthread.domain.delivery.rules.faults import Fault, acyclic, circle, unknown
from goldenthread.domain.delivery.rules.promises import faults_of, unapproved
from goldenthread.domain.delivery.rules.words import DECIDED_STATES, KINDS, SELF_RATINGS, STATES

__all__ = [
    "DECIDED_STATES",
    "KINDS",
    "SELF_RATINGS",
    "STATES",
    "Fault",
    "acyclic",
    "circle",
    "faults_of",
    "unapproved",
    "unknown",
]
