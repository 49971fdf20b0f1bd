#!/usr/bin/env python3
"""Every error message that the code can make is in docs/reference/messages.md, each of those says
what to do, and the page has no others.

MODEL_COUNTER_UPDATE=1 writes the page anew; what to do about a message that does not say it is
written into the page by hand, and kept."""

import os
import re
import sys
import unittest

import error_sites

PAGE = error_sites.ROOT / "docs" / "reference" / "messages.md"

SECTIONS = [
    ("Owners, keys, amounts, periods", "src/(model/|amount|owner_id_kind|source)"),
    ("Configuration", "src/open/"),
    ("The program", "app/(?!import|findings)"),
    ("Import", "(src/import/|app/import|app/findings)"),
    ("The embedded and the memory store", "src/store/embedded/"),
    ("Redis", "src/(store/redis|redis)/"),
    ("Sync", "src/sync/"),
    ("SQLite", "src/database/sqlite/"),
    ("PostgreSQL", "src/database/postgresql/"),
    ("MariaDB and MySQL", "src/database/mysql/"),
    ("The library", "src/"),
]

ROW = re.compile(
    r"(?m)^\| `` (?P<message>.*?) `` \| (?:`(?P<code>\w+)`)? ?\| ?(?P<remedy>.*?) ?\|$")

# What a message says itself: behind a semicolon, or as an order behind a colon.
REMEDY = re.compile(r"; |: (?:run|use|free|raise|see|set|restart|restore|sync|try|discard|choose|"
                    r"make|open|put|split|uncompress|name|close)\b|\bcall \w+")


def section_of(path):
    return next(title for title, pattern in SECTIONS if re.match(pattern, path))


def existing():
    """(message, code): section, of every message of the code."""
    found = {}
    for site in error_sites.all_sites():
        found.setdefault((site.message, site.code), section_of(site.path))
    return found


def told(text):
    """(message, code): what the page adds to it."""
    return {(row["message"], row["code"] or ""): row["remedy"] for row in ROW.finditer(text)}


def faults(text, messages):
    """Where the page and the code differ, and where nobody says what to do."""
    page = told(text)
    found = [f"not in the reference: {code or 'a part'}: {message}"
             for message, code in sorted(set(messages) - set(page))]
    found += [f"not in the code: {code or 'a part'}: {message}"
              for message, code in sorted(set(page) - set(messages))]
    found += [f"nobody says what to do: {code}: {message}"
              for (message, code), remedy in sorted(page.items())
              if code not in ("", "internal") and not remedy and not REMEDY.search(message)]
    return found


def written(text, messages):
    """The page with the tables that it should have; what stands before them is kept."""
    page = told(text)
    parts = [text.partition("\n## ")[0].rstrip("\n")]
    for title, _ in SECTIONS:
        rows = sorted(key for key, section in messages.items() if section == title)
        parts.append(f"\n## {title}\n\n| message | code | what to do |\n|---|---|---|")
        for message, code in rows:
            cells = f"`{code}`" if code else ""
            parts.append(f"| `` {message} `` | {cells} | {page.get((message, code), '')} |")
    return "\n".join(parts) + "\n"


class Messages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.messages = existing()
        cls.text = PAGE.read_text(encoding="utf-8")

    def test_are_those_of_the_code_and_say_what_to_do(self):
        now = written(self.text, self.messages)
        if os.environ.get("MODEL_COUNTER_UPDATE") == "1":
            PAGE.write_text(now, encoding="utf-8")
            type(self).text = now
        self.assertEqual(faults(self.text, self.messages), [],
                         "run this test with MODEL_COUNTER_UPDATE=1, and say what to do")
        self.assertEqual(self.text, now)
        self.assertGreater(len(self.messages), 250)

    def test_finds_each_row_that_is_missing(self):
        for row in ROW.finditer(self.text):
            without = self.text.replace(row[0] + "\n", "")
            self.assertIn(f"not in the reference: {row['code'] or 'a part'}: {row['message']}",
                          faults(without, self.messages))

    def test_finds_a_message_that_no_code_makes_and_one_without_remedy(self):
        row = "| `` the moon is full `` | `busy` |  |\n"
        self.assertEqual(faults(self.text + row, self.messages),
                         ["not in the code: busy: the moon is full",
                          "nobody says what to do: busy: the moon is full"])

    def found(self, code):
        return [(site.code, site.message) for site in error_sites.sites(code, "app/x.cpp")]

    def test_reads_the_messages_of_code(self):
        self.assertEqual(self.found('throw Error(ErrorCode::busy, "the queue " + name(q) +\n'
                                    '    " is full" // never: "mind"\n    "; come again");'),
                         [("busy", "the queue ... is full; come again")])
        self.assertEqual(self.found('{"08", Kind::plain, ErrorCode::unavailable, "it is away", '
                                    '"call later"},'),
                         [("unavailable", "it is away...; call later")])
        self.assertEqual(self.found('throw Error(ErrorCode::conflict, it ? "mine" + what : '
                                    '"is somebody\'s " + (x ? "own" : "alone"));'),
                         [("conflict", "is somebody's ...")])
        self.assertEqual(self.found('refuse("names no \\"host\\": see http://x");'),
                         [("", 'names no "host": see http://x')])
        self.assertEqual(self.found('if (error.kind() == ErrorCode::busy) { say("something"); }'),
                         [])


if __name__ == "__main__":
    sys.exit(unittest.main())
