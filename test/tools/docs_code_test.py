#!/usr/bin/env python3
"""The C++ code in README.md and docs compiles: programs as they are, fragments within the
frame that docs_frame.hpp describes."""

import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
DECLARATION = re.compile(
    r"(template|struct|class|enum|namespace)\b|[\w:<>]+[\w:<>&* ]* \w+\([^;]*\{$", re.MULTILINE)
VARIABLES = """
extern model_counter::Counters& counters;
extern model_counter::AsyncCounters& async;
extern User user;
extern shop::Product product;
extern Loop loop;
extern sqlite3* shop_connection;
"""


def fragments():
    """Yields (name, code) of every block."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for match in re.finditer(r"```cpp\n(.*?)```", text, re.DOTALL):
            line = text.count("\n", 0, match.start()) + 2
            yield f"{page.name}:{line}", match.group(1)


def paragraphs(code):
    """The parts of a fragment between blank lines that no brace encloses."""
    part = []
    depth = 0
    for line in code.splitlines():
        if not line.strip() and depth == 0:
            yield "\n".join(part)
            part = []
        part.append(line)
        depth += line.count("{") - line.count("}")
    yield "\n".join(part)


def is_declaration(paragraph):
    without_comments = re.sub(r"^\s*//.*\n", "", paragraph + "\n", flags=re.MULTILINE).lstrip()
    return DECLARATION.match(without_comments) is not None


def framed(code):
    """A fragment as a whole source file."""
    if "int main(" in code:
        return code
    includes = [line for line in code.splitlines() if line.startswith("#include")]
    lines = [line for line in code.splitlines() if not line.startswith("#include")]
    code = "\n".join("" if line.strip() == "..." else line for line in lines)
    parts = list(paragraphs(code))
    outside = [part for part in parts if is_declaration(part)]
    inside = [part for part in parts if not is_declaration(part)]
    source = ['#include "docs_frame.hpp"', *includes]
    if not re.search(r"\bstruct User\b", code):
        source.append("using frame::User;")
    if "counter_owner(const Product" not in code:
        source.append("namespace shop { model_counter::OwnerRef counter_owner(const Product&); }")
    if "shop::" not in code and "namespace shop" not in code:
        inside.insert(0, "sqlite3* shop = shop_connection;")
    if "struct Product" not in code:
        source.append("using shop::Product;")
    return "\n".join([*source, *outside, VARIABLES, "void fragment() {", *inside, "}", ""])


class DocsCode(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        # g++ takes the header, compiled once, in place of its text; others read the text.
        cls.compile("-x", "c++-header", str(ROOT / "test" / "tools" / "docs_frame.hpp"),
                    "-o", str(cls.folder / "docs_frame.hpp.gch"))

    @classmethod
    def compile(cls, *arguments):
        command = [os.environ.get("CXX", "g++"), "-std=c++20", "-w", f"-I{cls.folder}",
                   f"-I{ROOT / 'include'}", f"-I{ROOT / 'test' / 'tools'}", *arguments]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        return "" if ran.returncode == 0 else ran.stderr

    def fault(self, code):
        """What the compiler says against a fragment; empty: nothing."""
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder) / "fragment.cpp"
            source.write_text(framed(code), encoding="utf-8")
            said = self.compile("-fsyntax-only", str(source))
            return f"{said}\n{source.read_text()}" if said else ""

    def test_compiles(self):
        found = list(fragments())
        self.assertGreater(len(found), 10)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            faults = pool.map(self.fault, [code for _, code in found])
            for (name, _), said in zip(found, faults):
                with self.subTest(fragment=name):
                    self.assertEqual(said, "")

    def test_refuses_a_fragment_that_does_not_compile(self):
        self.assertIn("no_such_verb", self.fault('counters.no_such_verb(user, "downloads");\n'))


if __name__ == "__main__":
    sys.exit(unittest.main())
