"""Runs the engines over the records and keeps what they said, with rule version and inputs."""
