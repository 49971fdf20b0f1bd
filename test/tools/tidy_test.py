"""Plants faults into a small tree and sees tools/tidy find each, and nothing without them."""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

PROJECT = pathlib.Path(__file__).resolve().parent.parent.parent

TREE = {
    "include/model_counter/owner.hpp": '#pragma once\n\n#include <string>\n\nstruct Owner {};\n',
    "include/model_counter/store.hpp": '#pragma once\n\n#include "model_counter/owner.hpp"\n',
    "include/model_counter/counters.hpp": '#pragma once\n\n#include "model_counter/store.hpp"\n',
    "src/counters.cpp": '#include "model_counter/counters.hpp"\n\n#include "sync/step.hpp"\n',
    "src/model/text.hpp": '#pragma once\n\n#include "model_counter/owner.hpp"\n',
    "src/buffer/flusher.hpp": '#pragma once\n\n#include "sync/step.hpp"\n',
    "src/sync/step.hpp": '#pragma once\n\n#include "model/text.hpp"\n',
    "src/store/embedded/table.hpp": '#pragma once\n\n#include "model_counter/store.hpp"\n',
    "src/database/sqlite/session.cpp": "#include <sqlite3.h>\n",
    "src/open/open.cpp": '#include "store/embedded/table.hpp"\n',
    "app/main.cpp": '#include "model_counter/counters.hpp"\n\n#include <CLI/CLI.hpp>\n',
}


def body(lines):
    return "".join("    ++count;\n" for _ in range(lines))


class Tidy(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = pathlib.Path(self.folder.name)
        self.addCleanup(self.folder.cleanup)
        for name in (".clang-format", ".clang-tidy"):
            shutil.copy(PROJECT / name, self.root)
        for path, text in TREE.items():
            self.write(path, text)

    def write(self, path, text):
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def append(self, path, text):
        self.write(path, (self.root / path).read_text(encoding="utf-8") + text)

    def tidy(self, *options):
        command = [sys.executable, str(PROJECT / "tools/tidy"), "--root", str(self.root), *options]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        return ran.returncode, ran.stdout + ran.stderr

    def assert_refused(self, *expected):
        status, output = self.tidy()
        self.assertEqual(status, 1, output)
        for text in expected:
            self.assertIn(text, output)
        self.assertIn("tidy: 1 findings", output)

    def assert_accepted(self):
        status, output = self.tidy()
        self.assertEqual(status, 0, output)

    def test_accepts_a_tree_without_faults(self):
        self.assert_accepted()

    def test_refuses_an_upward_include(self):
        self.append("src/model/text.hpp", '\n#include "sync/step.hpp"\n')
        self.assert_refused("src/model/text.hpp:5", "src/sync is not below it")

    def test_refuses_an_upward_include_written_with_dots(self):
        self.append("src/model/text.hpp", '\n#include "../sync/step.hpp"\n')
        self.assert_refused("src/model/text.hpp:5", "src/sync is not below it")

    def test_refuses_an_interface_in_the_model(self):
        self.append("src/model/text.hpp", '\n#include "model_counter/store.hpp"\n')
        self.assert_refused("only the model's public headers are below it")

    def test_refuses_threads_in_the_model(self):
        self.append("src/model/text.hpp", "\n#include <thread>\n")
        self.assert_refused("the model knows no time, threads")

    def test_refuses_an_adapter_in_the_protocol(self):
        self.append("src/sync/step.hpp", '\n#include "store/embedded/table.hpp"\n')
        self.assert_refused("src/store is not below it")

    def test_refuses_the_facade_in_the_protocol(self):
        self.append("src/sync/step.hpp", '\n#include "model_counter/counters.hpp"\n')
        self.assert_refused("only the model and the interfaces are below it")

    def test_refuses_an_adapter_in_the_buffer(self):
        self.write("src/buffer/flush.cpp", '#include "store/embedded/table.hpp"\n')
        self.assert_refused("src/store is not below it")

    def test_refuses_the_buffer_in_the_protocol(self):
        self.write("src/sync/run.cpp", '#include "buffer/flusher.hpp"\n')
        self.assert_refused("src/buffer is not below it")

    def test_refuses_one_adapter_in_another(self):
        self.append("src/database/sqlite/session.cpp", '\n#include "store/embedded/table.hpp"\n')
        self.assert_refused("adapters never include each other")

    def test_refuses_an_adapter_in_the_facade(self):
        self.append("src/counters.cpp", '\n#include "store/embedded/table.hpp"\n')
        self.assert_refused("src/store is not below it")

    def test_refuses_any_layer_in_a_header_below_them_all(self):
        self.write("src/step_hook.hpp", "#pragma once\n\n#include <atomic>\n")
        self.append("src/model/text.hpp", '\n#include "step_hook.hpp"\n')
        self.assert_accepted()
        self.append("src/step_hook.hpp", '\n#include "model/text.hpp"\n')
        self.assert_refused("src/model is not below it")

    def test_refuses_a_client_library_in_a_header(self):
        self.write("src/database/sqlite/session.hpp", "#pragma once\n\n#include <sqlite3.h>\n")
        self.assert_refused("only .cpp files of src/database/sqlite include sqlite3")

    def test_refuses_a_client_library_in_another_folder(self):
        self.append("src/open/open.cpp", "\n#include <sqlite3.h>\n")
        self.assert_refused("only .cpp files of src/database/sqlite include sqlite3")

    def test_refuses_a_system_header_in_a_public_header(self):
        self.append("include/model_counter/store.hpp", "\n#include <unistd.h>\n")
        self.assert_refused("public headers include the standard library and each other")

    def test_refuses_the_library_s_inside_in_the_program(self):
        self.append("app/main.cpp", '\n#include "sync/step.hpp"\n')
        self.assert_refused("the program uses public headers only")

    def test_refuses_a_folder_that_is_no_layer(self):
        self.write("src/misc/thing.cpp", "#include <string>\n")
        self.assert_refused("this folder is no layer")

    def test_refuses_a_line_that_is_too_long(self):
        self.append("src/counters.cpp", "\nint " + "x" * 96 + ";\n")
        self.assert_refused("101 columns; at most 100")

    def test_refuses_a_function_that_is_too_long(self):
        self.append("src/counters.cpp", "\nvoid grow(int count) {\n" + body(69) + "}\n")
        self.assert_refused("src/counters.cpp:5", "a function of 71 lines; at most 70")

    def test_accepts_a_function_of_the_greatest_length(self):
        self.append("src/counters.cpp", "\nvoid grow(int count) {\n" + body(68) + "}\n")
        self.assert_accepted()

    def test_finds_a_long_constructor_behind_its_initializers(self):
        head = "\nnamespace counting {\n\nclass Sum {\npublic:\n    Sum() : left_{1}, right_{2} {\n"
        tail = "    }\n\n    int left_;\n    int right_;\n};\n\n}  // namespace counting\n"
        long_body = "".join("        ++left_;\n" for _ in range(69))
        self.append("src/counters.cpp", head + long_body + tail)
        self.assert_refused("a function of 71 lines; at most 70")

    def test_counts_no_braces_in_literals_and_comments(self):
        text = "\nint first() {\n    return '{' + \"{{\"[0];  // {\n}\n"
        self.append("src/counters.cpp", text + "\nvoid grow(int count) {\n" + body(40) + "}\n")
        self.append("src/counters.cpp", "\nvoid sink(int count) {\n" + body(40) + "}\n")
        self.assert_accepted()

    def test_refuses_a_file_that_is_too_long(self):
        self.append("src/counters.cpp", "\n" + "// A line.\n" * 598)
        self.assert_refused("602 lines; at most 600")

    def test_refuses_a_marker_of_unfinished_work(self):
        self.write("docs/page.md", "TO" + "DO: say more\n")
        self.assert_refused("docs/page.md:1")

    def test_refuses_a_file_name_with_capitals(self):
        self.write("src/model/BadName.cpp", "#include <string>\n")
        self.assert_refused("file names are snake_case")

    def test_refuses_code_that_is_not_formatted(self):
        self.append("src/counters.cpp", "\nint  twice ( int x ) { return x*2; }\n")
        self.assert_refused("not formatted from here on")

    def test_fix_formats_the_code(self):
        self.append("src/counters.cpp", "\nint  twice ( int x ) { return x*2; }\n")
        status, output = self.tidy("--fix")
        self.assertEqual(status, 0, output)

    @unittest.skipUnless(shutil.which("clang-tidy"), "clang-tidy is not installed")
    def test_refuses_a_name_in_the_wrong_case(self):
        self.write("src/model/text.cpp", "int good_name(int value) { return value; }\n")
        source = str(self.root / "src/model/text.cpp")
        entry = {"directory": str(self.root), "file": source, "command": f"g++ -c {source}"}
        self.write("build/compile_commands.json", json.dumps([entry]))
        build = str(self.root / "build")
        status, output = self.tidy("--clang-tidy", build)
        self.assertEqual(status, 0, output)
        self.write("src/model/text.cpp", "int BadName(int value) { return value; }\n")
        status, output = self.tidy("--clang-tidy", build)
        self.assertEqual(status, 1, output)
        self.assertIn("invalid case style for function 'BadName'", output)


if __name__ == "__main__":
    unittest.main()
