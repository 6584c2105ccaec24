"""Checks: alignment -> findings, one check a file (CHECK = Check(...))."""
