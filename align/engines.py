"""The only way from settings to an engine: each is loaded once; equal models are shared."""

from __future__ import annotations

from align.config import Settings
from align.pipeline import Engine, load_encoder
from align.records import Encoder


class Engines:
    """The engines of a run or of a worker process, by their settings."""

    def __init__(self) -> None:
        self._engines: dict[str, Engine] = {}
        self._encoders: dict[tuple[str, str], Encoder] = {}

    def of(self, settings: Settings) -> Engine:
        """The engine for these settings; the same one for equal settings."""
        key = repr(settings)
        if key not in self._engines:
            self._engines[key] = Engine(settings, self._encoder)
        return self._engines[key]

    def _encoder(self, settings: Settings) -> Encoder:
        """One encoder for all engines with the same model and vector cache: a large model is loaded once."""
        key = settings.model, settings.cache
        if key not in self._encoders:
            self._encoders[key] = load_encoder(settings)
        return self._encoders[key]
