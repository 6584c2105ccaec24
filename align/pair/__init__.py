"""Vectors -> beads: links and dynamic programming, nothing else."""
