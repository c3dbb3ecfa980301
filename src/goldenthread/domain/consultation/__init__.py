"""Drafts of a plan, what people said about them, what was answered, and who has endorsed which draft.

An ``Iteration`` is a numbered snapshot of every word that a plan then had. A ``Comment`` belongs to an iteration and a
section of an item; a ``Response`` answers it and says whether anything changed. A body's ``Endorsement`` names the
iteration it covers and lapses when a later one reads differently.
"""
