"""Who may: predicates over roles."""
