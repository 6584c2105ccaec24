"""All generated data of the package, in the order in which one thing is made of another (``make data``).

    python -m training.data --shared ../shared            makes what is missing or older than its inputs
    python -m training.data --shared ../shared quality    one step, whether it is stale or not
    python -m training.data --list                        the steps and whether they are stale
    python -m training.data --record [NAME …]             takes the files as they lie, after a step that was run by hand

``align/data/built/MANIFEST.toml`` holds of each step its command, and of its inputs and outputs the first 16 hex digits
of their SHA-256. A step is stale where an input or output differs from it. The encoder (``training.build``) and the
second reader (``training.reader``) take hours, have folders of their own, and are not made here; their weights are
inputs.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "align" / "data" / "built"
MANIFEST = BUILT / "MANIFEST.toml"
_TRAIN, _NTREX = "shared:parallel/train.tsv.xz", "shared:parallel/ntrex.tsv"
_MODEL = "align/embed/model/model.safetensors"


@dataclass(frozen=True)
class Step:
    """Something to make. ``commands``: arguments of Python, ``{shared}`` is the folder of the corpora; ``outputs``:
    files below ``data/built``; ``inputs``: files of the repository, of ``built:`` (earlier outputs) and ``shared:``."""

    name: str
    commands: tuple[str, ...]
    outputs: tuple[str, ...]
    inputs: tuple[str, ...]


STEPS = (
    Step(
        "names",
        ("-m training.make_names --lexicon {shared}/lexicon --parallel {shared}/parallel/train.tsv.xz",),
        (
            *("words.txt", "english.txt", "people.txt", "pinyin.txt", "places.txt", "foreign.txt", "famous.txt"),
            *("names.txt", "names_en.txt"),
        ),
        (
            *("training/names_extra.tsv", "align/data/tables/name_cues.tsv", _TRAIN, "shared:lexicon/lex_pairs.tsv"),
            *("shared:lexicon/cedpane.tsv", "shared:lexicon/cedpane_pd_english_definitions.tsv"),
            *("shared:lexicon/wikidata_names.tsv", "shared:lexicon/cldr_names.tsv"),
            "shared:lexicon/cn_admin_divisions_adminGeo.tsv",
        ),
    ),
    Step(
        "segmenter",
        ("-m training.lattice",),
        ("segmenter.npz",),
        ("built:words.txt", "built:foreign.txt", "built:places.txt", "built:names.txt", "built:famous.txt"),
    ),
    Step("pieces", ("-m training.pieces",), ("pieces.txt", "pieces.npz"), ("align/embed/model/tokenizer.json",)),
    Step(
        "idioms",
        ("-m training.make_sayings --lexicon {shared}/lexicon",),
        ("idioms.txt",),
        (
            *("built:segmenter.npz", "built:people.txt", "qa_rules/idioms.toml", "qa_rules/policy.toml"),
            *("built:names.txt", "built:places.txt", "align/data/tables/lands.tsv", "shared:lexicon/cedict_ts.u8"),
        ),
    ),
    Step("sounds", ("-m training.make_sounds",), ("sounds.txt",), ("built:names.txt", "built:pinyin.txt")),
    Step(
        "traditional",
        ("-m training.traditional --data {shared}",),
        ("traditional.txt",),
        ("shared:lexicon/cedict_ts.u8",),
    ),
    Step(
        "spelling",
        ("-m training.spelling --shared {shared}",),
        ("spelling.txt",),
        (
            *("training/spelling_extra.txt", "built:names_en.txt", _TRAIN, "shared:lexicon/lex_pairs.tsv"),
            *("shared:wordnet/data.noun", "shared:wordnet/data.verb", "shared:wordnet/data.adj"),
            "shared:wordnet/data.adv",
        ),
    ),
    Step(
        "antonyms",
        ("-m training.antonyms {shared}/wordnet",),
        ("antonyms.txt",),
        ("shared:wordnet/data.noun", "shared:wordnet/data.verb", "shared:wordnet/data.adj", "shared:wordnet/data.adv"),
    ),
    Step("rules", ("-m align.rules.load.index",), ("rules.jsonl",), ("qa_rules/*.toml",)),
    Step(
        "known_names",
        ("-m training.known_names --lexicon {shared}/lexicon",),
        ("known_names.tsv", "known_forms.txt", "known_words.txt", "name_readings.tsv"),
        (
            *("training/known_extra.tsv", "training/names_extra.tsv", "built:rules.jsonl", "built:pinyin.txt"),
            *("shared:lexicon/cedict_ts.u8", "shared:lexicon/cedpane.tsv"),
        ),
    ),
    Step(
        "translations",
        ("-m training.lexicon --shared {shared}",),
        ("translations.npy",),
        (_MODEL, _TRAIN, _NTREX, "shared:lexicon/lex_pairs.tsv", "shared:lexicon/cedict_ts.u8"),
    ),
    Step(
        "literal",
        ("-m training.literal --lexicon {shared}/lexicon",),
        ("literal.tsv", "characters.tsv"),
        ("shared:lexicon/cedict_ts.u8",),
    ),
    Step(
        "fluency",
        (
            "-m training.fluency --shared {shared} --width 64 --out build/fluency-teacher.npz",
            "-m training.fluency --shared {shared} --teacher build/fluency-teacher.npz"
            " --epochs 60 --minutes 38 --rate 3e-3",
        ),
        ("fluency.npz",),
        (_TRAIN, _NTREX),
    ),
    Step(
        "coverage",
        ("-m training.evidence --shared {shared}",),
        ("coverage.npz",),
        (_MODEL, "built:fluency.npz", "built:translations.npy", _TRAIN, _NTREX),
    ),
    Step(
        "labels",
        ("-m training.labels --shared {shared} --wheels build/interfaces",),
        ("labels.npz",),
        (
            *(_MODEL, "built:coverage.npz", "built:fluency.npz", "built:translations.npy", _TRAIN),
            "training/interfaces.txt",
        ),
    ),
    Step(
        "spans",
        ("-m training.runs --shared {shared}",),
        ("spans.npz",),
        (_MODEL, "built:coverage.npz", "built:fluency.npz", _TRAIN, _NTREX),
    ),
    Step(
        "left_out",
        ("-m training.left_out --shared {shared}",),
        ("left_out.npz",),
        (_MODEL, "built:coverage.npz", "built:translations.npy", _TRAIN),
    ),
    Step(
        "quality",
        ("-m training.quality --data {shared}",),
        ("quality.npz",),
        (_MODEL, "built:coverage.npz", "built:fluency.npz", "built:translations.npy"),
    ),
    Step("alignment", ("benchmarks/tune_alignment.py {shared}/eval/mac-dev --write",), ("alignment.json",), (_MODEL,)),
    Step(
        "confidence",
        ("-m training.confidence --shared {shared}",),
        ("confidence.json",),
        ("built:coverage.npz", "built:spans.npz", "built:quality.npz"),
    ),
    Step(
        "reader",
        ("-m training.reader calibrate build/reader --shared {shared}",),
        ("reader.tsv",),
        ("built:coverage.npz", "built:confidence.json"),
    ),
)


def paths(name: str, shared: Path) -> list[Path]:
    """The files that an input names."""
    if name.startswith("shared:"):
        return [shared / name[7:]]
    if name.startswith("built:"):
        return [BUILT / name[6:]]
    return sorted(ROOT.glob(name)) or [ROOT / name]


def digest(files: Sequence[Path]) -> str:
    """The first 16 hex digits of the SHA-256 of a file, or of the hashes of several; "" where one is not there."""
    found = []
    for file in files:
        if not file.is_file():
            return ""
        with file.open("rb") as stream:
            found.append(hashlib.file_digest(stream, "sha256").digest())
    return (found[0] if len(found) == 1 else hashlib.sha256(b"".join(found)).digest()).hex()[:16]


def recorded() -> dict[str, dict[str, dict[str, str]]]:
    """The manifest; empty where there is none."""
    return tomllib.loads(MANIFEST.read_text(encoding="utf-8")) if MANIFEST.is_file() else {}


def state(step: Step, shared: Path) -> dict[str, dict[str, str]]:
    """Hashes of the inputs and outputs of a step, as they lie."""
    return {
        "inputs": {name: digest(paths(name, shared)) for name in step.inputs},
        "outputs": {name: digest([BUILT / name]) for name in step.outputs},
    }


def stale(step: Step, known: Mapping[str, Mapping[str, Mapping[str, str]]], shared: Path) -> list[str]:
    """Names of inputs and outputs that differ from the manifest; corpora that are not here are not judged."""
    now, then = state(step, shared), known.get(step.name, {})
    return [
        name
        for part in ("inputs", "outputs")
        for name, value in now[part].items()
        if value != then.get(part, {}).get(name) and (value or not name.startswith("shared:"))
    ]


def manifest(entries: Mapping[str, Mapping[str, Mapping[str, str]]]) -> str:
    """The text of the manifest: steps in their order."""
    lines = [
        "# Made by training/data.py: what made each file of this folder, from what. Hashes: SHA-256, 16 hex digits."
    ]
    for step in STEPS:
        if step.name in entries:
            commands = ", ".join(f'"{command}"' for command in step.commands)
            lines += ["", f"[{step.name}]", f"commands = [{commands}]"]
            for part in ("inputs", "outputs"):
                lines += ["", f"[{step.name}.{part}]"]
                lines += [f'"{name}" = "{value}"' for name, value in entries[step.name][part].items()]
    return "\n".join(lines) + "\n"


def record(names: Sequence[str], shared: Path) -> None:
    """Write the hashes of some steps (all: no names) into the manifest; corpora that are not here keep theirs."""
    known = recorded()
    for step in STEPS:
        if names and step.name not in names:
            continue
        now, then = state(step, shared), known.get(step.name, {})
        for part in now.values():
            for name, value in part.items():
                part[name] = value or then.get("inputs", {}).get(name, "")
        if all(now["outputs"].values()):
            known[step.name] = now
    MANIFEST.write_text(manifest(known), encoding="utf-8")


def run(step: Step, shared: Path) -> None:
    """Make a step and record it. CalledProcessError where a command fails."""
    (ROOT / "build").mkdir(exist_ok=True)
    for command in step.commands:
        print(f"{step.name}: python {command.format(shared=shared)}", flush=True)
        subprocess.run([sys.executable, *command.format(shared=shared).split()], cwd=ROOT, check=True)
    record([step.name], shared)


def _steps(names: Sequence[str]) -> Iterator[Step]:
    known = {step.name for step in STEPS}
    for name in names:
        if name not in known:
            raise SystemExit(f"no step {name!r}; known: {', '.join(s.name for s in STEPS)}")
    yield from (step for step in STEPS if not names or step.name in names)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("names", nargs="*", help="steps to make; without: all that are stale")
    parser.add_argument(
        "--shared", type=Path, default=ROOT.parent / "shared", help="folder of the corpora (%(default)s)"
    )
    parser.add_argument("--list", action="store_true", help="tell which steps are stale, make nothing")
    parser.add_argument("--record", action="store_true", help="write the files as they lie into the manifest")
    options = parser.parse_args()
    shared, steps = options.shared.resolve(), list(_steps(options.names))
    if options.record:
        record(options.names, shared)
        return
    for step in steps:
        changed = stale(step, recorded(), shared)
        if options.list:
            print(f"{step.name:13} {'stale: ' + ', '.join(changed) if changed else 'as recorded'}")
        elif changed or options.names:
            run(step, shared)


if __name__ == "__main__":
    main()
