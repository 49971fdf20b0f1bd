#!/usr/bin/env python3
"""Which messages of the reference the tests produce for real.

Usage: test/tools/produced_messages.py BUILD_DIR

Runs every test of a build with test/tools/record_errors.cpp loaded into each process, and compares
what was thrown or printed with docs/reference/messages.md. Exit status: 0 when every message was
produced but those below, 1 otherwise."""

import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "test" / "cli"))

from messages import ROWS  # noqa: E402

# Why no test of this build produces a message, and the messages, or `internal` for all of a code.
OTHER_BUILD = "it takes a build without the client: test/package/run produces it"
UNREACHED = {
    "internal": "an error of the code `internal` is a fault of this software",
    "configuration: ... needs the component ..., which this library was built without":
        OTHER_BUILD,
    "reading Redis keys needs the component model_counter::redis, which this library was built "
    "without (Debian: libhiredis-dev libssl-dev)": OTHER_BUILD,
    "reading from ... needs the component ..., which this library was built without": OTHER_BUILD,
    "time zone ...: this library was built without time zones, for which it needs cctz (Debian: "
    "libcctz-dev); write UTC": OTHER_BUILD,
}


def collected(build, folder):
    """(code, words) of everything that the tests of a build said; a failure ends it all."""
    recorder, errors = folder / "record_errors.so", folder / "errors"
    subprocess.run(["g++", "-std=c++20", "-O1", "-shared", "-fPIC", f"-I{ROOT}/include",
                    ROOT / "test" / "tools" / "record_errors.cpp", "-o", recorder], check=True)
    errors.touch()
    errors.chmod(0o666)
    folder.chmod(0o755)
    subprocess.run(
        ["ctest", "--test-dir", build, "--label-exclude", "tools|crash", "--output-on-failure",
         "--parallel", str(os.cpu_count()), "--progress"], check=True,
        env={**os.environ, "LD_PRELOAD": str(recorder), "MODEL_COUNTER_ERRORS_FILE": str(errors)})
    lines = errors.read_text(encoding="utf-8", errors="replace").splitlines()
    return {tuple(line.split("\t", 1)) for line in lines if "\t" in line}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        said = collected(sys.argv[1], pathlib.Path(folder))
    rest = [(code, row) for row, code, pattern in ROWS
            if not any((not code or of in ("", code)) and pattern.search(words)
                       for of, words in said)]
    unknown = set(UNREACHED) - {"internal"} - {row for row, _, _ in ROWS}
    if unknown:
        sys.exit(f"not in the reference: {sorted(unknown)}")
    missing = [(code, row) for code, row in rest if code not in UNREACHED and row not in UNREACHED]
    for code, row in sorted(missing):
        print(f"not produced: {code or 'a part'}: {row}")
    print(f"{len(ROWS)} messages, {len(ROWS) - len(rest)} produced, {len(missing)} missing, "
          f"{len(rest) - len(missing)} with a reason why not here")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
