"""What a unit operating plan must say, and whether it may be submitted: no database, no clock."""
