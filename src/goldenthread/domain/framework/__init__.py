"""Statements and plans: one model for all of them, and the thread that ties each to the one above.

The shape, for whoever builds on it (read through ``queries``, write through ``operations``):

- ``Plan`` is a vision, agreement, statement, plan or one officer's objectives, with a term. ``PlanLevel`` is the
  vocabulary: what each kind of plan calls its levels ("theme", "priority", "line").
- ``PlanItem`` is a lifelong code in a plan, nothing else. What it says and where it stands (title, description, level,
  parent within the plan, state, dates, the three posts, partner) is in ``PlanItemRevision``, append-only: the latest
  number is how it stands, the latest entered by a moment is how it then stood. An editor passes the number it saw.
- ``SuccessFactor``, ``Measure`` and ``MoneyLine`` hang on an item by their ``position`` and are append-only revisions
  too; a ``withdrawn`` revision takes the position out of use.
- ``ThreadLink`` says that an item serves an item of another plan, between two dates. ``RelatedItem`` is a see-also.
  ``ItemWork`` says which milestones and actions (``delivery.WorkItem``) an item has.
- ``Succession`` says what became of an item of an old plan: carried, merged, split or dropped.
- A plan of class "personal" is readable by its officer and its manager only; every query filters it itself.

Reading: ``queries.thread`` (nodes by code with ``above``, ``below``, own ratings and spread), ``queries.item`` (a
page), ``plans``, ``items`` (also a search by ``words``), ``history``, ``compare``, ``orphans``, ``outcome``,
``collectable``, ``successions``. Each takes ``for_user=`` (None: the program) and gives frozen rows of ``rules.rows``.
The thread with the ratings of indicators in it is ``assessment.queries.thread``.

Writing: ``operations.save_…(rows=, by=, at=)`` with codes in the rows, ``revise_item(code=, seen=, changes=,
reason=)``. They raise ``delivery.operations.RefusedError`` (``faults`` with column and sentence) and
``ChangedMeanwhileError`` (``theirs``: the words of the other editor).
"""
