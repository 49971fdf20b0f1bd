"""Runs benchmarks and compares what they measured: one path, several sides.

A case is called PATH:SIDE; PATH:ours is compared with every other side of its path. Rates are
compared by the ratio of their medians, ours / rival: above 1 is faster. A case that measures
something else says so in its label (metric=NAME); there the ratio is of that metric, and less is
better. An aim in the label is checked: `aim>=X` against the ratio with the first side that was
registered, `aim@SIDE>=X` against that with another one, `aim<X` and `rate>=X` against our own
median.
"""

import json
import os
import re
import statistics
import subprocess

NAME = re.compile(r"^(?P<path>[^:/]+):(?P<side>[^:/]+)(?P<suffix>(?:/.*)?)$")
NOISE = re.compile(r"/(real_time|manual_time|process_time|iterations:\d+|repeats:\d+|threads:1$)")
METRIC = re.compile(r"metric=(\w+)")
AIM = re.compile(r"\b(?P<of>aim|rate)(?:@(?P<side>\w+))?(?P<order>>=|<)(?P<limit>[\d.e]+)")
RATE = "items_per_second"
UNITS = {RATE: "items/s", "bytes_per_counter": "bytes", "bytes": "bytes"}


class Failed(Exception):
    """A benchmark did not do what it was asked for."""


def run(binary, repetitions, pattern, environment=None, least_seconds=None):
    """The repetitions of a binary's cases, as Google Benchmark's JSON has them: several of them in
    random order, one in that of registration, where ours stands beside its rivals."""
    command = [
        binary,
        f"--benchmark_repetitions={repetitions}",
        f"--benchmark_enable_random_interleaving={'true' if repetitions > 1 else 'false'}",
        "--benchmark_format=json",
        f"--benchmark_filter={pattern}",
    ]
    if least_seconds is not None:
        command.append(f"--benchmark_min_time={least_seconds}")
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                            check=False, env={**os.environ, **(environment or {})})
    if result.returncode != 0:
        raise Failed(f"{binary} ended with status {result.returncode}: {result.stderr.strip()}")
    if not result.stdout.lstrip().startswith("{"):
        return []  # no case matched
    return json.loads(result.stdout)["benchmarks"]


def group(rows):
    """Path to side to its measurements; the order is that of registration."""
    paths = {}
    for row in rows:
        if row.get("run_type") != "iteration":
            continue
        if row.get("error_occurred"):
            raise Failed(f"{row['name']}: {row['error_message']}")
        match = NAME.match(row["run_name"])
        if not match:
            raise Failed(f"{row['run_name']}: not PATH:SIDE")
        path = match["path"] + NOISE.sub("", match["suffix"])
        paths.setdefault(path, {}).setdefault(match["side"], []).append(row)
    return paths


def in_order(rows):
    """The rows in the order in which their cases were registered."""
    return sorted(rows, key=lambda row: row.get("family_index", 0))


def spread(values):
    """The median of measurements, and how far they go."""
    return {"median": statistics.median(values), "least": min(values), "most": max(values)}


def judge(label, ratio, own, side, is_first):
    """What the label aims for beside a side and whether it was met; None where it does not say."""
    texts, met = [], True
    for aim in AIM.finditer(label):
        limit = float(aim["limit"])
        if aim["of"] == "rate":
            if is_first:
                texts.append(f">= {short(limit)}/s")
                met = met and own >= limit
        elif aim["order"] == "<":
            if is_first:
                texts.append(f"< {limit:g}")
                met = met and own < limit
        elif aim["side"] == side or (not aim["side"] and is_first):
            texts.append(f">= {limit:g}")
            met = met and ratio >= limit
    return ", ".join(texts), met if texts else None


def compare(paths):
    """One record for each pair of ours and another side."""
    records = []
    for path, sides in paths.items():
        if "ours" not in sides:
            raise Failed(f"{path}: no side `ours`")
        label = sides["ours"][0].get("label", "")
        metric = METRIC.search(label)
        metric = metric[1] if metric else RATE
        others = [side for side in sides if not side.startswith("ours")]
        variants = [side for side in sides if side.startswith("ours")]
        for variant in variants:
            own = spread([row[metric] for row in sides[variant]])
            for position, side in enumerate(others):
                rival = spread([row[metric] for row in sides[side]])
                ratio = own["median"] / rival["median"] if rival["median"] else float("inf")
                aim, met = "", None
                if variant == "ours":
                    aim, met = judge(label, ratio, own["median"], side, position == 0)
                records.append({
                    "path": path, "metric": metric, "side": variant, "rival": side,
                    "ours": own, "theirs": rival, "ratio": ratio,
                    "ratio_least": own["least"] / rival["most"] if rival["most"] else 0,
                    "ratio_most": own["most"] / rival["least"] if rival["least"] else 0,
                    "rounds": len(sides[side]), "unit": unit_of(metric), "aim": aim, "met": met,
                })
    return records


def unit_of(metric):
    """What a metric is measured in."""
    return UNITS.get(metric, metric.rsplit("_", maxsplit=1)[-1])


def short(value):
    """Three digits and a letter for the thousands."""
    for limit, unit in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if abs(value) >= limit:
            return f"{value / limit:.3g} {unit}"
    return f"{value:.3g}"


def shown(value, unit):
    """A figure with its unit, for people."""
    return short(value) + ("/s" if unit == "items/s" else f" {unit}")
