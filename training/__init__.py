"""Builds what the package ships ready-made: the bundled encoder (``python -m training.build``), names, places."""
