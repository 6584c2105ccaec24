"""align inspect: what was read as what, nothing checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.records import Span
from align.text.columns import printable

if TYPE_CHECKING:
    from align.records import Article, Block, Document

WIDTH = 60  # characters of a block that are shown


def inspect(
    paths: Annotated[
        list[str], typer.Argument(help="Articles, pairs of files, tables, folders; '-' is stdin.", metavar="PATH…")
    ],
    from_: Annotated[str, typer.Option("--from", metavar="FORMAT", help="Force an input format.")] = "",
    all_: Annotated[bool, typer.Option("--all", help="Show every block, not the first 10 of an article.")] = False,
    config: Annotated[Path | None, typer.Option(help="Settings file instead of the nearest align.toml.")] = None,
) -> None:
    """Show how texts are read and paired. Blocks, languages and kinds; nothing is checked."""
    from align.cli.common import emit, settings_for
    from align.inputs import read_all

    names, left = _files(paths)
    held = settings_for(names[0], config).with_options(reader=from_ or None)
    reader = held.settings(names[0]).reader
    lines = _lines(read_all(names, reader), len(names), left, all_)
    emit((f"{line}\n".encode("utf-8", "replace") for line in lines), None)


def _files(paths: Sequence[str]) -> tuple[list[str], list[str]]:
    """The files of all paths, folders walked in order of name, and those of folders that no reader knows."""
    from align import registry
    from align.errors import InputError
    from align.files import HIDDEN

    known = registry.extensions()
    names: list[str] = []
    left: list[str] = []
    for path in paths:
        place = Path(path)
        if not place.is_dir():
            names.append(path)
            continue
        files = sorted(str(p) for p in place.rglob("*") if p.is_file())
        files = [f for f in files if not any(part.startswith(HIDDEN) for part in Path(f).relative_to(place).parts)]
        names += [f for f in files if Path(f).suffix.lower() in known]
        left += [f for f in files if Path(f).suffix.lower() not in known]
    if not names:
        raise InputError(paths[0], "no file in it that can be read", f"known: {' '.join(sorted(known))}")
    return names, left


def _lines(articles: Iterator[Article], files: int, left: Sequence[str], everything: bool) -> Iterator[str]:
    from align.cli.common import read_and_left_out
    from align.inputs import Taken
    from align.wording import words

    taken = Taken(files)
    for article in articles:
        rows = max((len(d.blocks) for d in article.documents), default=0)
        taken.add(article, rows if article.paired else 0)
        yield from _article(article, everything)
        yield ""
    yield read_and_left_out(taken, words("en")).replace(", 0 pairs", "")  # what is no row is paired when it is aligned
    for name in left:
        yield printable(f"not read, no reader for such names: {name}", "\N{REPLACEMENT CHARACTER}")


def _article(article: Article, everything: bool) -> Iterator[str]:
    names = " + ".join(dict.fromkeys(d.path for d in article.documents)) or "-"
    kind = "paired rows" if article.paired else "text" if len(article.documents) < 2 else "text and translation"
    yield printable(f"{names}: {kind}", "\N{REPLACEMENT CHARACTER}")
    for lang, document in (("Chinese", article.source), ("English", article.target)):
        yield f"  {lang}: " + (_counted(document) if document else "none")
    for note in article.meta.get("notes", ()):
        yield printable(f"  note: {note}", "\N{REPLACEMENT CHARACTER}")
    blocks = sorted(_numbered(article), key=lambda item: item[:2])
    shown = blocks if everything else blocks[:20]
    for _, _, document, block in shown:
        yield printable(_block(document, block), "\N{REPLACEMENT CHARACTER}")
    if len(blocks) > len(shown):
        yield f"  … {len(blocks) - len(shown)} more blocks (--all)"


def _numbered(article: Article) -> Iterator[tuple[int, int, Document, Block]]:
    """Blocks in the order in which people see them: rows side by side, else each side in the order of its file."""
    for side, document in enumerate(article.documents):
        shared = bool(article.source and article.target and article.source.text == article.target.text)
        for number, block in enumerate(document.blocks):
            if article.paired:
                yield number, side, document, block
            elif shared:
                yield block.start, side, document, block
            else:
                yield side, number, document, block


def _block(document: Document, block: Block) -> str:
    line = document.place(Span(block.start, block.end)).line
    words = " ".join(document.prose(block.start, block.end).split())
    text = words if len(words) <= WIDTH else words[: WIDTH - 1] + "…"
    group = "" if block.group is None else f" group {block.group + 1}"
    label = f" ({block.label})" if block.label else ""
    return f"  {document.lang} line {line}{label} {block.kind}{group}: {text or '–'}"


def _counted(document: Document) -> str:
    from align.errors import counted

    text = sum(block.kind == "text" and block.start < block.end for block in document.blocks)
    furniture = sum(block.kind == "furniture" for block in document.blocks)
    return counted(text, "block") + (f", {furniture} of page furniture" if furniture else "")
