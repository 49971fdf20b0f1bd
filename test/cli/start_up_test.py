"""What the program costs when it is started for one increment, as by a script."""

import os
import pathlib
import shutil
import unittest

from cli_case import PROGRAM, CliCase, main

BYTES = pathlib.Path(shutil.which(PROGRAM) or os.devnull).read_bytes()


@unittest.skipIf(b"__asan_init" in BYTES or b"__tsan_init" in BYTES,
                 "sanitizers take time of their own")
class StartUp(CliCase):
    RUNS = 20
    # Three times what it takes without optimization. The least of the runs, and processor time
    # only: what else the machine does counts for little.
    LIMIT_MS = 30

    def processor_ms(self, *arguments):
        """Milliseconds of processor time that one run takes, the kernel's included."""
        process = self.start(*arguments)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(process.returncode, 0)
        return (usage.ru_utime + usage.ru_stime) * 1000

    def test_an_increment_is_a_matter_of_milliseconds(self):
        self.output_of("migrate")
        taken = [self.processor_ms("increment", "user:1", "downloads") for _ in range(self.RUNS)]
        self.assertEqual(self.get("user:1", "downloads"), self.RUNS)
        self.assertLess(min(taken), self.LIMIT_MS, f"every run, in ms: {taken}")


if __name__ == "__main__":
    main()
