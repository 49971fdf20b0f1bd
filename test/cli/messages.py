"""The error messages that docs/reference/messages.md lists, to compare real ones with."""

import pathlib
import re

PAGE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "reference" / "messages.md"
ROW = re.compile(r"(?m)^\| `` (.*?) `` \| (?:`(\w+)`)? ?\|")


def pattern(row):
    """What a row stands for, anywhere in a message: `...` is anything."""
    return ".*?".join(map(re.escape, row.split("...")))


def rows():
    """(row, code, pattern), the ones that say most first."""
    found = [(row, code, re.compile(pattern(row), re.DOTALL))
             for row, code in ROW.findall(PAGE.read_text(encoding="utf-8"))]
    return sorted(found, key=lambda row: -len(row[0].replace("...", "")))


ROWS = rows()


def rows_of(code, message):
    """The rows that stand for an error: those of its code, and parts of messages."""
    return [row for row, of, said in ROWS if of in ("", code) and said.search(message)]
