"""Milestones and actions: what is promised by when, what happened, and every change of a date with its reason.

``WorkItem`` is a code and a kind that never change. Everything that can change is in ``WorkRevision``, append-only:
the latest number is how it stands, the baseline of number 1 is the first promise. Which plan items a piece of work
serves is told by the framework (``ItemWork``), which stands above.
"""
