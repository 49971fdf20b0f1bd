"""Colours for code: comments, texts and keywords, no more."""

import html
import re

CPP_WORDS = """alignas auto bool break case catch char class co_await co_return co_yield concept
const constexpr consteval continue default delete do double else enum explicit extern false final
float for friend if inline int long mutable namespace new noexcept nullptr operator override
private protected public return short signed sizeof static struct switch template this throw true
try typename union unsigned using virtual void volatile while"""
SQL_WORDS = """add all alter and as asc begin by check commit conflict constraint create default
delete desc distinct do drop exists from grant group having identified if in index inner insert
into is join key left like limit not null on or order primary role rollback select set sum table
then to unique update user using values view when where with"""
SHELL_WORDS = "case do done elif else esac export fi for function if in then until while"

TEXT = r'"(?:\\.|[^"\\\n])*"'
HASH = r"(?<!\S)#[^\n]*"
# Language: comments, texts, keywords, and whether capitals matter in those.
LANGUAGES = {
    "cpp": (r"//[^\n]*|/\*.*?\*/", TEXT + r"|(?<!\w)'(?:\\.|[^'\\\n])'", CPP_WORDS, True),
    "sql": (r"--[^\n]*|/\*.*?\*/", r"'[^']*'", SQL_WORDS, False),
    "sh": (HASH, TEXT + r"|'[^']*'", SHELL_WORDS, True),
    "cmake": (HASH, TEXT, "if else elseif endif function endfunction foreach endforeach", True),
    "toml": (HASH, TEXT, "true false", True),
    "python": (HASH, TEXT + r"|'[^'\n]*'", "def return for in if else elif import from with", True),
}


def pattern(language):
    """One expression whose groups are named after the classes of site.css."""
    comment, text, words, exact = LANGUAGES[language]
    keywords = "|".join(words.split())
    flags = re.DOTALL if exact else re.DOTALL | re.IGNORECASE
    return re.compile(
        rf"(?P<comment>{comment})|(?P<string>{text})|(?P<keyword>\b(?:{keywords})\b)", flags)


PATTERNS = {language: pattern(language) for language in LANGUAGES}


def highlighted(code, language):
    """The code as HTML; that of an unknown language has no colours."""
    if language not in PATTERNS:
        return html.escape(code, quote=False)
    parts = []
    end = 0
    for match in PATTERNS[language].finditer(code):
        parts.append(html.escape(code[end:match.start()], quote=False))
        text = html.escape(match.group(), quote=False)
        parts.append(f'<span class="{match.lastgroup}">{text}</span>')
        end = match.end()
    parts.append(html.escape(code[end:], quote=False))
    return "".join(parts)
