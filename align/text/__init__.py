"""Tools for text: scripts, encoding, sentences, tokenisers and segmenters, spelling."""
