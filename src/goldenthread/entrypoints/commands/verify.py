"""`goldenthread verify`: says whether everything is as it was written."""

from __future__ import annotations

import sys

import typer

from goldenthread.entrypoints.commands.council import open_council
from goldenthread.entrypoints.commands.refusals import FINDING


def verify(
    render: bool = typer.Option(
        False, "--render", help="Also make every file of every edition again and compare it byte for byte."
    ),
) -> None:
    """Check the audit trail link by link, and every edition against its seal; name the first that is broken.

    Prints the head of the chain: keep it elsewhere, and nobody can rewrite the past unseen.

    Example: goldenthread verify --render
    """
    open_council()
    from goldenthread.domain.audit import queries as audit
    from goldenthread.domain.reporting import queries as reporting

    broken = audit.broken()
    found = [broken.sentence] if broken else []
    found += [finding.sentence for finding in reporting.findings(rendered_again=render)]
    count, head = audit.head()
    for sentence in found:
        print(sentence, file=sys.stderr)
    if found:
        raise typer.Exit(FINDING)
    editions = len(reporting.editions())
    print(f"The audit trail is whole: {count:,} events, head {head}.")
    print(f"{editions:,} editions checked: each is as it was frozen.")
