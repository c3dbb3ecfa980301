"""How pages look: templates, marks, figures in words, form fields, charts. Knows no record and asks no database."""
