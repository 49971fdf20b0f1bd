"""A log that is written and rotated as servers and logrotate do it."""

import os
import random


class LogWriter:
    """Appends lines for counters drawn from a seed, and knows what they add up to."""

    def __init__(self, path, seed=1):
        self.path = path
        self.random = random.Random(seed)
        self.file = open(path, "ab", buffering=0)
        self.sums = {}
        self.lines = 0

    def write(self, lines):
        """Appends lines in pieces that do not end where lines end."""
        written = []
        for _ in range(lines):
            owner, key = self.random.randrange(1, 500), f"k{self.random.randrange(3)}"
            amount = self.random.randrange(-5, 10)
            self.sums[owner, key] = self.sums.get((owner, key), 0) + amount
            written.append(f"user:{owner}\t{key}\t{amount}\n")
        self.lines += lines
        text = memoryview("".join(written).encode())
        while text:
            size = self.random.randrange(1, 20_000)
            self.file.write(text[:size])
            text = text[size:]

    def rename(self, to):
        """The server goes on in the old file until it is told by `reopen`."""
        os.rename(self.path, to)

    def reopen(self):
        self.file.close()
        self.file = open(self.path, "ab", buffering=0)

    def copy_and_truncate(self, to):
        with open(self.path, "rb") as source, open(to, "wb") as copy:
            copy.write(source.read())
        os.truncate(self.path, 0)

    def expected(self):
        """What is in the table: owner, key and sum."""
        return {counter: total for counter, total in self.sums.items() if total}
