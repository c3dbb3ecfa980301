"""The council's own periods, deadlines and dates."""
