"""What the program costs when it is started for one increment, as by a script."""

import os
import pathlib
import shutil
import subprocess
import unittest

from cli_case import PROGRAM, CliCase, main

BYTES = pathlib.Path(shutil.which(PROGRAM) or os.devnull).read_bytes()


@unittest.skipIf(b"__asan_init" in BYTES or b"__tsan_init" in BYTES,
                 "sanitizers take time of their own")
class StartUp(CliCase):
    RUNS = 20
    # Three times what it takes without optimization. The least of the runs, and processor time
    # only: what else the machine does counts for little.
    LIMIT_MS = 20

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

    def test_an_increment_into_files_loads_no_client_of_a_server(self):
        self.output_of("migrate")
        process = self.start("increment", "user:1", "downloads",
                             environment={"LD_DEBUG": "libs"})
        _, said = process.communicate()
        self.assertIn(b"libsqlite3", said)
        for library in (b"libpq", b"libmariadb", b"libssl", b"libcrypto"):
            self.assertNotIn(library, said)

    def test_a_client_library_that_cannot_be_loaded_is_named_with_its_package(self):
        (self.folder / "libpq.so.5").write_bytes(b"")
        error = self.error_with_libraries_of_this_folder()
        self.assertIn("the library libpq.so.5 cannot be loaded: ", error["message"])
        self.assertIn("; install it (Debian: libpq5)", error["message"])

    def test_a_client_library_without_what_is_called_is_named(self):
        subprocess.run(["cc", "-shared", "-o", "libpq.so.5", "-x", "c", "/dev/null"],
                       cwd=self.folder, check=True)
        error = self.error_with_libraries_of_this_folder()
        self.assertIn("the library libpq.so.5 has no PQ", error["message"])
        self.assertIn("; install the version that this program was built with", error["message"])

    def error_with_libraries_of_this_folder(self):
        self.environment["LD_LIBRARY_PATH"] = str(self.folder)
        return self.error_of("--database", "postgresql://localhost/shop", "get", "user:1",
                             "downloads", status=6)


if __name__ == "__main__":
    main()
