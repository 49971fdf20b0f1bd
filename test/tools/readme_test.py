#!/usr/bin/env python3
"""The README's program and its output are those of examples/readme.cpp, which runs as a test."""

import pathlib
import re
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


def blocks(language):
    """The README's code blocks in a language, in order."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```\n", text, re.DOTALL)


class Readme(unittest.TestCase):
    def test_shows_the_example_program(self):
        program = (ROOT / "examples" / "readme.cpp").read_text(encoding="utf-8")
        self.assertEqual(blocks("cpp")[0], program)

    def test_shows_what_the_example_program_prints(self):
        expected = (ROOT / "examples" / "readme.expected").read_text(encoding="utf-8")
        self.assertIn(expected, blocks("text"))

    def test_finds_what_every_example_prints(self):
        for example in [*(ROOT / "examples").glob("*.cpp"), *(ROOT / "examples").glob("*/*.cpp")]:
            if "int main(" in example.read_text(encoding="utf-8"):
                with self.subTest(example=example.name):
                    self.assertTrue(example.with_suffix(".expected").is_file())

    def test_finds_every_example_in_the_index(self):
        index = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")
        examples = ROOT / "examples"
        folders = [path.parent for path in examples.glob("*/*.expected")]
        for example in [*examples.glob("*.cpp"), *folders]:
            with self.subTest(example=example.name):
                self.assertIn(f"]({example.name})", index)


if __name__ == "__main__":
    sys.exit(unittest.main())
