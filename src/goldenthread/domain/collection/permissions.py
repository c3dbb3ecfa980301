"""Who may bring in what through the pages."""

from goldenthread.domain.collection.rules.files import FILE_KINDS

FOR_OFFICERS = ("observations", "commentary")
"""What a data officer loads. The performance team loads the rest; people and roles come by command only."""
BY_COMMAND = ("people",)


def kinds_for(*, everything: bool) -> list[str]:
    """Return the kinds of file a person may load by page, in the order in which they are loaded.

    ``everything`` is for the performance team; anybody else who may load figures brings in figures and commentary.
    """
    names = [kind.name for kind in FILE_KINDS]
    if everything:
        return [name for name in names if name not in BY_COMMAND]
    return [name for name in names if name in FOR_OFFICERS]
