"""Placeholders, into which a program fills something: ``%s``, ``%1$s``, ``%(name)s``, ``{0}``, ``{{name}}``,
``${name}`` … by dialect.

A dialect is a family of notations. Some are certain wherever they are (``%1$s``, ``${name}``); others look like prose
(``:name``, ``[name]``, ``$HOME``) and count only where the caller finds them on the Chinese side, whose prose has no
such thing. Notations after the manuals of printf (POSIX), Python, Java, .NET, Qt, Ruby, PHP, ICU, i18next, Vue, Fluent.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from align.data import kinds
from align.strings.taken import Taken

# Dialects in the order in which they claim characters, and whether they may be in prose without being one.
DIALECTS: dict[str, str] = {
    "mustache": "{{name}}, {{{name}}}, {{count, number}}: Mustache, Handlebars, Angular, i18next, Vue, Jinja",
    "embedded": "<%= name %>, <?= $name ?>: Ruby, JavaScript, Java, PHP",
    "template": "${name}, #{name}, $(NAME): JavaScript, Kotlin, shell, Ruby, make",
    "swift": "\\(name): Swift",
    "nesting": "$t(key), @:key: texts of other entries in i18next and Vue",
    "ruby": "%{name}, %<name>s: Ruby, Rails, Elixir",
    "python": "%(name)s: Python",
    "stringsdict": "%#@name@: plural variables of Apple",
    "percent": "%name%: Symfony, Minecraft, Windows",
    "printf": "%s, %1$s, %-10.2f, %lld, %@, %%: C, PHP, Java, Objective-C, Go, Lua, Perl",
    "qt": "%1, %L1, %n: Qt",
    "brace": "{}, {0}, {name}, {name:>5}, { $name }, { -term }, {n, number}: Python, C#, Java, ICU, Rust, Vue, Fluent",
    "underline": "__name__: i18next before version 2",
    "laravel": ":name: Laravel, Rails routes, Moodle",
    "bracket": "[name]: mail merges, games",
    "shell": "$HOME, $name: shell, PHP, Perl",
    "scheme": "~a, ~D: Scheme, Lisp (only where it is asked for)",
    "drupal": "@name, !name: Drupal (only where it is asked for)",
}
LOOSE = frozenset(("laravel", "bracket", "shell", "percent", "underline", "qt", "scheme", "drupal"))
_ASKED = frozenset(("scheme", "drupal"))
# What a format declared by the file means: dialects that hold, the others do not.
FORMATS: dict[str, tuple[str, ...]] = {
    "c": ("printf",), "objc": ("printf", "stringsdict"), "java-printf": ("printf",), "php": ("printf",),
    "java": ("printf", "brace"), "lua": ("printf",), "perl": ("printf",), "javascript": ("printf", "brace", "template"),
    "object-pascal": ("printf",), "python": ("python", "printf"), "python-brace": ("brace",), "csharp": ("brace",),
    "perl-brace": ("brace",), "qt": ("qt",), "qt-plural": ("qt",), "ruby": ("ruby", "printf"), "rails": ("ruby",),
    "icu": ("brace",), "java-messageformat": ("brace",), "es": ("template",), "i18next": ("mustache", "nesting"),
    "vue": ("brace", "nesting"), "laravel": ("laravel",), "scheme": ("scheme",), "drupal": ("drupal", "percent"),
}  # fmt: skip

_NAME = r"[A-Za-z_][\w-]*(?:\.[\w-]+|\[\w+\])*"
_PATTERNS: dict[str, str] = {
    "mustache": r"\{\{\{[^{}]*\}\}\}|\{\{(?!\s*\n)[^{}]*\}\}",
    "embedded": r"<%[=-]?[^%<>\n]{1,200}%>|<\?(?:=|php\b)[^?<>\n]{1,200}\?>",
    "template": r"[$#]\{[^{}\n]+\}|\$\([A-Z_][A-Z0-9_]*\)",
    "swift": r"\\\([A-Za-z_]\w*(?:\.\w+)*\)",
    "nesting": r"\$t\([^()\n]*\)|(?<![\w@])@(?:\.\w+)?:(?:\([\w.-]+\)|[A-Za-z_][\w]*(?:\.\w+)*)",
    "ruby": r"%\{[\w.]+\}|%[-+0#]{0,5}\d{0,5}(?:\.\d{1,5})?<\w{1,60}>[-+0#]{0,5}\d{0,5}(?:\.\d{1,5})?[a-zA-Z]",
    "python": r"%\([\w. -]+\)[#0+-]{0,5}\d{0,5}(?:\.\d{1,5})?[diouxXeEfFgGcrsa]",
    "stringsdict": r"%(?:\d+\$)?#@\w+@",
    "printf": r"(?<![0-9])%(?!-[a-z]{3})(?:\d{1,3}\$|\d{1,3}(?=:))?:?[-+0#',]{0,5}(?:\*|\d{1,5})?(?:\.(?:\*|\d{1,5}))?"
    r"(?:hh|h|ll|l|q|L|z|t|j|I64|I32)?"
    r"[diouxXeEfFgGaAcCsSpqvbTtU@]|%%",
    "qt": r"(?<![0-9%])%(?:L?[1-9]\d?(?![\d$]|\.\d|[diouxXeEfgGcs@](?![A-Za-z]))|L?n(?![A-Za-z0-9]))",
    "brace": r"(?<![\\^_$%#\]{])\{(?:\s*(?:\$|-(?=[a-z]))?(?:" + _NAME + r"|\d+)(?:![rsa])?"
    r"(?::(?! )[^{}\n]*|\s*,\s*(?:-?\d|number|date|time|ordinal|spellout|duration|list|choice)[^{}\n]*)?"
    r"\s*|[:!][^{}\n\s]*|\s*[A-Z]+\(\$[^(){}\n]*\)\s*|)\}(?!\})",
    "percent": r"(?<![0-9%])%[A-Za-z_][\w.-]+%(?![A-Za-z0-9%(@{])",
    "underline": r"(?<![\w])__[A-Za-z][\w]*?__(?![\w])",
    "laravel": r"(?<![A-Za-z0-9_:/.\\)\]}>])(?:(?<=[^\x00-\x7f])|(?<=[\s\"'“‘(（¥$€£])|^):"
    r"[A-Za-z_][A-Za-z0-9_]{1,60}(?![\w:`/.-]{0,80}[:`(/])",
    "bracket": r"(?<![\w\]!&\\])\["
    r"(?:[a-z][A-Za-z0-9]{0,40}(?:[_ .-][A-Za-z0-9]{1,40}){0,6}|"
    r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[A-Z][a-z]+(?:[A-Z][a-z]+)+)\](?![(\[:a-z])",
    "shell": r"(?<![\w$\\])\$(?:[A-Z_][A-Z0-9_]{1,60}|[a-z_][A-Za-z0-9_]{1,60})(?![\w(])",
    "scheme": r"~(?:\d+)?[aAsSdDxXoObBeEfF](?![A-Za-z])",
    "drupal": r"(?<![\w.@])[@!][a-z][a-z0-9_-]*(?![\w.@])",
}  # fmt: skip
# Of each dialect signs of which one is in all that it writes: most texts have none.
_SIGNS: dict[str, tuple[str, ...]] = {
    "mustache": ("{{",), "embedded": ("<%", "<?"), "template": ("${", "#{", "$("), "swift": ("\\(",),
    "nesting": ("$t(", "@"), "ruby": ("%",), "python": ("%(",),
    "stringsdict": ("%",), "printf": ("%",), "qt": ("%",), "brace": ("{",), "percent": ("%",), "underline": ("__",),
    "laravel": (":",), "bracket": ("[",), "shell": ("$",), "scheme": ("~",), "drupal": ("@", "!"),
}  # fmt: skip
_HINT = re.compile(r"[%{$\[@\\]|:[A-Za-z_]|__|<\?|~[\dA-Za-z]|![a-z]")  # one is in whatever a pattern matches
# Notations that look like placeholders: addresses with escaped octets, times, tags of BBCode, links, ICU branches.
_NOT = re.compile(
    r"(?:https?|ftp)://[\w.~:/?#@!&'*+,;=%()-]+|(?<![\w./-])[\w./-]{0,200}(?:%[0-9A-Fa-f]{2}){2,}[\w./%-]*|\\[a-zA-Z]+\{[^{}]*\}"
)
_FORMS = re.compile(r"\{\{(?:PLURAL|GENDER|GRAMMAR):", re.I)  # MediaWiki: forms of a word, which differ by language
_DATE = re.compile(r"%[-_^0]?[YmHMBbyIjZ](?![A-Za-z(])")
_DATES = re.compile(r"%[-_^0]?[aAbBcdeHIjmMpSuUwWxXyYZz]")
_CONVERSION = re.compile(r"%(?:(\d+)\$|(\d+):)?([-+0#',]*)(\*|\d+)?(\.(?:\*|\d+))?([a-zA-Z0-9]*?)([a-zA-Z@])$")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder. ``name`` is what fills it (a name or a number), '' where its turn decides; ``kind`` is the type of
    value ('' where the notation has none); ``start`` and ``end`` are offsets in the text."""

    dialect: str
    text: str
    name: str
    kind: str
    start: int
    end: int

    @property
    def certain(self) -> bool:
        """Return whether it can be nothing else, wherever it occurs."""
        return self.dialect not in LOOSE

    @property
    def literal(self) -> bool:
        """``%%``: a per cent sign."""
        return self.text == "%%"


def may_hold(text: str) -> bool:
    """Return whether a text may have a placeholder of any dialect."""
    return _HINT.search(text) is not None


def placeholders(text: str, dialects: frozenset[str] | None = None) -> tuple[Placeholder, ...]:
    """Placeholders of a text in order, no two over each other. ``dialects``: only these; None: all that need not be
    declared.

    >>> [p.text for p in placeholders("已使用 %1$d%% 的空间，{name}")]
    ['%1$d', '%%', '{name}']
    """
    return tuple(sorted(_found(text, dialects), key=lambda p: p.start))


def any_certain(text: str) -> bool:
    """Return whether a text has a placeholder that is certain: it is read as far as the first one."""
    return any(placeholder.certain for placeholder in _found(text, None))


def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of the placeholders that are certain, so that other checks skip them."""
    return tuple((p.start, p.end) for p in placeholders(text) if p.certain)


def wanted(format: str, asked: Collection[str]) -> frozenset[str] | None:
    """The dialects that hold for an entry: those of the settings, else those of its declared format, else None (all).

    ``asked``: names of dialects or of formats. The general notations of templates hold beside any format of the file.
    """
    if asked:
        return frozenset(d for name in asked for d in FORMATS.get(name, (name,)))
    own = FORMATS.get(format.removesuffix("-format"))
    return frozenset((*own, "mustache", "embedded", "template", "python", "ruby", "brace")) if own else None


def _found(text: str, dialects: frozenset[str] | None) -> Iterator[Placeholder]:
    """Placeholders dialect by dialect; where one has a place, none of the later dialects has it."""
    if not may_hold(text):
        return
    taken: Taken | None = None
    for dialect in DIALECTS:
        if dialect not in dialects if dialects is not None else dialect in _ASKED:
            continue
        if not any(sign in text for sign in _SIGNS[dialect]):
            continue
        for match in re.finditer(_PATTERNS[dialect], text, re.MULTILINE):
            taken = _spoken_for(text) if taken is None else taken
            start, end = match.span()
            if not taken.meets(start, end) and _is_one(dialect, match.group()):
                taken.add((start, end))
                yield _made(dialect, match.group(), start)


def _spoken_for(text: str) -> Taken:
    """Stretches that are no placeholders, whatever they look like."""
    taken = Taken(text, (m.span() for m in _NOT.finditer(text)))
    if _DATE.search(text):
        taken.add(*(m.span() for m in _DATES.finditer(text)))
    return taken


def _is_one(dialect: str, text: str) -> bool:
    """Return whether it is not BBCode, money, or a condition of ICU."""
    if dialect == "bracket":
        return text[1:-1].lower() not in kinds("elements.tsv")["bbcode"] and text not in ("[x]", "[X]")
    if dialect == "mustache":
        return bool(text.strip("{} ")) and not _FORMS.match(text)
    if dialect == "brace":
        return not re.search(r",\s*(?:plural|select|selectordinal)\s*,", text)
    return True


def _made(dialect: str, text: str, start: int) -> Placeholder:
    name, kind = _parts(dialect, text)
    return Placeholder(dialect, text, name, kind, start, start + len(text))


def _parts(dialect: str, text: str) -> tuple[str, str]:
    """Return the name of what fills it, and the type of its value."""
    if dialect == "printf":
        match = _CONVERSION.match(text)
        if match is None:
            return "", "%" if text == "%%" else ""
        return match[1] or match[2] or "", match[6] + match[7]
    if dialect == "python":
        return text[2 : text.index(")")], text[-1]
    if dialect == "qt":
        return text.lstrip("%L"), ""
    if dialect == "mustache":
        inner = text.strip("{}").strip()
        name, _, spec = inner.partition(",")
        return " ".join(name.split()), spec.strip()
    if dialect == "brace":
        inner = text[1:-1].strip().lstrip("$-")
        match = re.match(r"([^!:,\s]*)\s*+(!.)?\s*+([:,].*)?$", inner)
        return (match[1], f"{match[2] or ''}{match[3] or ''}".strip()) if match else (inner, "")
    if dialect == "ruby" and "<" in text:
        return text[text.index("<") + 1 : text.index(">")], text[-1]
    return re.sub(r"^[^\w.]+|[^\w.]+$", "", text), ""
