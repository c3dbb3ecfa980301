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
    """Check the audit trail link by link, and the figures, results and editions it seals; name what was changed.

    Prints the head of the chain: keep it elsewhere, and nobody can rewrite the past unseen.

    Example: goldenthread verify --render
    """
    open_council()
    from goldenthread.domain.assessment.queries import whole as assessment
    from goldenthread.domain.audit import queries as audit
    from goldenthread.domain.indicators import lookups as indicators
    from goldenthread.domain.reporting import queries as reporting

    broken = audit.broken()
    found = [broken.sentence] if broken else []
    found += [*indicators.findings(), *assessment.findings()]
    found += [finding.sentence for finding in reporting.findings(rendered_again=render)]
    count, head = audit.head()
    for sentence in found:
        print(sentence, file=sys.stderr)
    if found:
        raise typer.Exit(FINDING)
    editions = len(reporting.editions())
    print(f"The audit trail is whole: {count:,} events, head {head}.")
    kept = "figures, targets, definitions, commentaries and comparators"
    print(f"{indicators.counted():,} stored {kept} are as they were entered.")
    print(f"{editions:,} {'edition' if editions == 1 else 'editions'} checked: each is as it was frozen.")
