#!/usr/bin/env python3
"""tools/docs makes the site and the C++ reference, and refuses public declarations without their
comment."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]

DOCUMENTED = """#pragma once
/// The library.
namespace model_counter {
/// A thing.
struct Thing {
    int named = 0;
    /// Does it.
    void act();
    friend bool operator==(const Thing&, const Thing&) = default;
};
/// Makes one.
Thing make_thing();
}
"""


HAS_TOOLS = shutil.which("doxygen") and shutil.which("cmark-gfm")


@unittest.skipUnless(HAS_TOOLS or os.environ.get("MODEL_COUNTER_SKIPS_FAIL") == "1",
                     "doxygen or cmark-gfm is not installed")
class Docs(unittest.TestCase):
    def docs(self, *arguments):
        with tempfile.TemporaryDirectory() as output:
            command = [str(ROOT / "tools" / "docs"), "--output", output, *arguments]
            ran = subprocess.run(command, capture_output=True, text=True, check=False)
            made = [path for path in ("index.html", "reference/index.html")
                    if (pathlib.Path(output) / path).is_file()]
            return ran.returncode, ran.stdout + ran.stderr, made

    def docs_of(self, header):
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "thing.hpp").write_text(header, encoding="utf-8")
            return self.docs("--headers", folder)

    def assert_refused(self, comment):
        self.assertIn(comment, DOCUMENTED)
        status, said, _ = self.docs_of(DOCUMENTED.replace(comment + "\n", ""))
        self.assertEqual(status, 1, said)
        self.assertIn("not documented", said)

    def test_documents_the_public_headers_beside_the_pages(self):
        status, said, made = self.docs()
        self.assertEqual(status, 0, said)
        self.assertEqual(made, ["index.html", "reference/index.html"])

    def test_accepts_members_and_comparisons_that_explain_themselves(self):
        status, said, _ = self.docs_of(DOCUMENTED)
        self.assertEqual(status, 0, said)

    def test_refuses_a_type_without_a_comment(self):
        self.assert_refused("/// A thing.")

    def test_refuses_a_member_function_without_a_comment(self):
        self.assert_refused("    /// Does it.")

    def test_refuses_a_function_without_a_comment(self):
        self.assert_refused("/// Makes one.")


if __name__ == "__main__":
    sys.exit(unittest.main())
