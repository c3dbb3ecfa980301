"""What the council keeps and what may be done with it: one Django app, a ranked package per subject."""
