"""The `goldenthread` command line: each command in its own module, listed in ``main.COMMANDS``."""
