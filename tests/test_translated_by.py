"""What a file says of the translator of a unit, and what becomes of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from align.config import Config, Layer
from align.files import from_bytes
from align.inputs import pick
from align.readers import tmx, xliff
from align.records import MACHINE, TRANSLATED_BY
from align.session import Session

ZH, EN = "他昨天去了北京。", "He went to Shanghai yesterday."
NAMES = 'xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" '
NAMES += 'xmlns:m="http://www.memsource.com/mxlf/2.0"'


def unit(target: str = "", about: str = "", inside: str = "") -> str:
    return f'<trans-unit id="1" {about}><source>{ZH}</source><target {target}>{EN}</target>{inside}</trans-unit>'


def studio(*segments: str) -> str:
    """A unit of Trados Studio; ``segments``: origin and level of confirmation of each."""
    halves = [("他昨天", "He went"), ("去了北京。", " to Shanghai.")]
    marked = ["".join(f'<mrk mtype="seg" mid="{n}">{h[side]}</mrk>' for n, h in enumerate(halves)) for side in (0, 1)]
    known = "".join(f'<sdl:seg id="{n}" {own}/>' for n, own in enumerate(segments))
    return (
        f'<trans-unit id="a"><source>{ZH}</source><seg-source>{marked[0]}</seg-source><target>{marked[1]}</target>'
        f"<sdl:seg-defs>{known}</sdl:seg-defs></trans-unit>"
    )


def one(units: str, languages: str = 'source-language="zh-CN" target-language="en-US"') -> str:
    return (
        f'<xliff version="1.2" {NAMES}><file original="a" datatype="x" {languages}><body>{units}</body></file></xliff>'
    )


def two(state: str, kind: str, candidate: str = EN) -> str:
    match = (
        f'<mtc:match ref="#m1" type="{kind}" origin="x"><source>{ZH}</source><target>{candidate}</target></mtc:match>'
    )
    return (
        '<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mtc="urn:oasis:names:tc:xliff:matches'
        f':2.0" srcLang="zh-CN" trgLang="en-US"><file id="f"><unit id="u"><mtc:matches>{match}</mtc:matches>'
        f'<segment {state}><source><mrk id="m1" type="mtc:match">{ZH}</mrk></source><target>{EN}</target></segment>'
        "</unit></file></xliff>"
    )


def memory(about: str = "", of_english: str = "", main: str = "zh-CN") -> str:
    return (
        f'<tmx version="1.4"><header srclang="{main}"/><body><tu {about}><tuv xml:lang="zh-CN"><seg>{ZH}</seg></tuv>'
        f'<tuv xml:lang="en-US" {of_english}><seg>{EN}</seg></tuv></tu></body></tmx>'
    )


RAW, EDITED = 'origin="mt" origin-system="DeepL" conf="Draft"', 'origin="interactive" conf="Translated"'
SAID = [
    ("a.xlf", one(unit('state="needs-review-translation" state-qualifier="mt-suggestion"')), True),
    ("a.xlf", one(unit('state="translated" state-qualifier="leveraged-mt"')), True),
    ("a.xlf", one(unit('state="final" state-qualifier="leveraged-mt"')), False),
    ("a.xlf", one(unit('state-qualifier="leveraged-mt"', 'approved="yes"')), False),
    ("a.xlf", one(unit('state="translated" state-qualifier="leveraged-tm"')), False),
    ("a.xlf", one(unit()), False),
    ("a.mxliff", one(unit(about='m:trans-origin="mt" m:confirmed="0"')), True),
    ("a.mxliff", one(unit(about='m:trans-origin="mt" m:confirmed="1"')), False),
    ("a.sdlxliff", one(studio(RAW, RAW)), True),
    ("a.sdlxliff", one(studio(RAW, EDITED)), False),
    ("a.sdlxliff", one(studio(RAW, RAW.replace("Draft", "Translated"))), False),
    ("a.xlf", two('state="initial"', "mt"), True),
    ("a.xlf", two("", "mt"), True),
    ("a.xlf", two('state="reviewed"', "mt"), False),
    ("a.xlf", two("", "tm"), False),
    ("a.xlf", two("", "mt", "He was in Shanghai yesterday."), False),
    ("a.tmx", memory('creationid="MT!"'), True),
    ("a.tmx", memory('creationid="Li Hua"', 'creationid="MT!" creationdate="20240102T030405Z"'), True),
    ("a.tmx", memory('creationid="MT!" changeid="Li Hua"'), False),
    ("a.tmx", memory('creationid="MT!"', main="en-US"), False),
    ("a.tmx", memory(), False),
]


@pytest.mark.parametrize(("name", "text", "said"), SAID, ids=range(len(SAID)))
def test_what_a_file_says_of_its_translator(name: str, text: str, said: bool) -> None:
    (article,) = pick(from_bytes(text.encode(), name))
    assert article.target
    facts = [block.fact(TRANSLATED_BY) for block in article.target.blocks]
    assert facts == [MACHINE if said else ""]
    stream = tmx.stream if name.endswith(".tmx") else xliff.stream
    (row,) = stream(from_bytes(text.encode(), name), [])  # the way of large files says the same
    assert row.get("translated_by") == (MACHINE if said else None)
    (again,) = pick(from_bytes(json.dumps(row).encode(), "a.jsonl"))
    assert again.target and again.target.blocks[0].fact(TRANSLATED_BY) == facts[0]


def test_a_machine_that_made_the_chinese_says_nothing_of_the_english() -> None:
    swapped = (
        f'<trans-unit id="1"><source>{EN}</source><target state-qualifier="leveraged-mt">{ZH}</target></trans-unit>'
    )
    text = one(swapped, 'source-language="en-US" target-language="zh-CN"')
    (article,) = pick(from_bytes(text.encode(), "a.xlf"))
    assert article.target and article.target.text == EN
    assert article.target.blocks[0].fact(TRANSLATED_BY) == ""


def told(folder: Path, qualifier: str, **settings: object) -> list[float]:
    """Confidences of the second reader's doubts of two units, one of which is by a machine."""
    (folder / "a.xlf").write_text(one(unit() + unit(qualifier).replace('id="1"', 'id="2"')), encoding="utf-8")
    config = Config((Layer("test", {"select": ("meaning",), **settings}),))
    (review,) = Session(config).reviews([str(folder / "a.xlf")])
    return [max((f.confidence for f in review.findings if f.bead == bead), default=0.0) for bead in (0, 1)]


def test_the_unit_that_a_machine_made_is_judged_as_such(tmp_path: Path) -> None:
    qualifier = 'state-qualifier="mt-suggestion"'
    unknown, machine = told(tmp_path, qualifier)
    assert machine > 0.45 and unknown < machine
    assert told(tmp_path, qualifier, translated_by="machine") == [machine, machine]
    assert told(tmp_path, qualifier, translated_by="people") == [0.0, 0.0]
    assert told(tmp_path, 'state-qualifier="leveraged-tm"') == [unknown, unknown]
