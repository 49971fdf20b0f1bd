#!/usr/bin/env python3
"""The checked models of docs/design/models: explored to exhaustion at a small size, every planted
fault has a counterexample, and what is a step there is a function of the code by name.

MODEL_COUNTER_MODELS=long explores larger sizes, too: minutes, and 6 GB of memory."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
MODELS = ROOT / "docs" / "design" / "models"

# Definitions, and how many states there are at least: a model that does nothing holds, too.
EXHAUSTIVE = [
    ("sync.pml", {"PARTIAL": 1}, 1_500_000),
    ("sync.pml", {"SETS": 1, "ADDS_B": 0}, 50_000),
    ("sync.pml", {"REMOVES": 1, "ADDS_B": 0}, 50_000),
    ("sync.pml", {"ROLLBACK": 1}, 4_000_000),
    ("sync.pml", {"READERS": 1, "ADDS_B": 0}, 100_000),
    ("sync.pml", {"READERS": 1, "SYNCHRONIZERS": 1, "PARTIAL": 1, "SETS": 1}, 1_000_000),
    ("sync.pml", {"READERS": 1, "SYNCHRONIZERS": 1, "PARTIAL": 1, "REMOVES": 1}, 1_000_000),
]
LONG = [
    ("sync.pml", {"PARTIAL": 1, "SETS": 1}, 40_000_000),
    ("sync.pml", {"PARTIAL": 1, "REMOVES": 1}, 40_000_000),
    ("sync.pml", {"PARTIAL": 1, "ROLLBACK": 1}, 15_000_000),
    ("sync.pml", {"READERS": 1}, 15_000_000),
]
FAULTS = [
    ("sync.pml", {"NO_LEDGER": 1}),
    ("sync.pml", {"READ_WITHOUT_LEDGER": 1, "READERS": 1}),
    ("sync.pml", {"DISCARD_EARLY": 1}),
    ("sync.pml", {"APPLY_UNCONFIRMED": 1, "ROLLBACK": 1}),
    ("sync.pml", {"NO_NONCE": 1}),
    ("sync.pml", {"NO_NONCE": 1, "ROLLBACK": 1}),
    ("sync.pml", {"FORGOTTEN_PATTERN": 1, "PARTIAL": 1}),
    ("sync.pml", {"FORGOTTEN_CURSOR": 1}),
    ("sync.pml", {"STALE_LOOK": 1, "ROLLBACK": 1}),
]


class Models(unittest.TestCase):
    def setUp(self):
        for program in ("spin", "gcc"):
            if shutil.which(program) is None:
                self.assertNotEqual(os.environ.get("MODEL_COUNTER_SKIPS_FAIL"), "1",
                                    f"{program} is not installed")
                self.skipTest(f"{program} is not installed")
        folder = tempfile.TemporaryDirectory(prefix="model-counter-models-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def explore(self, model, sizes):
        """Errors that were found, states that were stored, and all that was said."""
        defines = [f"-D{name}={value}" for name, value in sizes.items()]
        self.run_in("spin", "-a", *defines, MODELS / model)
        self.run_in("gcc", "-O2", "-w", "-DSAFETY", "-DCOLLAPSE", "-DMEMLIM=6000",
                    "-DVECTORSZ=2048", "-o", "pan", "pan.c")
        said = self.run_in("./pan", "-n", "-m3000000")
        self.assertNotRegex(said, "truncated|too small|out of memory|aborted", (model, sizes))
        return (int(re.search(r"errors: (\d+)", said)[1]),
                int(re.search(r"(\d+) states, stored", said)[1]), said)

    def run_in(self, *command):
        ran = subprocess.run(command, cwd=self.folder, text=True, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, check=False)
        self.assertEqual(ran.returncode, 0, ran.stdout)
        return ran.stdout

    def expect_to_hold(self, runs):
        for model, sizes, least in runs:
            with self.subTest(model=model, **sizes):
                errors, states, said = self.explore(model, sizes)
                self.assertEqual(errors, 0, said)
                self.assertGreaterEqual(states, least)
                print(f"{model} {sizes}: {states} states")

    def test_hold_to_exhaustion(self):
        self.expect_to_hold(EXHAUSTIVE)

    @unittest.skipUnless(os.environ.get("MODEL_COUNTER_MODELS") == "long", "takes minutes")
    def test_hold_to_exhaustion_at_larger_sizes(self):
        self.expect_to_hold(LONG)

    def test_find_every_planted_fault(self):
        for model, sizes in FAULTS:
            with self.subTest(model=model, **sizes):
                errors, _, said = self.explore(model, sizes)
                self.assertEqual(errors, 1, said)
                self.assertIn("assertion violated", said)

    def test_have_no_planted_fault_that_is_not_looked_for(self):
        for model in sorted(MODELS.glob("*.pml")):
            told = re.search(r"Planted faults, one at a time: ([^.]*)\.", model.read_text())[1]
            self.assertEqual(set(re.findall(r"[A-Z_]+", told)),
                             {name for of, sizes in FAULTS if of == model.name
                              for name in sizes} - {"READERS", "ROLLBACK", "PARTIAL"})


class Names(unittest.TestCase):
    """Steps of the models and functions of the code, in both directions."""

    # What hands counts on, and whose every function is a step: class and header.
    CLASSES = [("ShardSync", "src/sync/shard_sync.hpp"),
               ("SetSource", "include/model_counter/store.hpp"),
               ("Sink", "include/model_counter/database.hpp"),
               ("ReadRule", "src/sync/consistent_read.hpp")]
    # Those that change nothing that is counted.
    NO_STEPS = {
        "ShardSync::report": "says what was done",
        "ShardSync::run_rows": "says how far a run is",
        "ShardSync::run_done": "says how far a run is",
        "SetSource::raise_epoch": "concerns what a process remembers of values",
    }

    @staticmethod
    def actions(model):
        return re.findall(r"/\* action: ([\w:]+) \(([\w/.]+)\) \*/", model.read_text())

    @staticmethod
    def public_functions(name, header):
        text = (ROOT / header).read_text()
        body = re.search(rf"class {name}\b[^;{{]*\{{(.*?)\n\}};", text, re.S)[1]
        body = re.sub(r"//[^\n]*", "", body).split("\nprivate:")[0]
        return {found for found in re.findall(r"\b(\w+)\([^;{]*\)[\w\s=]*[;{]", body)
                if found not in (name, "span")}

    def exists(self, name, path):
        text = (ROOT / path).read_text()
        *of, function = name.split("::")
        if path.endswith(".hpp"):
            return bool(re.search(rf"class {of[0]}\b", text)) and \
                bool(re.search(rf"\b{function}\(", text))
        return bool(re.search(rf"\b{re.escape(name)}\(", text))

    def test_of_steps_are_functions_of_the_code(self):
        for model in sorted(MODELS.glob("*.pml")):
            found = self.actions(model)
            self.assertGreater(len(found), 5, model)
            for name, path in found:
                with self.subTest(model=model.name, name=name):
                    self.assertTrue(self.exists(name, path), path)

    def test_of_functions_are_steps_of_a_model(self):
        told = {name for model in MODELS.glob("*.pml") for name, _ in self.actions(model)}
        functions = {f"{name}::{function}" for name, header in self.CLASSES
                     for function in self.public_functions(name, header)}
        self.assertGreater(len(functions), 15)
        self.assertEqual(functions - told - set(self.NO_STEPS), set())
        self.assertEqual(set(self.NO_STEPS) - functions, set())

    def test_that_are_gone_are_missed(self):
        self.assertFalse(self.exists("ShardSync::guessed", "src/sync/shard_sync.cpp"))
        self.assertFalse(self.exists("SetSource::guess", "include/model_counter/store.hpp"))
        self.assertIn("fold", self.public_functions("Sink", "include/model_counter/database.hpp"))


if __name__ == "__main__":
    unittest.main(verbosity=2)
