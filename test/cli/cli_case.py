"""What every test of the program needs: a fresh folder, and the program run in it."""

import hashlib
import json
import os
import pathlib
import signal
import sqlite3
import subprocess
import tempfile
import time
import unittest

from messages import rows_of

PROGRAM = os.environ.get("MODEL_COUNTER_PROGRAM", "model-counter")

AMOUNT_MAX = 2**62 - 1
VALUE_MAX = 2**63 - 1
VALUE_MIN = -(2**63)


class CliCase(unittest.TestCase):
    """Runs the program in an empty folder with an empty environment."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="model-counter-cli-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.environment = {"PATH": os.environ.get("PATH", ""), "HOME": folder.name}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS", "LSAN_OPTIONS",
                     "LD_PRELOAD", "MODEL_COUNTER_ERRORS_FILE"):
            if name in os.environ:
                self.environment[name] = os.environ[name]

    def start(self, *arguments, environment=None, **options):
        """Starts the program; it is killed at the test's end if it still runs."""
        options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE,
                   "stderr": subprocess.PIPE, **options}
        process = subprocess.Popen(
            [PROGRAM, *map(str, arguments)], cwd=self.folder,
            env={**self.environment, **(environment or {})}, **options)

        def stop():
            if process.poll() is None:
                process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout, process.stderr):
                if stream is not None:
                    stream.close()

        self.addCleanup(stop)
        return process

    def run_program(self, *arguments, status=0, stdin=b"", environment=None):
        """Runs the program to its end, checks its exit status, returns (stdout, stderr)."""
        process = self.start(*arguments, environment=environment, stdin=subprocess.PIPE)
        if isinstance(stdin, str):
            stdin = stdin.encode()
        out, err = process.communicate(stdin, timeout=120)
        out, err = out.decode(errors="replace"), err.decode(errors="replace")
        self.assertEqual(process.returncode, status, f"{arguments}\nout: {out}\nerr: {err}")
        self.record(err)
        self.record(out)
        return out, err

    def record(self, said):
        """Writes down what was said, where somebody collects which messages were produced."""
        if "MODEL_COUNTER_ERRORS_FILE" in os.environ:
            with open(os.environ["MODEL_COUNTER_ERRORS_FILE"], "a", encoding="utf-8") as file:
                file.write("".join(f"\t{line}\n" for line in said.splitlines()[:1000]))

    def output_of(self, *arguments, **options):
        """Standard output of a run that says on standard error at most what it made."""
        out, err = self.run_program(*arguments, **options)
        for line in err.splitlines():
            self.assertTrue(line.startswith("model-counter: info: made "), err)
        return out

    def silent(self, *arguments, **options):
        """A run that has no result to print."""
        self.assertEqual(self.output_of(*arguments, **options), "", arguments)

    def json_of(self, *arguments, **options):
        """The one JSON value that a run prints."""
        out, _ = self.run_program("--json", *arguments, **options)
        self.assertEqual(out.count("\n"), 1, out)
        return json.loads(out)

    def error_of(self, *arguments, status, **options):
        """The error that a run with --json reports; nothing is on standard output."""
        out, err = self.run_program("--json", *arguments, status=status, **options)
        self.assertEqual(out, "")
        self.assertEqual(err.count("\n"), 1, err)
        return self.parsed(err)

    def parsed(self, err):
        """The error that --json wrote, which the reference has."""
        error = json.loads(err)["error"]
        self.assertTrue(rows_of(error["code"], error["message"]),
                        f"docs/reference/messages.md lacks: {error}")
        return error

    def get(self, owner, key):
        return int(self.output_of("get", owner, key))

    def write(self, name, content):
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def database_path(self):
        return self.folder / "model-counter-data" / "counters.sqlite3"

    def sql(self, statement):
        """The rows that a statement gives, asked of the file itself."""
        connection = sqlite3.connect(self.database_path())
        try:
            with connection:
                return connection.execute(statement).fetchall()
        finally:
            connection.close()

    def rows(self):
        return self.sql("SELECT owner_type, owner_id, \"key\", count FROM model_counters"
                        " ORDER BY 1, 2, 3")

    def bytes_of_everything(self):
        """Every file below the folder with a hash of its content."""
        return {
            str(path.relative_to(self.folder)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in self.folder.rglob("*") if path.is_file()
        }

    def wait_until(self, is_so, what, seconds=30):
        end = time.monotonic() + seconds
        while not is_so():
            if time.monotonic() > end:
                self.fail(f"waited {seconds} s for {what}")
            time.sleep(0.02)

    def stop(self, process, number=signal.SIGTERM):
        """Sends a signal; returns (exit status, stdout, stderr)."""
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
        return process.returncode, out.decode(), err.decode()


def main():
    unittest.main(verbosity=2)
