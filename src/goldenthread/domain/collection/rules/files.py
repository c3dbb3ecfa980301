"""The kinds of file that can be loaded, in order. The guide and the reader both come from here."""

from collections.abc import Sequence

from goldenthread.domain.collection.rules.columns import FileKind
from goldenthread.domain.collection.rules.comparator_files import COMPARATOR_GROUPS, COMPARATORS
from goldenthread.domain.collection.rules.consultation_files import CONSULTATION_FILES
from goldenthread.domain.collection.rules.council_files import (
    AUTHORITY,
    COMMITTEES,
    INDICATORS,
    PEOPLE,
    PLACES,
    POSTS,
    UNITS,
)
from goldenthread.domain.collection.rules.figure_files import COMMENTARY, DEFINITIONS, OBSERVATIONS, TARGETS
from goldenthread.domain.collection.rules.holder_files import HOLDERS, STRUCTURE
from goldenthread.domain.collection.rules.plan_files import PLAN_FILES
from goldenthread.domain.collection.rules.unit_plan_files import UNIT_PLAN_FILES

FILE_KINDS: tuple[FileKind, ...] = (
    PLACES,
    AUTHORITY,
    UNITS,
    STRUCTURE,
    COMMITTEES,
    POSTS,
    PEOPLE,
    HOLDERS,
    INDICATORS,
    DEFINITIONS,
    OBSERVATIONS,
    TARGETS,
    COMMENTARY,
    COMPARATOR_GROUPS,
    COMPARATORS,
    *PLAN_FILES,
    *CONSULTATION_FILES,
    *UNIT_PLAN_FILES,
)
"""Every kind, in the order in which a load reads them: what is referred to first, figures before their targets."""

BY_NAME = {kind.name: kind for kind in FILE_KINDS}


def kind_of_file(name: str) -> FileKind | None:
    """Return the kind of a file by its name ("observations.csv", "observations-2.xlsx"), or None.

    Only the kinds that keep revisions may be numbered.
    """
    stem, _, ending = name.rpartition(".")
    if ending.lower() not in {"csv", "xlsx"}:
        return None
    plain, _, number = stem.partition("-")
    kind = BY_NAME.get(plain.lower())
    if kind is None or ("-" in stem and not (kind.revisions and number.isdigit())):
        return None
    return kind


def in_order(files: Sequence[tuple[str, str]]) -> list[int]:
    """Return the positions of (kind, name) ``files`` in the order of loading; "-2" comes before "-10"."""
    ranks = {kind.name: rank for rank, kind in enumerate(FILE_KINDS)}

    def rank(position: int) -> tuple[int, int, str]:
        kind, name = files[position]
        number = name.rpartition(".")[0].rpartition("-")[2]
        return ranks[kind], int(number) if number.isdigit() else 0, name

    return sorted(range(len(files)), key=rank)
