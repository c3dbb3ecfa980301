"""What can go wrong with a backup."""


class ArchiveError(Exception):
    """A backup could not be written, read or trusted; the message says why and is part of a sentence."""
