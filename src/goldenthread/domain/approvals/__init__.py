"""Submit, return, approve, withdraw: one state machine for everything that a council signs off.

A subject is a text that names the thing ("return 12", "plan EDU-2026"). What is submitted names the exact revisions
it covers; when the subject no longer reads so, the approval has lapsed. Who may decide at a stage the caller asks.
"""
