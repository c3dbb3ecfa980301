"""Pure engines: no database, no clock, no settings; usable by an analyst as a library."""
