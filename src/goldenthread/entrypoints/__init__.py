"""Where the world comes in: pages, commands, interfaces. No rule, no query, no write of their own."""
