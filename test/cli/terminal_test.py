"""What a person sees on a terminal, and a program in a pipe."""

import os
import pty
import subprocess

from cli_case import PROGRAM, CliCase, main


class Terminal(CliCase):
    def on_terminal(self, *arguments, **environment):
        """What the program writes to a terminal of its own."""
        ours, its = pty.openpty()
        process = subprocess.Popen(
            [PROGRAM, *map(str, arguments)], cwd=self.folder, stdin=subprocess.DEVNULL,
            stdout=its, stderr=subprocess.DEVNULL,
            env={**self.environment, "TERM": "xterm", **environment})
        os.close(its)
        text = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:
                break
            if not piece:
                break
            text += piece
        os.close(ours)
        self.assertEqual(process.wait(), 0, text)
        return text.decode().replace("\r\n", "\n")

    def test_a_table_is_aligned_on_a_terminal_and_has_tabs_in_a_pipe(self):
        self.silent("increment", "user:1", "a", 5)
        self.silent("increment", "user:1", "größe", 1234)
        self.silent("decrement", "user:1", "downloads", 7)
        self.assertEqual(self.on_terminal("all", "user:1"),
                         "a             5\ndownloads    -7\ngröße      1234\n")
        self.assertEqual(self.output_of("all", "user:1"),
                         "a\t5\ndownloads\t-7\ngröße\t1234\n")
        self.assertEqual(self.on_terminal("get", "user:1", "a"), "5\n")
        self.assertEqual(self.on_terminal("sync", "--dry-run", "--pattern", "*:*:a"),
                         "user:1:a  +5  5\n")

    def test_colours_are_for_terminals_that_want_them(self):
        self.silent("increment", "user:1", "a")
        self.assertIn("\x1b[32mgood\x1b[0m", self.on_terminal("doctor"))
        self.assertIn("\x1b[33mwarning\x1b[0m", self.on_terminal("doctor"))
        self.assertIn("\x1b[", self.on_terminal("doctor", NO_COLOR=""))
        self.assertNotIn("\x1b", self.on_terminal("doctor", NO_COLOR="1"))
        self.assertNotIn("\x1b", self.on_terminal("doctor", TERM="dumb"))
        self.assertNotIn("\x1b", self.output_of("doctor"))
        self.assertNotIn("\x1b", self.on_terminal("--json", "doctor"))


if __name__ == "__main__":
    main()
