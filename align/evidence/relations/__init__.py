"""Relations of two things that a sentence states, and whether a translation states them the other way round."""
