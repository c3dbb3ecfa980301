"""The two ways a command says no, and the exit codes that go with them.

Nothing heavy is imported here, so the front door can catch a refusal without loading any engine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

DONE, FINDING, WRONG_USAGE = 0, 1, 2
"""Exit codes: all is well; a finding or refused data; the command was asked for something it cannot do."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing found in a file: where it stands, what was seen, and what to do about it.

    ``row`` is counted as the reader sees it in a spreadsheet: the header is row 1. Empty parts are left out.
    """

    file: str
    seen: str
    what_to_do: str = ""
    row: int | None = None
    column: str | None = None

    @property
    def sentence(self) -> str:
        """The finding as one line for standard error."""
        place = [self.file]
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.column is not None:
            place.append(f"column {self.column}")
        return f"{', '.join(place)}: {self.seen} {self.what_to_do}".rstrip()


class WrongUsageError(Exception):
    """The command was called wrongly: a missing file, an unknown column. Exit code 2; nothing was written."""


class RefusedDataError(Exception):
    """The data was read and refused. Exit code 1. Every finding is listed, not only the first."""

    def __init__(self, findings: Sequence[Finding], *, total: int | None = None) -> None:
        """Keep the findings; ``total`` is the full count where the list was cut short."""
        super().__init__("; ".join(finding.sentence for finding in findings))
        self.findings = tuple(findings)
        self.total = len(self.findings) if total is None else total
