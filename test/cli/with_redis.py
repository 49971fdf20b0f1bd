#!/usr/bin/env python3
"""Runs a command with COUNTER_STORE leading to a Redis of its own; ends with 77 where none is
installed, or 1 where MODEL_COUNTER_SKIPS_FAIL=1 says so.

Usage: with_redis.py COMMAND...
"""

import os
import subprocess
import sys
import unittest

from redis_server import RedisServer


class Command(unittest.TestCase):
    words = []

    def test_ends_well(self):
        store = RedisServer(self).url
        done = subprocess.run(self.words, env={**os.environ, "COUNTER_STORE": store}, check=False)
        self.assertEqual(done.returncode, 0)


def main():
    Command.words = sys.argv[1:]
    result = unittest.TextTestRunner().run(Command("test_ends_well"))
    if result.skipped:
        return 77
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
