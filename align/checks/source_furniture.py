"""Lines of the web page that came along with the article."""

from __future__ import annotations

from collections.abc import Iterator

from align.records import Alignment, Check, Finding, Pair, Span
from align.text.boilerplate import is_furniture, trailing_credit

_WHY = {
    "editor": "an editor's credit",
    "button": "a button or heading of the page",
    "subscription": "a call to subscribe",
    "legal": "a legal notice of the site",
    "source line": "a line of page data",
    "time stamp": "a time stamp",
    "end mark": "an end mark",
}


def _run(alignment: Alignment) -> Iterator[Finding]:
    if alignment.source is None:
        return
    for pair in alignment.pairs():
        text = pair.source.text
        if not text:
            continue
        reason = is_furniture(text) if pair.bead.furniture else None
        if pair.bead.furniture:
            yield _finding(pair, pair.source.whole, _WHY.get(reason or "", "part of the page"))
        elif len(text) > 24 and (credit := trailing_credit(text)):
            yield _finding(pair, pair.source.span(*credit), _WHY["editor"])


def _finding(pair: Pair, span: Span, what: str) -> Finding:
    return pair.finding(
        CHECK, f"{what}, not part of the article: take it out of the source", source=span, confidence=0.9
    )


CHECK = Check(
    id="source_furniture",
    severity="note",
    category="source-error/furniture",
    doc="""Lines that belong to the web page and not to the article.

**Finds** editors' credits (*责任编辑：…*), share and comment buttons, *打开微信扫一扫*, calls to subscribe, legal
notices, page data and time stamps that the reader of the article set aside, and an editor's credit glued to the end
of the last paragraph. Nobody expects a translation of them, so they count for no omission either.

**Accepts** reporters' names, datelines and headings: they belong to the article.
""",
    run=_run,
    good=(("记者林小雨报道：新桥昨日通车，市民出行方便。", "By Lin Xiaoyu. The new bridge opened yesterday."),),
    bad=(
        (
            "新桥通车以后，两岸市民的出行更加方便，小城的明天会更好！责任编辑王小平",
            "Since the bridge opened it has been easier to cross, and the town has a bright future!",
            "责任编辑王小平",
        ),
    ),
    rank=2,
)
