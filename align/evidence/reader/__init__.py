"""The second reader: a small network that reads a Chinese text and its translation together and says which words do
not say the same. Weights, pieces and card lie in ``model``; onnxruntime runs it, and is imported when the first pair
is read."""

from align.evidence.reader.network import Reader, bundled

__all__ = ["Reader", "bundled"]
