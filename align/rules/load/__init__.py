"""Rule files -> rules: the format, its small language of forms, references, the index."""
