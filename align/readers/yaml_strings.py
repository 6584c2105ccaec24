"""YAML of localisers: nested keys, one language a file or both. All is text: "no" is no truth value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from align.errors import InputError
from align.readers._entries import MAX_ENTRIES, Entry, read_entries
from align.records import Article, Input, Reader, by_name
from align.text.encoding import decode

_SHAPE = "YAML with texts under keys, one language a file or both"
_DEPTH = 100
_ALIASED = 1000  # nodes that aliases may repeat, beside those that are written out


def read(source: Input) -> Iterator[Article]:
    """Read one article. InputError with the line for invalid YAML, and for aliases that multiply."""
    import yaml

    text = decode(source.data(), source.path).text
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _not_too_deep(yaml.parse(text, Loader=loader), source.path)
        roots = [node for node in yaml.compose_all(text, Loader=loader) if node is not None]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{source.path}:{mark.line + 1}:{mark.column + 1}" if mark else source.path
        found = " ".join(str(getattr(error, "problem", None) or "it cannot be parsed").split())
        raise InputError(where, f"no YAML: {found}", f"give {_SHAPE}") from None
    except RecursionError:
        raise InputError(source.path, "YAML nested too deeply", f"give {_SHAPE}") from None
    entries = [entry for root in roots for entry in _leaves(root, source.path)]
    yield read_entries(source.path, entries, _SHAPE, whole=source.whole)


def _not_too_deep(events: Iterable[object], path: str) -> None:
    """InputError for nodes in nodes in nodes: the library puts them together by a function that calls itself, and a
    thousand levels end the process."""
    from yaml import CollectionEndEvent, CollectionStartEvent

    depth = 0
    for event in events:
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > _DEPTH:
            raise _too_deep(path)


def _too_deep(path: str) -> InputError:
    return InputError(path, f"nested more than {_DEPTH} deep", "split it, and write aliases out")


def _leaves(root: object, path: str) -> Iterator[Entry]:
    from yaml import MappingNode, Node, ScalarNode, SequenceNode

    todo: list[tuple[str, int, object]] = [("", 0, root)]
    count, seen = 0, set[int]()
    while todo:
        key, depth, node = todo.pop()
        count += 1
        seen.add(id(node))
        if count > 2 * len(seen) + _ALIASED:
            raise InputError(path, "aliases that repeat each other", "write them out")
        if depth > _DEPTH:
            raise _too_deep(path)
        if count > 2 * MAX_ENTRIES:
            raise InputError(path, f"more than {2 * MAX_ENTRIES:,} nodes", "split it, and write aliases out")
        items: list[tuple[str, Node]] = []
        if isinstance(node, ScalarNode):
            if node.tag.endswith((":str", ":bool")) or node.style:
                yield Entry(key, str(node.value), node.start_mark.line + 1)
        elif isinstance(node, MappingNode):
            items = [(str(name.value), child) for name, child in node.value if isinstance(name, ScalarNode)]
        elif isinstance(node, SequenceNode):
            items = [(str(number), child) for number, child in enumerate(node.value)]
        todo.extend((f"{key}.{name}" if key else name, depth + 1, child) for name, child in reversed(items))


READER = Reader(
    "yaml",
    (".yaml", ".yml"),
    by_name(".yaml", ".yml"),
    read,
    "Texts under nested keys; two files are paired by key, or both languages stand in one.",
)
