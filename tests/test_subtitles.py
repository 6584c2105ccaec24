"""Subtitles and lyrics as people write them: empty lines, speakers, songs, sizes; places are lines of the file."""

from __future__ import annotations

from align.files import from_bytes
from align.inputs import pick, read_pair
from align.records import Article, Document, Input, Span

CUE = "{}\n00:00:{:02},000 --> 00:00:{:02},900\n{}\n\n"


def srt(*texts: str) -> str:
    return "".join(CUE.format(n, 2 * n, 2 * n + 1, text) for n, text in enumerate(texts, 1))


def given(name: str, text: str) -> Input:
    return from_bytes(text.encode(), name)


def rows(article: Article) -> list[tuple[str, str]]:
    left, right = ([d.text[b.start : b.end] for b in d.blocks] for d in article.documents)
    return list(zip(left, right, strict=True))


def places(document: Document) -> list[int]:
    return [document.place(Span(b.start, b.end)).line for b in document.blocks]


def test_what_stands_behind_an_empty_line_in_a_cue_is_read() -> None:
    (article,) = pick(given("a.srt", srt("我们有三天。", "第一行。\n\n空行后的一行。", "2024\n再见。")))
    document = article.documents[0]
    assert document.text.split("\n") == ["我们有三天。", "第一行。", "空行后的一行。", "2024", "再见。"]
    assert places(document) == [3, 7, 13]


def test_notes_and_names_of_cues_of_webvtt_are_no_text() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n我们走。\n\nNOTE 不要读\n\nintro\n00:03.000 --> 00:04.000\n再见。\n"
    (article,) = pick(given("a.vtt", text))
    assert article.documents[0].text == "我们走。\n再见。"


def test_cues_of_two_files_stay_apart_at_tags_speakers_and_songs() -> None:
    zh = srt("<i>我们走吧。</i>", "- 你几点到的？\n- 七点。", "♪ 音乐 ♪", "这里有五百人，", "都在等你。")
    en = srt(
        "<i>Let's go.</i>", "- When did you arrive?\n- At seven.", "♪ Music ♪", "Five hundred people", "wait for you."
    )
    (article,) = read_pair(given("a.zh.srt", zh), given("a.en.srt", en))
    assert [left for left, _ in rows(article)] == [
        "<i>我们走吧。</i>", "- 你几点到的？\n- 七点。", "♪ 音乐 ♪", "这里有五百人，\n都在等你。"
    ]  # fmt: skip
    assert places(article.documents[1]) == [3, 7, 12, 16]


def test_a_cue_without_another_keeps_the_names_of_those_behind_it() -> None:
    zh, en = (
        srt("第一句。", "第二句。", "第三句。", "第四句。", "第五句。"),
        srt("One.", "Two.", "Three.", "Four.", "Five."),
    )
    cut = en.replace(CUE.format(2, 4, 5, "Two."), "")
    (article,) = read_pair(given("a.zh.srt", zh), given("a.en.srt", cut))
    starts = [block.start for block in article.documents[1].blocks]
    assert rows(article)[1] == ("第二句。", "") and starts == sorted(starts)


def test_sizes_and_places_of_each_language_in_a_cue_of_ass_are_no_mark_up() -> None:
    line = "Dialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,{}\n"
    text = "[Events]\n" + line.format("{\\an8}我们有三天，{\\i1}就三天{\\i0}。\\N{\\fs12}We have three days.")
    (article,) = pick(given("a.ass", text))
    assert rows(article) == [("我们有三天，就三天。", "We have three days.")]
    assert places(article.documents[0]) == [2]


def test_lyrics_are_paired_by_their_times() -> None:
    text = (
        "[ti:月亮]\n[00:12.00]你问我爱你有多深\n[00:12.00]You ask how much I love you\n[00:16.5][01:16.5]轻轻的一个吻\n"
    )
    (article,) = pick(given("a.lrc", text + "[00:16.50]<00:16.50>Just <00:17.00>a gentle kiss\n"))
    assert rows(article)[:2] == [
        ("你问我爱你有多深", "You ask how much I love you"),
        ("轻轻的一个吻", "Just a gentle kiss"),
    ]
    zh, en = "[00:02.00]我走了\n[00:05.00]你来了\n", "[00:02.10]I left\n[00:05.00]You came\n"
    (article,) = read_pair(given("a.zh.lrc", zh), given("a.en.lrc", en))
    assert rows(article) == [("我走了", "I left"), ("你来了", "You came")]
