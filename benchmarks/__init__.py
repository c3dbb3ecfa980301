"""Speed and memory, each as a ratio to a named reference that is measured in the same run: `make bench`."""
