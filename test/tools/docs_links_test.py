#!/usr/bin/env python3
"""No link of the repository's Markdown is dead; planted ones are found, there and in HTML."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOLS = ROOT / "tools" / "lib" / "docs"
sys.path.insert(0, str(TOOLS))

import markdown_links  # noqa: E402

TREE = {
    "README.md": "# Thing\n\nSee [all of it](docs/README.md), [code](src/thing.cpp).\n",
    "src/thing.cpp": "int thing();\n",
    "docs/README.md": "# Documentation\n\n## Use it\n\n- [Guide](guide/start.md): how\n"
                      "- [Choices](choices): why\n",
    "docs/guide/start.md": "# Start\n\n## `sync()`: what's in it?\n\n## Twice\n\n## Twice\n\n"
                           "[up](#sync-whats-in-it), [again](#twice-1)\n",
    "docs/choices/one.md": "# One\n\n[start](../guide/start.md#twice)\n",
}


class Tree(unittest.TestCase):
    """A small checkout to plant faults in."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name) / "checkout"
        for path, text in TREE.items():
            self.write(path, text)

    def write(self, path, text):
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def append(self, path, text):
        self.write(path, (self.root / path).read_text(encoding="utf-8") + text)


class MarkdownLinks(Tree):
    def assert_refused(self, *expected):
        faults = markdown_links.Checkout(self.root).faults
        self.assertEqual(len(faults), 1, faults)
        for text in expected:
            self.assertIn(text, faults[0])

    def assert_accepted(self):
        self.assertEqual(markdown_links.Checkout(self.root).faults, [])

    def test_finds_none_dead_in_this_repository(self):
        checkout = markdown_links.Checkout(ROOT)
        self.assertGreater(len(checkout.texts), 40)
        self.assertEqual(checkout.faults, [])

    def test_accepts_a_tree_without_a_fault(self):
        self.assert_accepted()

    def test_refuses_a_link_to_a_file_that_is_not_there(self):
        self.append("docs/guide/start.md", "[gone](gone.md)\n")
        self.assert_refused("docs/guide/start.md:10", "gone.md: there is no such file")

    def test_refuses_an_image_that_is_not_there(self):
        self.append("README.md", "![a picture](picture.png)\n")
        self.assert_refused("picture.png: there is no such file")

    def test_refuses_a_reference_to_a_file_that_is_not_there(self):
        self.append("README.md", "\n[guide]: docs/guide/gone.md\n")
        self.assert_refused("docs/guide/gone.md: there is no such file")

    def test_refuses_an_anchor_that_no_heading_has(self):
        self.append("README.md", "[x](docs/guide/start.md#thrice)\n")
        self.assert_refused("#thrice: docs/guide/start.md has no heading with this anchor")

    def test_refuses_an_anchor_of_the_same_page_that_no_heading_has(self):
        self.append("docs/guide/start.md", "[x](#twice-2)\n")
        self.assert_refused("#twice-2")

    def test_refuses_a_link_out_of_the_repository(self):
        self.append("README.md", "[x](../elsewhere.md) \n")
        self.assert_refused("leads out of the repository")

    def test_refuses_a_page_that_nothing_leads_to(self):
        self.write("docs/guide/lost.md", "# Lost\n\n[start](start.md)\n")
        self.assert_refused("docs/guide/lost.md:1: no link leads here")

    def test_counts_a_page_as_reached_by_a_link_to_its_folder(self):
        self.write("docs/choices/two.md", "# Two\n")
        self.assert_accepted()

    def test_sees_links_after_a_fence_that_has_a_shorter_one_inside(self):
        self.append("README.md", "````text\n```\n[x](gone.md)\n````\n[y](gone2.md)\n")
        self.assert_refused("gone2.md")

    def test_overlooks_what_is_code_or_comment_or_elsewhere(self):
        self.append("README.md", "```cpp\na[0](gone.md)\n```\n`b[0](gone.md)`\n"
                    "<!-- [x](gone.md)\n[y](gone.md) -->\n[z](https://example.com/gone.md#x)\n")
        self.assert_accepted()


@unittest.skipUnless(shutil.which("cmark-gfm") or os.environ.get("MODEL_COUNTER_SKIPS_FAIL") == "1",
                     "cmark-gfm is not installed")
class Site(Tree):
    def setUp(self):
        super().setUp()
        self.output = self.root.parent / "site"

    def build(self):
        command = [sys.executable, "-B", str(TOOLS / "build_site.py"), "--root", str(self.root),
                   "--output", str(self.output)]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        return ran.returncode, ran.stdout + ran.stderr

    def page(self, path):
        return (self.output / path).read_text(encoding="utf-8")

    def test_makes_a_page_of_each_page_file_and_folder(self):
        status, said = self.build()
        self.assertEqual(status, 0, said)
        self.assertIn("6 pages, no dead link", said)
        self.assertIn('href="docs/README.html"', self.page("index.html"))
        self.assertIn('<span class="keyword">int</span> thing', self.page("src/thing.cpp.html"))
        self.assertIn('href="choices/one.html"', self.page("docs/choices.html"))

    def test_titles_a_page_and_leads_back(self):
        self.build()
        page = self.page("docs/guide/start.html")
        self.assertIn("<title>Start - Thing</title>", page)
        self.assertIn('<a class="home" href="../../index.html">', page)

    def test_lists_a_page_that_the_index_forgot_beside_its_siblings(self):
        self.write("docs/guide/more.md", "# More\n")
        self.append("docs/guide/start.md", "[more](more.md)\n")
        self.build()
        self.assertIn('<a href="docs/guide/more.html">More</a>', self.page("index.html"))

    def test_gives_headings_the_anchors_of_github(self):
        self.build()
        for anchor in ("sync-whats-in-it", "twice", "twice-1"):
            self.assertIn(f'id="{anchor}"', self.page("docs/guide/start.html"))

    def test_refuses_a_dead_link(self):
        self.append("docs/choices/one.md", "[x](gone.md) [y](../guide/start.md#gone)\n")
        status, said = self.build()
        self.assertEqual(status, 1)
        self.assertIn("gone.html: there is no such file", said)
        self.assertIn("start.html#gone: there is no such anchor", said)

    def test_refuses_what_is_loaded_from_elsewhere(self):
        self.append("README.md", "![x](https://example.com/x.png)\n")
        status, said = self.build()
        self.assertEqual(status, 1)
        self.assertIn("x.png: loaded from elsewhere", said)

    def test_refuses_a_dead_link_of_the_cpp_reference(self):
        (self.output / "reference").mkdir(parents=True)
        reference = self.output / "reference" / "index.html"
        reference.write_text('<a name="x" href="gone.html">x</a><a href="#x">y</a>')
        status, said = self.build()
        self.assertEqual(status, 1)
        self.assertIn("reference/index.html:1: gone.html: there is no such file", said)
        self.assertNotIn("#x", said)

    def test_keeps_no_page_of_an_earlier_run(self):
        self.build()
        (self.root / "docs/choices/one.md").rename(self.root / "docs/choices/two.md")
        status, said = self.build()
        self.assertEqual(status, 0, said)
        self.assertFalse((self.output / "docs/choices/one.html").exists())


if __name__ == "__main__":
    sys.exit(unittest.main())
