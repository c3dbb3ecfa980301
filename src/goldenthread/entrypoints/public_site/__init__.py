"""Open pages: read-only, cacheable."""
