"""Writes docs/access.md from the access table: ``python -m goldenthread.config.access_page > docs/access.md``."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldenthread.config.settings")
    import django

    django.setup()
    from goldenthread.config.access import as_markdown

    sys.stdout.write(as_markdown())
