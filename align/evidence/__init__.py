"""Word-level evidence of pairs: links, coverage, fluency, spans."""
