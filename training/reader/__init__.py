"""Train the second reader: a small network that reads a Chinese text and its translation together."""
