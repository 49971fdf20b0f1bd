#!/usr/bin/env python3
"""The C++ code in README.md and docs/guide compiles: programs as they are, fragments within the
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
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs" / "guide").glob("*.md"))]
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


def fault(code):
    """What the compiler says against a fragment; empty: nothing."""
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "fragment.cpp"
        source.write_text(framed(code), encoding="utf-8")
        command = [os.environ.get("CXX", "g++"), "-std=c++20", "-fsyntax-only", "-w",
                   f"-I{ROOT / 'include'}", f"-I{ROOT / 'test' / 'tools'}", str(source)]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        return "" if ran.returncode == 0 else f"{ran.stderr}\n{source.read_text()}"


class DocsCode(unittest.TestCase):
    maxDiff = None

    def test_compiles(self):
        found = list(fragments())
        self.assertGreater(len(found), 10)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            faults = pool.map(fault, [code for _, code in found])
            for (name, _), said in zip(found, faults):
                with self.subTest(fragment=name):
                    self.assertEqual(said, "")

    def test_refuses_a_fragment_that_does_not_compile(self):
        self.assertIn("no_such_verb", fault('counters.no_such_verb(user, "downloads");\n'))


if __name__ == "__main__":
    sys.exit(unittest.main())
