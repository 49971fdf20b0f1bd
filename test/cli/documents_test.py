"""The reference pages say what the program says; MODEL_COUNTER_UPDATE=1 writes that anew."""

import os
import pathlib
import re

from cli_case import CliCase, main

PAGES = pathlib.Path(__file__).resolve().parents[2] / "docs" / "reference"
SHOWN = re.compile(r"```text\n\$ model-counter ([^\n]*)\n(.*?)```", re.DOTALL)


class Documents(CliCase):
    def says(self, arguments):
        process = self.start(*arguments.split())
        out, err = process.communicate(timeout=60)
        return out.decode() + err.decode()

    def test_every_output_shown_is_what_the_program_prints(self):
        for name in ("commands.md", "errors.md"):
            page = PAGES / name
            text = page.read_text(encoding="utf-8")
            now = SHOWN.sub(lambda shown: f"```text\n$ model-counter {shown[1]}\n"
                                          f"{self.says(shown[1])}```", text)
            if os.environ.get("MODEL_COUNTER_UPDATE") == "1":
                page.write_text(now, encoding="utf-8")
            self.assertEqual(text, now, f"{name}: run this test with MODEL_COUNTER_UPDATE=1")

    def test_every_command_has_its_section(self):
        commands = re.findall(r"(?m)^  ([a-z]+) ", self.says("--help").split("Subcommands:")[1]
                              .split("\n\n")[0])
        sections = re.findall(r"(?m)^## ([a-z]+)$", (PAGES / "commands.md").read_text())
        self.assertEqual(sorted(sections), sorted(commands))
        self.assertGreater(len(commands), 10)

    def test_the_table_of_statuses_is_the_one_of_the_help(self):
        table = re.findall(r"(?m)^\| (\d+) \| `([a-z_]+)` ", (PAGES / "errors.md").read_text())
        listed = re.findall(r"(\d+) (?:usage or )?([a-z_]+)",
                            self.says("--help").split("Exit statuses:")[1].split("Example")[0])
        listed = [entry for entry in listed if entry[0] not in "01"]
        self.assertEqual(table, listed)
        self.assertEqual(len(table), 10)


if __name__ == "__main__":
    main()
