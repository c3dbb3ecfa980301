"""What the Makefile runs; nothing of it is needed by the program itself."""
