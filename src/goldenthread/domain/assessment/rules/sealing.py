"""A digest of what was judged, so that a result is stored again only where something changed."""

import hashlib
from collections.abc import Mapping

from goldenthread.domain.assessment.rules.methods import Answer


def digest_with(inputs_digest: str, *, methods: Mapping[str, Answer]) -> str:
    """Return the SHA-256, in hexadecimal, of a judgement's own digest and of everything that the methods said."""
    seal = hashlib.sha256(inputs_digest.encode())
    for method in sorted(methods):
        one = methods[method]
        numbers = [(name, str(number)) for name, number in one.numbers.items()]
        told = (method, one.answer, one.reason, one.version, one.points, one.window_start, one.window_end, numbers)
        seal.update(repr(told).encode())
    return seal.hexdigest()
