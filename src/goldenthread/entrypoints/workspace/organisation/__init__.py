"""The organisation over time: its parts, posts and holders, hand-over, gaps."""
