"""Work on rules: glossaries in and out, rules proposed from corrections, derived examples."""
