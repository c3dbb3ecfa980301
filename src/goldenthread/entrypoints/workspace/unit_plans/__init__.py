"""Unit operating plans: written topic by topic, approved, monitored by exception."""
