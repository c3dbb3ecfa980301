"""What a plan may say, and how plans hang together: no database, no clock."""
