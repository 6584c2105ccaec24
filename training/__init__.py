"""Builds the bundled encoder from parallel text: ``python -m training.build --data ../shared --out align/embed/model``."""
