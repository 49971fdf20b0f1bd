#!/usr/bin/env python3
"""The shell blocks of README.md and docs/guide run with the built program, each page's in order in
a directory of its own; and what any page writes of the program is what its help knows.

A comment before a block says why one is not run: <!-- not run: it follows a log for ever -->
"""

import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs" / "guide").glob("*.md"))]
PROGRAM = os.environ.get("MODEL_COUNTER_PROGRAM", "")
BLOCK = re.compile(r"(?:<!-- not run: ([^>]*?) -->\n+)?^```(?:sh|bash|console)\n(.*?)^```",
                   re.DOTALL | re.MULTILINE)
# Blocks that a test compiles, runs or needs not to; others say why they are left out.
TESTED = {"cpp", "sh", "bash", "console", "sql", "text"}
FENCE = re.compile(r"(<!-- not run: [^>]*? -->\n+)?^ *```(\w*)\n.*?^ *```$",
                   re.DOTALL | re.MULTILINE)
# Code that anyone reads as input to a shell: fenced or between backticks.
CODE = re.compile(r"^```[a-z]*\n(.*?)^```|`([^`\n]+)`", re.DOTALL | re.MULTILINE)
CALL = re.compile(r"(?<![\w/.-])model-counter((?: +[^\s|;&<>()`#]+)+)")

# Files that blocks read.
GIVEN = {"events.tsv": "user:1\tdownloads\nproduct:7\tviews\t3\n"}


def blocks(text):
    """(line, reason why not, commands) of each shell block."""
    for match in BLOCK.finditer(text):
        yield text.count("\n", 0, match.start(2)) + 1, match.group(1), match.group(2)


def run(commands, folder):
    """What went wrong with the commands in a folder; empty: nothing."""
    environment = {"PATH": f"{pathlib.Path(PROGRAM).parent}:/usr/bin:/bin", "HOME": str(folder),
                   "LANG": "C.UTF-8"}
    command = ["bash", "-euo", "pipefail", "-c", commands]
    ran = subprocess.run(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                         capture_output=True, text=True, check=False, timeout=60)
    return "" if ran.returncode == 0 else f"status {ran.returncode}\n{ran.stdout}{ran.stderr}"


def faults(text, note=lambda line, reason: None):
    """(line, fault) of each block of a page that fails."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in GIVEN.items():
            (pathlib.Path(folder) / name).write_text(content, encoding="utf-8")
        for line, reason, commands in blocks(text):
            if reason:
                note(line, reason)
                continue
            fault = run(commands, pathlib.Path(folder))
            if fault:
                yield line, fault


class Help:
    """What the program's help says of subcommands and their flags."""

    def __init__(self):
        self._texts = {}
        self.commands = self._listed(())

    def _text(self, command):
        if command not in self._texts:
            ran = subprocess.run([PROGRAM, *command, "--help"], capture_output=True, text=True,
                                 check=False)
            self._texts[command] = ran.stdout
        return self._texts[command]

    def _listed(self, command):
        _, _, after = self._text(command).partition("Subcommands:\n")
        return set(re.findall(r"^  ([a-z-]+) ", after, re.MULTILINE))

    def unknown(self, words):
        """The words of a call that no help knows."""
        names = [word for word in words if re.fullmatch(r"[a-z][a-z-]+", word)]
        command = ()
        if names and words[0] == names[0]:
            if names[0] not in self.commands:
                return [names[0]]
            command = (names[0],)
            inner = self._listed(command)
            command += tuple(name for name in names[1:2] if name in inner)
        known = "".join(self._text(command[:length]) for length in range(len(command) + 1))
        flags = [word.partition("=")[0] for word in words if word.startswith("--") and word != "--"]
        return [flag for flag in flags if not re.search(rf"{re.escape(flag)}(?![\w-])", known)]


def untested(text):
    """(line, language) of each block that no test looks at and that does not say why."""
    for match in FENCE.finditer(text):
        if match.group(2) not in TESTED and not match.group(1):
            yield text.count("\n", 0, match.start(2)) + 1, match.group(2)


def calls(text):
    """(line, words) of each call of the program in a page's code."""
    for code in CODE.finditer(text):
        group = 1 if code.group(1) is not None else 2
        joined = re.sub(r"\\\n", "  ", code.group(group))
        for call in CALL.finditer(joined):
            begin = code.start(group) + call.start()
            yield text.count("\n", 0, begin) + 1, call.group(1).split()


@unittest.skipUnless(PROGRAM or os.environ.get("MODEL_COUNTER_SKIPS_FAIL") == "1",
                     "MODEL_COUNTER_PROGRAM names no program")
class DocsShell(unittest.TestCase):
    def test_runs_every_block(self):
        for page in PAGES:
            text = page.read_text(encoding="utf-8")

            def note(line, reason, page=page):
                print(f"not run: {page.relative_to(ROOT)}:{line}: {reason}")

            for line, fault in faults(text, note):
                with self.subTest(block=f"{page.name}:{line}"):
                    self.fail(fault)

    def test_leaves_out_no_block_silently(self):
        for page in PAGES:
            with self.subTest(page=page.name):
                self.assertEqual(list(untested(page.read_text(encoding="utf-8"))), [])
        self.assertEqual(list(untested("# T\n\n```\nx\n```\n\n```json\n{}\n```\n")),
                         [(3, ""), (7, "json")])
        self.assertEqual(list(untested("<!-- not run: a reason -->\n```json\nx\n```\n")), [])

    def test_asks_sqlite_what_the_guide_asks(self):
        tables = (ROOT / "docs" / "reference" / "schema.md").read_text(encoding="utf-8")
        tables = re.search(r"```sql\n(CREATE.*?)^```", tables, re.DOTALL | re.MULTILINE).group(1)
        for page in PAGES:
            text = page.read_text(encoding="utf-8")
            for query in re.findall(r"^```sql\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
                with self.subTest(page=page.name), sqlite3.connect(":memory:") as database:
                    database.executescript(tables)
                    database.executescript(query)

    def test_finds_a_block_that_fails(self):
        text = "# T\n\n```sh\ntrue\n```\n\n```sh\nmodel-counter count user:1 downloads\n```\n"
        self.assertEqual([line for line, _ in faults(text)], [8])

    def test_finds_a_block_that_fails_before_its_last_command(self):
        self.assertEqual(len(list(faults("```sh\nfalse\ntrue\n```\n"))), 1)
        self.assertEqual(len(list(faults("```sh\nfalse | cat\n```\n"))), 1)

    def test_leaves_out_a_block_that_says_why(self):
        noted = []
        text = "<!-- not run: a reason -->\n```sh\nfalse\n```\n"
        self.assertEqual(list(faults(text, lambda *said: noted.append(said))), [])
        self.assertEqual(noted, [(3, "a reason")])

    def test_writes_of_no_command_or_flag_that_the_program_lacks(self):
        known = Help()
        seen = 0
        for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
            # Between two backticks is a message: only what is code within it is a call.
            text = re.sub(r"(?<!`)``(?!`)", "", page.read_text(encoding="utf-8"))
            for line, words in calls(text):
                seen += 1
                with self.subTest(call=f"{page.relative_to(ROOT)}:{line}: {' '.join(words)}"):
                    self.assertEqual(known.unknown(words), [])
        self.assertGreater(seen, 40)

    def test_finds_a_command_and_a_flag_that_the_program_lacks(self):
        known = Help()
        text = ("```\nmodel-counter sync --dry-run\n```\n"
                "`model-counter synch`, `model-counter get --dry`")
        found = [(line, known.unknown(words)) for line, words in calls(text)]
        self.assertEqual(found, [(2, []), (4, ["synch"]), (4, ["--dry"])])


if __name__ == "__main__":
    sys.exit(unittest.main())
