"""Where the world comes in: pages, public pages and commands. No rule, no query, no write lives here."""
