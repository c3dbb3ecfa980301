"""`goldenthread files`: the guide to the files that can be loaded, written from their declaration."""

from __future__ import annotations

import typer


def files() -> None:
    """Print the guide to the files that can be loaded, as Markdown.

    Example: goldenthread files > docs/guide/files.md
    """
    from goldenthread.domain.collection.rules.guide import guide

    typer.echo(guide(), nl=False)
