"""The same pairs of sentences in every format that is read: for tests over all readers, and to time them."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from html import escape

Pairs = Sequence[tuple[str, str]]
Files = tuple[tuple[str, bytes], ...]  # name and bytes of the one file or the two


def _xml(body: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}'.encode()


def alternating(pairs: Pairs) -> Files:
    """Lines of plain text, the Chinese first."""
    return (("a.txt", "".join(f"{zh}\n{en}\n" for zh, en in pairs).encode()),)


def two_texts(pairs: Pairs) -> Files:
    """Two plain texts."""
    sides = ("\n".join(side).encode() + b"\n" for side in zip(*pairs, strict=True))
    return tuple(zip(("a.zh.txt", "a.en.txt"), sides, strict=True))


def two_markdown(pairs: Pairs) -> Files:
    """Two texts in Markdown."""
    sides = ("\n\n".join(side).encode() + b"\n" for side in zip(*pairs, strict=True))
    return tuple(zip(("a.zh.md", "a.en.md"), sides, strict=True))


def markdown(pairs: Pairs) -> Files:
    """Paragraphs of Markdown, the Chinese first."""
    return (("a.md", "\n\n".join(text for pair in pairs for text in pair).encode() + b"\n"),)


def two_rst(pairs: Pairs) -> Files:
    """Lists of two texts in reStructuredText."""
    sides = ("".join(f"- {text}\n" for text in side).encode() for side in zip(*pairs, strict=True))
    return tuple(zip(("a.zh.rst", "a.en.rst"), sides, strict=True))


def asciidoc(pairs: Pairs) -> Files:
    """Paragraphs of AsciiDoc, the Chinese first."""
    return (("a.adoc", "\n\n".join(text for pair in pairs for text in pair).encode() + b"\n"),)


def html(pairs: Pairs) -> Files:
    """Paragraphs of HTML, the Chinese first."""
    body = "\n".join(f"<p>{escape(text)}</p>" for pair in pairs for text in pair)
    return (("a.html", f"<!DOCTYPE html><html><body>\n{body}\n</body></html>".encode()),)


def docx(pairs: Pairs) -> Files:
    """Paragraphs of a Word document."""
    return (("a.docx", _docx([text for pair in pairs for text in pair])),)


def two_docx(pairs: Pairs) -> Files:
    """Two Word documents."""
    zh, en = zip(*pairs, strict=True)
    return ("a.zh.docx", _docx(zh)), ("a.en.docx", _docx(en))


def _docx(paragraphs: Sequence[str]) -> bytes:
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>' for text in paragraphs)
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    return packed(
        {
            "[Content_Types].xml": _xml(
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Override PartName="/word/document.xml" ContentType="{types}"/></Types>'
            ),
            "_rels/.rels": _xml(
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f'<Relationship Id="r1" Type="{relation}" Target="word/document.xml"/></Relationships>'
            ),
            "word/document.xml": _xml(f'<w:document xmlns:w="{name}"><w:body>{body}</w:body></w:document>'),
        }
    )


def packed(members: dict[str, bytes]) -> bytes:
    """A zip archive; the same members give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def xlsx(pairs: Pairs) -> Files:
    """A workbook with two columns."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sheet")
    for row in (("中文", "English"), *pairs):
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return (("a.xlsx", out.getvalue()),)


def table(pairs: Pairs) -> Files:
    """CSV with a head."""
    out = io.StringIO()
    csv.writer(out).writerows([("source", "target"), *pairs])
    return (("a.csv", out.getvalue().encode()),)


def tsv(pairs: Pairs) -> Files:
    """TSV with a head."""
    return (("a.tsv", "".join(f"{zh}\t{en}\n" for zh, en in [("source", "target"), *pairs]).encode()),)


def jsonl(pairs: Pairs) -> Files:
    """JSON lines."""
    rows = ({"id": n, "source": zh, "target": en} for n, (zh, en) in enumerate(pairs))
    return (("a.jsonl", "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()),)


def tmx(pairs: Pairs) -> Files:
    """A translation memory."""
    units = "".join(
        f'<tu tuid="{n}"><tuv xml:lang="zh-CN"><seg>{escape(zh)}</seg></tuv>'
        f'<tuv xml:lang="en-US"><seg>{escape(en)}</seg></tuv></tu>\n'
        for n, (zh, en) in enumerate(pairs)
    )
    return (("a.tmx", _xml(f'<tmx version="1.4"><header srclang="zh-CN"/><body>{units}</body></tmx>')),)


def xliff(pairs: Pairs) -> Files:
    """XLIFF 1.2."""
    units = "".join(
        f'<trans-unit id="{n}"><source>{escape(zh)}</source><target>{escape(en)}</target></trans-unit>\n'
        for n, (zh, en) in enumerate(pairs)
    )
    head = '<file original="a" source-language="zh-CN" target-language="en" datatype="plaintext"><body>'
    return (("a.xlf", _xml(f'<xliff version="1.2">{head}{units}</body></file></xliff>')),)


def xliff2(pairs: Pairs) -> Files:
    """XLIFF 2.0."""
    units = "".join(
        f'<unit id="{n}"><segment><source>{escape(zh)}</source><target>{escape(en)}</target></segment></unit>\n'
        for n, (zh, en) in enumerate(pairs)
    )
    return (("b.xlf", _xml(f'<xliff version="2.0" srcLang="zh" trgLang="en"><file id="f">{units}</file></xliff>')),)


def po(pairs: Pairs) -> Files:
    """gettext PO."""
    entries = "".join(f"\nmsgid {_quoted(zh)}\nmsgstr {_quoted(en)}\n" for zh, en in pairs)
    return (("a.po", f'msgid ""\nmsgstr ""\n"Language: en\\n"\n{entries}'.encode()),)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _sides(name: str, extension: str, pairs: Pairs, write: Callable[[Sequence[str]], bytes]) -> Files:
    zh, en = zip(*pairs, strict=True)
    return (f"{name}.zh.{extension}", write(zh)), (f"{name}.en.{extension}", write(en))


def keyed_json(pairs: Pairs) -> Files:
    """JSON under keys, one file a language."""
    return _sides("a", "json", pairs, lambda t: json.dumps({"a": dict(_keys(t))}, ensure_ascii=False).encode())


def arb(pairs: Pairs) -> Files:
    """ARB, one file a language."""
    return _sides("a", "arb", pairs, lambda t: json.dumps(dict(_keys(t)), ensure_ascii=False).encode())


def yaml(pairs: Pairs) -> Files:
    """YAML under keys, one file a language."""
    return _sides("a", "yaml", pairs, lambda t: "".join(f"{key}: {_quoted(v)}\n" for key, v in _keys(t)).encode())


def strings(pairs: Pairs) -> Files:
    """Apple's .strings, one file a language."""
    return _sides("a", "strings", pairs, lambda t: "".join(f'"{k}" = {_quoted(v)};\n' for k, v in _keys(t)).encode())


def properties(pairs: Pairs) -> Files:
    """Java .properties, one file a language."""
    return _sides("a", "properties", pairs, lambda t: "".join(f"{key}={v}\n" for key, v in _keys(t)).encode())


def android(pairs: Pairs) -> Files:
    """Android's strings.xml, one file a language."""

    def write(texts: Sequence[str]) -> bytes:
        body = "".join(
            f'<string name="{k}">{escape(v, quote=False)}</string>\n'.replace("'", "\\'") for k, v in _keys(texts)
        )
        return _xml(f"<resources>\n{body}</resources>")

    return _sides("a", "xml", pairs, write)


def resx(pairs: Pairs) -> Files:
    """.resx, one file a language."""

    def write(texts: Sequence[str]) -> bytes:
        body = "".join(f'<data name="{k}"><value>{escape(v)}</value></data>\n' for k, v in _keys(texts))
        return _xml(f"<root>\n{body}</root>")

    return _sides("a", "resx", pairs, write)


def qt(pairs: Pairs) -> Files:
    """Qt Linguist."""
    body = "".join(
        f"<message><source>{escape(zh)}</source><translation>{escape(en)}</translation></message>\n" for zh, en in pairs
    )
    head = '<TS version="2.1" sourcelanguage="zh_CN" language="en_US"><context><name>Main</name>'
    return (("a.ts", _xml(f"{head}{body}</context></TS>")),)


def catalogue(pairs: Pairs) -> Files:
    """A string catalogue of Xcode."""
    entries = {zh: {"localizations": {"en": {"stringUnit": {"state": "translated", "value": en}}}} for zh, en in pairs}
    data = {"sourceLanguage": "zh-Hans", "version": "1.0", "strings": entries}
    return (("a.xcstrings", json.dumps(data, ensure_ascii=False).encode()),)


def _keys(texts: Sequence[str]) -> list[tuple[str, str]]:
    return [(f"key_{number}", text) for number, text in enumerate(texts)]


def _clock(seconds: int, mark: str) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}000"


def srt(pairs: Pairs) -> Files:
    """SubRip, both languages in a cue."""
    cues = (
        f"{n}\n{_clock(3 * n, ',')} --> {_clock(3 * n + 2, ',')}\n{zh}\n{en}\n" for n, (zh, en) in enumerate(pairs, 1)
    )
    return (("a.srt", "\n".join(cues).encode()),)


def two_vtt(pairs: Pairs) -> Files:
    """WebVTT, a file a language."""

    def write(texts: Sequence[str]) -> bytes:
        cues = (f"{_clock(3 * n, '.')} --> {_clock(3 * n + 2, '.')}\n{text}\n" for n, text in enumerate(texts))
        return ("WEBVTT\n\n" + "\n".join(cues)).encode()

    return _sides("a", "vtt", pairs, write)


def ass(pairs: Pairs) -> Files:
    """ASS, both languages in an event."""
    lines = (
        f"Dialogue: 0,{_clock(3 * n, '.')[1:-1]},{_clock(3 * n + 2, '.')[1:-1]},Default,,0,0,0,,{zh}\\N{en}\n"
        for n, (zh, en) in enumerate(pairs)
    )
    return (
        (
            "a.ass",
            ("[Events]\nFormat: Layer, Start, End, Style, Name, L, R, V, Effect, Text\n" + "".join(lines)).encode(),
        ),
    )


def epub(pairs: Pairs) -> Files:
    """A book of one chapter, paragraphs in both languages."""
    body = "".join(f"<p>{escape(text)}</p>\n" for pair in pairs for text in pair)
    members = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": _xml(
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
            '<rootfile full-path="o.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
        ),
        "o.opf": _xml(
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/><manifest>'
            '<item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest>'
            '<spine><itemref idref="c"/></spine></package>'
        ),
        "c.xhtml": _xml(f'<html xmlns="http://www.w3.org/1999/xhtml"><body>\n{body}</body></html>'),
    }
    return (("a.epub", packed(members)),)


def pptx(pairs: Pairs) -> Files:
    """Slides of ten paragraphs each, both languages on a slide."""
    main = "http://schemas.openxmlformats.org/presentationml/2006/main"
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    members = {"[Content_Types].xml": _xml("<Types/>"), "ppt/presentation.xml": _xml("<p/>")}
    for number in range(0, len(pairs), 5):
        texts = [text for pair in pairs[number : number + 5] for text in pair]
        body = "".join(f"<a:p><a:r><a:t>{escape(text)}</a:t></a:r></a:p>" for text in texts)
        shape = f"<p:cSld><p:spTree><p:sp><p:txBody>{body}</p:txBody></p:sp></p:spTree></p:cSld>"
        slide = f'<p:sld xmlns:p="{main}" xmlns:a="{drawing}">{shape}</p:sld>'
        members[f"ppt/slides/slide{number // 5 + 1}.xml"] = _xml(slide)
    return (("a.pptx", packed(members)),)


def pdf(pairs: Pairs) -> Files:
    """Two PDF files with a text layer: characters by their own numbers, one line a paragraph of one sentence."""
    return _sides("a", "pdf", pairs, _pdf)


def _pdf(texts: Sequence[str]) -> bytes:
    """A page for each forty lines; the font maps each code to the character of that number."""
    pages = [texts[n : n + 40] for n in range(0, len(texts), 40)]
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H /DescendantFonts [<< /Type /Font "
        "/Subtype /CIDFontType2 /BaseFont /F /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        "/DW 600 >>] /ToUnicode 4 0 R >>",
    ]
    used = [f"<{code}> <{code}>" for code in sorted({c.encode("utf-16-be").hex() for line in texts for c in line})]
    parts = (used[n : n + 100] for n in range(0, len(used), 100))
    chars = " ".join(f"{len(own)} beginbfchar\n" + "\n".join(own) + "\nendbfchar" for own in parts)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange\n"
        f"<0000> <ffff>\nendcodespacerange\n{chars}\nendcmap end end"
    )
    objects.append(f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream")
    for number, lines in enumerate(pages):
        shown = "".join(f"<{line.encode('utf-16-be').hex()}> Tj 0 -18 Td\n" for line in lines)
        content = f"BT /F1 12 Tf 40 800 Td\n{shown}ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9000 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {6 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    out, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R >>"
    return out + f"{end}\nstartxref\n{len(out)}\n%%EOF\n".encode()


FORMATS: dict[str, Callable[[Pairs], Files]] = {
    make.__name__: make
    for make in (
        alternating, two_texts, markdown, two_markdown, two_rst, asciidoc, html, docx, two_docx, xlsx, table, tsv,
        jsonl, tmx, xliff, xliff2, po, keyed_json, arb, catalogue, yaml, strings, properties, android, resx, qt, srt,
        two_vtt, ass, epub, pptx, pdf,
    )
}  # fmt: skip
