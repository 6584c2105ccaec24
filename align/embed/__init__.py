"""Texts -> vectors: the bundled static encoder, any sentence-transformers model, and a cache."""
