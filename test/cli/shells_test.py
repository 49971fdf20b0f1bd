"""What shells, man and systemd know of the program."""

import os
import pathlib
import shutil
import subprocess
import unittest

from cli_case import PROGRAM, CliCase, main

UNITS = pathlib.Path(__file__).resolve().parents[2] / "packaging" / "systemd"


def need(program, package):
    """Skips the test where a program is missing, or fails it where skips do."""
    if shutil.which(program) is None:
        if os.environ.get("MODEL_COUNTER_SKIPS_FAIL") == "1":
            raise AssertionError(f"{program} is not installed (Debian: {package})")
        raise unittest.SkipTest(f"{program} is not installed (Debian: {package})")


class Completions(CliCase):
    def script(self, shell):
        return self.write(f"completions.{shell}", self.output_of("completions", shell))

    def bash(self, *words):
        """What bash offers after these words."""
        script = self.script("bash")
        quoted = " ".join(f"'{word}'" for word in words)
        ran = subprocess.run(
            ["bash", "-c", f"compopt() {{ :; }}; source {script}; COMP_WORDS=({quoted}); "
             f"COMP_CWORD={len(words) - 1}; _model_counter; printf '%s\\n' \"${{COMPREPLY[@]}}\""],
            cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            check=False)
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        return set(ran.stdout.split())

    def test_bash_offers_commands_and_flags(self):
        self.assertLessEqual({"increment", "get", "ingest", "sync", "--json", "--store"},
                             self.bash("model-counter", ""))
        self.assertNotIn("manual-page", self.bash("model-counter", ""))
        self.assertEqual(self.bash("model-counter", "incr"), {"increment"})
        self.assertEqual(self.bash("model-counter", "--json", "sync", "--dry"), {"--dry-run"})
        self.assertEqual(self.bash("model-counter", "get", "--js"), {"--json"})

    def test_bash_offers_values_and_files(self):
        self.write("events.tsv", "")
        self.assertEqual(self.bash("model-counter", "ingest", "--format", ""),
                         {"tsv", "ndjson", "combined"})
        self.assertEqual(self.bash("model-counter", "completions", "z"), {"zsh"})
        self.assertEqual(self.bash("model-counter", "ingest", "ev"), {"events.tsv"})
        self.assertEqual(self.bash("model-counter", "--config", "ev"), {"events.tsv"})
        self.assertEqual(self.bash("model-counter", "--store", ""), set())
        # An option of one command is not one of another.
        self.assertEqual(self.bash("model-counter", "sync", "--form"), set())

    def test_fish_offers_commands_and_values(self):
        need("fish", "fish")
        script = self.script("fish")

        def offers(line):
            ran = subprocess.run(
                ["fish", "--no-config", "-c", f"source {script}; complete -C '{line}'"],
                cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                check=False, env={**self.environment, "TERM": "dumb"})
            self.assertEqual((ran.returncode, ran.stderr), (0, ""))
            return {line.split("\t")[0] for line in ran.stdout.splitlines()}

        self.assertLessEqual({"increment", "ingest"}, offers("model-counter "))
        self.assertEqual(offers("model-counter ingest --format "), {"tsv", "ndjson", "combined"})
        self.assertEqual(offers("model-counter sync --dry"), {"--dry-run"})

    def test_zsh_reads_its_script(self):
        need("zsh", "zsh")
        script = self.script("zsh")
        self.assertTrue(script.read_text().startswith("#compdef model-counter\n"))
        ran = subprocess.run(
            ["zsh", "-f", "-c", f"autoload -U compinit; compinit -u -d {self.folder}/dump; "
             f"functions[_model_counter]=$(<{script}); whence _model_counter >/dev/null; "
             f"zsh -n {script}"],
            cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            check=False, env={**self.environment, "TERM": "dumb"})
        self.assertEqual((ran.returncode, ran.stdout), (0, ""))

    def test_other_shells_are_refused(self):
        self.run_program("completions", "csh", status=2)
        self.run_program("completions", status=2)


class ManualPage(CliCase):
    def test_has_every_command_and_flag_and_no_fault(self):
        need("mandoc", "mandoc")
        page = self.write("model-counter.1", self.output_of("manual-page"))
        lint = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", page],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              check=False)
        # A page that is made anew by every build has no date of its own.
        faults = [line for line in lint.stdout.splitlines() if "missing date" not in line]
        self.assertEqual(faults, [])
        text = subprocess.run(["mandoc", "-T", "ascii", page], stdout=subprocess.PIPE, text=True,
                              check=True).stdout
        text = "".join(char for i, char in enumerate(text)
                       if char != "\b" and text[i + 1:i + 2] != "\b")
        helps = [self.output_of("--help")]
        commands = [line.split()[0] for line in
                    helps[0].split("Subcommands:")[1].split("\n\n")[0].strip().splitlines()
                    if line.startswith("  ") and not line.startswith("   ")]
        self.assertGreater(len(commands), 12)
        for command in commands:
            self.assertIn(f"\n   {command} ", text.replace(f"\n   {command}\n", f"\n   {command} "))
            helps.append(self.output_of(command, "--help"))
        flags = {word.rstrip(",") for text_of_help in helps for line in text_of_help.splitlines()
                 if line.startswith("  -") for word in line.replace(",", " ").split()
                 if word.startswith("-")}
        self.assertGreater(len(flags), 30)
        for flag in flags:
            self.assertIn(flag.split(":")[0], text)


class Units(CliCase):
    def test_systemd_finds_no_fault(self):
        need("systemd-analyze", "systemd")
        folder = self.folder / "units"
        folder.mkdir()
        for unit in sorted(UNITS.glob("model-counter*.[st]*r*")):
            if unit.suffix in (".service", ".timer"):
                text = unit.read_text().replace("/usr/bin/model-counter", PROGRAM)
                text = text.replace("Documentation=man:model-counter(1)\n", "")
                (folder / unit.name).write_text(text)
        names = sorted(path.name for path in folder.iterdir())
        self.assertEqual(len(names), 3)
        ran = subprocess.run(["systemd-analyze", "verify", *(folder / name for name in names)],
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                             check=False, env={**self.environment, "SYSTEMD_UNIT_PATH": ":"})
        complaints = [line for line in ran.stdout.splitlines() if "model-counter" in line]
        self.assertEqual((ran.returncode, complaints), (0, []), ran.stdout)


if __name__ == "__main__":
    main()
