"""Two wordings of the same thing, word by word: what was taken out and what was put in."""

import re
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_PIECES = re.compile(r"\s+|[^\s]+")
LONGEST = 20_000
"""Characters of both texts together that are compared word by word; longer ones are shown whole, old then new."""


class Piece(NamedTuple):
    """A run of words that stayed, was taken out, or was put in."""

    kind: Literal["same", "out", "in"]
    text: str


def compared(before: str, after: str) -> list[Piece]:
    """Return ``after`` with what was taken out of ``before`` where it stood, in runs of whole words."""
    if before == after:
        return [Piece("same", after)] if after else []
    if len(before) + len(after) > LONGEST:
        return [Piece("out", before), Piece("in", after)]
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    found: list[Piece] = []
    for what, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(Piece("same", "".join(new[new_from:new_to])))
            continue
        taken, put = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        found += [Piece("out", taken)] if taken else []
        found += [Piece("in", put)] if put else []
    return found


_HTML = {
    "same": "{}",
    "out": '<del class="gt-out"><span class="govuk-visually-hidden">[taken out: </span>{}'
    '<span class="govuk-visually-hidden">] </span></del>',
    "in": '<ins class="gt-in"><span class="govuk-visually-hidden">[put in: </span>{}'
    '<span class="govuk-visually-hidden">] </span></ins>',
}


def compared_html(before: str, after: str) -> SafeString:
    """Return the comparison with ``<del>`` and ``<ins>``, which look different and are named for those who listen."""
    return format_html_join("", "{}", ((format_html(_HTML[kind], text),) for kind, text in compared(before, after)))
