"""Reading plans, their items and the thread. Every query leaves out the personal plans of other people itself."""
