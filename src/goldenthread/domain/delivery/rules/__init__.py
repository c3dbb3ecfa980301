"""What may be promised, and how promises stand: no database, no clock."""
