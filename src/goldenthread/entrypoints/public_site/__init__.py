"""Open pages: read-only, without a session, cacheable."""
