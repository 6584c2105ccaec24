"""Formats that take corrections, one a file with the constant MENDER; files with ``_`` are shared helpers."""
