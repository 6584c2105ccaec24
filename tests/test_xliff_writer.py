"""XLIFF out: the file that came in stays as it was, byte for byte, but for the notes; mark-up is put back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from align import registry
from align.config import Settings
from align.inputs import read_all
from align.pipeline import Engine
from align.readers._xml import parse

SPACE = 'xmlns="urn:oasis:names:tc:xliff:document:{}"'
OLD = (
    '<?xml version="1.0"?>\n<!-- <trans-unit id="0"><source>假</source></trans-unit> -->\n<xliff version="1.2" '
    + SPACE.format("1.2")
    + '><file original="a > b" source-language="zh" target-language="en" datatype="plaintext"><body>\n'
    '  <trans-unit id="1"/>\n  <trans-unit  id="2" note="x > y" ><source>剩余 %d 项</source><target>Items left</target>'
    '<![CDATA[</trans-unit>]]></trans-unit >\n  <trans-unit id="3"><source>按<x id="1"/>键</source>'
    "<target>Press</target></trans-unit>\n</body></file></xliff>\n"
)
NEW = (
    '<xliff version="2.0" srcLang="zh" trgLang="en" ' + SPACE.format("2.0") + '><file id="f">'
    '<unit id="1" name="a > b"><segment><source>剩余 %d 项</source><target>Items left</target></segment></unit>'
    '<unit id="2"><notes/><segment id="a"><source>甲</source><target>A</target></segment>'
    '<segment id="b"><source>共 {n} 项</source><target>Items</target></segment></unit></file></xliff>'
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(Settings(second_reader="never"))


def written(engine: Engine, folder: Path, name: str, data: bytes) -> bytes:
    """What the XLIFF writer makes of a file."""
    (folder / name).write_bytes(data)
    reviews = list(engine.reviews(read_all([str(folder / name)])))
    return b"".join(registry.writer("xliff").write(reviews))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_only_notes_are_added(engine: Engine, tmp_path: Path, encoding: str) -> None:
    for number, text in enumerate((OLD, NEW)):
        out = written(engine, tmp_path, f"{number}.xlf", text.encode(encoding)).decode(encoding)
        assert "%d is missing from the English" in out
        bare = re.sub(r'<note (?:from|category)="align-qa">.*?</note>', "", out, flags=re.DOTALL)
        bare = bare.replace('id="1" name="a > b"><notes></notes>', 'id="1" name="a > b">').replace(
            "<notes></notes>", "<notes/>"
        )
        assert bare == text
        parse(out.encode(encoding), "out", "XLIFF")


def test_notes_stand_in_their_units(engine: Engine, tmp_path: Path) -> None:
    old = written(engine, tmp_path, "a.xlf", OLD.encode()).decode()
    assert re.search(r'id="3">.*<note from="align-qa">error markup: &lt;x id="1"/&gt; is missing', old)
    assert "<!-- <trans-unit" in old and "假</source></trans-unit> -->" in old
    new = written(engine, tmp_path, "b.xlf", NEW.encode()).decode()
    assert re.search(r'<unit id="2"><notes><note category="align-qa">[^<]*\{n\}', new)


def test_mark_up_goes_from_a_memory_into_xliff(engine: Engine, tmp_path: Path) -> None:
    memory = (
        '<tmx version="1.4"><header srclang="zh"/><body><tu><tuv xml:lang="zh"><seg>按<bpt i="1">&lt;b&gt;</bpt>确认'
        '<ept i="1">&lt;/b&gt;</ept>键</seg></tuv><tuv xml:lang="en"><seg>Press <bpt i="1">&lt;b&gt;</bpt>Enter'
        '<ept i="1">&lt;/b&gt;</ept></seg></tuv></tu></body></tmx>'
    )
    out = written(engine, tmp_path, "a.tmx", memory.encode()).decode()
    assert '<source>按<bpt i="1">&lt;b&gt;</bpt>确认<ept i="1">&lt;/b&gt;</ept>键</source>' in out
    assert '<target>Press <bpt i="1">&lt;b&gt;</bpt>Enter<ept i="1">&lt;/b&gt;</ept></target>' in out
