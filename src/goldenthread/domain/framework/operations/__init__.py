"""The only writes about plans: rows of codes in, revisions and one audit event out."""

from goldenthread.domain.framework.operations.adding import add_work, record_progress
from goldenthread.domain.framework.operations.attached import save_factors, save_item_work, save_measures, save_money
from goldenthread.domain.framework.operations.items import ITEM_WORDS, revise_item, save_items
from goldenthread.domain.framework.operations.plans import save_levels, save_plans
from goldenthread.domain.framework.operations.stretch import STRETCH_WORDS, save_stretch_targets
from goldenthread.domain.framework.operations.thread import end_link, save_links, save_related, save_successions

__all__ = [
    "ITEM_WORDS",
    "STRETCH_WORDS",
    "add_work",
    "end_link",
    "record_progress",
    "revise_item",
    "save_factors",
    "save_item_work",
    "save_items",
    "save_levels",
    "save_links",
    "save_measures",
    "save_money",
    "save_plans",
    "save_related",
    "save_stretch_targets",
    "save_successions",
]
