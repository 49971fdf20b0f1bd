#!/usr/bin/env python3
"""The reference names every limit, scheme, error code and variable of the environment that the
code has, and no others."""

import pathlib
import re
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"

# What the public headers fix of the layout of a cell: nobody can run into it.
NO_LIMITS = {"kCellOpen", "kCellValueShift"}

# Limits that no public header names, by the row that tells them.
INNER_LIMITS = {
    "pattern": ("src/model/pattern.cpp", "kPatternBytesMax"),
    "years of periods": ("src/model/period.cpp", "kYearMax"),
    "prefix": ("src/open/setting_keys.cpp", "kPrefixBytesMax"),
    "table name": ("src/open/setting_keys.cpp", "kTableNameBytesMax"),
    "a time": ("src/open/duration.hpp", "kDurationMax"),
    "a configuration file": ("src/open/read_text_file.hpp", "kConfigBytesMax"),
    "connections of a process to one server of a database":
        ("src/database/common/connection_pool.hpp", "kConnectionsMax"),
    "retries of a transaction that lost against another one":
        ("src/database/common/retry.hpp", "kRetriesMax"),
    "increments in one go of a bulk call to Redis": ("src/store/redis/counting.cpp", "kBatchMax"),
    "the shortest lock of a sync in Redis, whatever `lock_ttl` says":
        ("src/store/redis/session.cpp", "kLockTimeMin"),
    "time to connect to PostgreSQL, unless the URL says otherwise":
        ("src/database/postgresql/server_url.cpp", "kConnectTimeout"),
    "a line of `ingest`": ("app/line_blocks.hpp", "kLineBytesMax"),
    "bad lines that `ingest` shows; all are counted": ("app/bad_lines.hpp", "kBadLinesShownMax"),
    "findings that `import` shows; all are counted": ("app/findings.hpp", "kFindingsShownMax"),
    "rows of one transaction of `ingest --source`": ("app/ingest_command.cpp", "kSourceRowsMax"),
    "time between two attempts to go on after a failure": ("app/ingest_command.cpp", "kRetryMost"),
}

CONSTANT = re.compile(
    r"constexpr (?P<type>[\w:]+) (?P<name>k[A-Z]\w*)(?:\s*=\s*(?P<is>[^;]+)|\{(?P<of>[^}]+)\});")
UNITS = {"": 1, "KiB": 1024, "MiB": 1024**2, "ms": 1, "s": 1000, "h": 3_600_000}
NUMBER = re.compile(r"(?<![\d^])(\d[\d^-]*)(?: (KiB|MiB|ms|s|h)\b)?")


def read(*parts):
    return ROOT.joinpath(*parts).read_text(encoding="utf-8")


def page(name):
    return (REFERENCE / name).read_text(encoding="utf-8")


def sources(*folders):
    """The text of every C++ file below the folders."""
    files = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.[ch]pp"))]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def compared(what, documented, existing):
    """What is on one side alone, in words."""
    return [f"{what} {name} exists and is not in the reference" for name in
            sorted(set(existing) - set(documented))] + \
           [f"{what} {name} is in the reference and does not exist" for name in
            sorted(set(documented) - set(existing))]


def value_of(constant):
    """A constant's value; times in milliseconds."""
    text = constant["is"] or constant["of"]
    scale = 1000 if constant["type"].endswith("seconds") else 1
    scale = 1 if "milliseconds" in constant["type"] + text else scale
    if re.search(r"\bhours\b", text):
        scale = UNITS["h"]
    text = re.sub(r"std::[\w:]+[{(](\d[\d']*)[)}]", r"\1", text).replace("'", "")
    text = re.sub(r"(?<=\d)U\b", "", text)
    return eval(text, {"__builtins__": {}}) * scale  # pylint: disable=eval-used


def constants(text):
    """name: value of every number that is constant, where it is written as one."""
    found = {}
    for constant in CONSTANT.finditer(text):
        try:
            found[constant["name"]] = value_of(constant)
        except (NameError, SyntaxError, TypeError):
            continue
    return found


def rows(text):
    """The cells of every row of every table, without the heads."""
    for line in text.splitlines():
        if line.startswith("|") and not re.fullmatch(r"[|\s:-]+", line):
            yield [cell.strip() for cell in line.strip().strip("|").split("|")]


def numbers_of(cell):
    """Every number that a cell says, `2^62-1` and `64 KiB` among them."""
    for number, unit in NUMBER.findall(cell):
        least_to_most = re.fullmatch(r"(\d+)-(\d+)", number)
        for part in least_to_most.groups() if least_to_most else [number]:
            if part.strip("-"):
                yield eval(part.strip("-").replace("^", "**"),  # pylint: disable=eval-used
                           {"__builtins__": {}}) * UNITS[unit]


def limit_faults(text, public):
    """Where the page of limits and the constants differ."""
    told = {}
    for cells in rows(text):
        if len(cells) != 3 or cells[0] == "what":
            continue
        for name in re.findall(r"`(k\w+)`", cells[2]):
            told[name] = (cells[0], cells[1], public.get(name))
        if cells[0] in INNER_LIMITS:
            path, name = INNER_LIMITS[cells[0]]
            told[cells[0]] = (cells[0], cells[1], constants(read(path)).get(name))
    inner = set(INNER_LIMITS)
    faults = compared("limit", told, (set(public) - NO_LIMITS) | inner)
    faults += [f"limit {row}: the reference says {cell!r}, the code {value}"
               for row, cell, value in told.values()
               if value is not None and value not in numbers_of(cell)]
    return faults


def schemes(array):
    """The names in one of the arrays of src/open/schemes.cpp."""
    text = read("src", "open", "schemes.cpp").partition(f"{array} = ")[2].partition("});")[0]
    return re.findall(r'\{"([a-z+]+)", Scheme', text)


def row_beginning(text, cell):
    """The cells of the row whose first cell is this one; empty where there is none."""
    return next((cells for cells in rows(text) if cells[0] == cell), ["", ""])


def scheme_faults(text):
    faults = []
    for setting, array in (("store", "kStoreSchemes"), ("database", "kDatabaseSchemes")):
        told = re.findall(r"`([a-z][a-z+]*)(?:://\.\.\.|:PATH)?`",
                          row_beginning(text, f"`{setting}`")[1])
        told = [name for name in told if name != "counters"]
        faults += compared(f"{setting} scheme", told, schemes(array))
    return faults


def code_faults(text):
    enumeration = read("include", "model_counter", "error.hpp") \
        .partition("enum class ErrorCode {")[2].partition("};")[0]
    existing = re.findall(r"(?m)^    ([a-z_]+) = \d+,", enumeration)
    told = [cells[1].strip("`") for cells in rows(text)
            if len(cells) == 4 and re.fullmatch(r"\d+", cells[0]) and cells[1]]
    return compared("error code", told, existing)


def variables_of_the_code():
    """The names of variables that the code asks for itself."""
    asked = re.findall(r'(?:getenv|environment|variable)\("([A-Z][A-Z_]+)"\)',
                       sources("src", "app"))
    keys = read("src", "open", "setting_keys.cpp").partition("kSettingKeys = ")[2]
    keys = re.findall(r'(?m)^    \{"([a-z_]+)",', keys.partition("\n});")[0])
    return set(asked) | {"COUNTER_" + key.upper() for key in keys}


def variable_faults(text):
    """The keys are in the table of what is checked; other variables in a table of their own."""
    keys, others = set(), set()
    for cells in rows(text):
        keys |= {"COUNTER_" + key.upper() for key in re.findall(r"`([a-z_]+)`", cells[0])}
        others |= set(re.findall(r"`([A-Z][A-Z_]+)`", cells[0]))
    return compared("variable", keys | others, variables_of_the_code())


class Reference(unittest.TestCase):
    def assert_whole(self, name, faults_of):
        """No faults; and one that names it for each row of the page that is left out."""
        text = page(name)
        self.assertEqual(faults_of(text), [])
        return text

    def assert_misses(self, faults, named):
        self.assertTrue(any(named in fault for fault in faults), (named, faults))

    def without(self, text, beginning):
        """The page without the row that begins so."""
        lines = text.splitlines()
        rest = [line for line in lines if not line.startswith(beginning)]
        self.assertEqual(len(lines), len(rest) + 1, beginning)
        return "\n".join(rest)


class Limits(Reference):
    def faults(self, text):
        return limit_faults(text, constants(sources("include")))

    def test_are_those_of_the_code(self):
        self.assert_whole("limits.md", self.faults)
        self.assertGreater(len(constants(sources("include"))), 12)

    def test_finds_each_row_that_is_missing(self):
        text = page("limits.md")
        for cells in rows(text):
            names = re.findall(r"`(k\w+)`", cells[-1]) + [cells[0]] * (cells[0] in INNER_LIMITS)
            for name in names:
                self.assert_misses(self.faults(self.without(text, f"| {cells[0]} |")), name)

    def test_finds_a_limit_that_does_not_exist(self):
        text = page("limits.md") + "| names of months | 12 | `kMonthsMax` |\n"
        self.assert_misses(self.faults(text), "kMonthsMax is in the reference and does not exist")

    def test_finds_a_number_that_is_another_one(self):
        for right, wrong in (("| 1-100 bytes of", "| 1-99 bytes of"), ("2^62-1", "2^62"),
                             ("64 KiB", "64 MiB"), ("300 s", "30 s"), ("24 h", "12 h"),
                             ("| 663 bytes |", "| 662 bytes |")):
            text = page("limits.md")
            self.assertIn(right, text)
            self.assert_misses(self.faults(text.replace(right, wrong)), "the reference says")


class Schemes(Reference):
    def test_are_those_of_the_code(self):
        text = self.assert_whole("configuration.md", scheme_faults)
        for setting, array in (("store", "kStoreSchemes"), ("database", "kDatabaseSchemes")):
            row = row_beginning(text, f"`{setting}`")[1]
            for scheme in schemes(array):
                without = re.sub(rf"`{re.escape(scheme)}(://\.\.\.|:PATH)?`", "it", row)
                self.assert_misses(scheme_faults(text.replace(row, without)),
                                   f"{setting} scheme {scheme} exists")
            self.assert_misses(scheme_faults(text.replace(row, row + " `nosuch://...`")),
                               f"{setting} scheme nosuch is in the reference")


class Codes(Reference):
    def test_are_those_of_the_code(self):
        text = self.assert_whole("errors.md", code_faults)
        for cells in list(rows(text)):
            if len(cells) == 4 and re.fullmatch(r"[2-9]|\d\d", cells[0]):
                self.assert_misses(code_faults(self.without(text, f"| {cells[0]} |")),
                                   f"error code {cells[1].strip('`')} exists")
        self.assert_misses(code_faults(text + "| 11 | `tired` | sleeps | no |\n"), "tired")


class Variables(Reference):
    def test_are_those_of_the_code(self):
        text = self.assert_whole("configuration.md", variable_faults)
        self.assertGreater(len(variables_of_the_code()), 20)
        for name in variables_of_the_code():
            key = name.removeprefix("COUNTER_").lower()
            without = text.replace(f"`{name}`", "it").replace(f"`{key}`", "it")
            self.assert_misses(variable_faults(without), f"variable {name} exists")
        self.assert_misses(variable_faults(text + "| `COUNTER_MOOD` | good |\n"), "COUNTER_MOOD")


if __name__ == "__main__":
    sys.exit(unittest.main())
