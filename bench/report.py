"""Writes what was measured into docs/benchmarks.md: tables between marks, and plots beside it.

A table stands between `<!-- figures: REGEX -->`, which says of which paths, and `<!-- end -->`.
"""

import re

import comparison

MARK = re.compile(r"(<!-- figures: (?P<paths>\S+) -->\n).*?(<!-- end -->\n)", re.DOTALL)
RUN_MARK = re.compile(r"(<!-- run -->\n).*?(<!-- end -->\n)", re.DOTALL)

# The sides of the growth plot, and how their lines are called.
GROWTH = {"ours": "by owner and key", "flat_map": "flat_map", "random_memory": "random_memory"}


def number(value):
    """A ratio with as many digits as mean something."""
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"


def cell(record):
    """What the aim column says of a record."""
    if record["met"] is None:
        return ""
    return record["aim"] + (", met" if record["met"] else ", **missed**")


def table(records):
    """Markdown: a line for each record."""
    lines = ["| path | ours | beside | ratio | aim |", "|---|---|---|---|---|"]
    before = None
    for record in records:
        side = record["side"].removeprefix("ours").replace("_", " ").strip()
        path = f"`{record['path']}`" + (f", {side}" if side else "")
        ours = comparison.shown(record["ours"]["median"], record["unit"])
        theirs = comparison.shown(record["theirs"]["median"], record["unit"])
        least, most = number(record["ratio_least"]), number(record["ratio_most"])
        lines.append(
            f"| {'' if path == before else path} | {'' if path == before else ours} "
            f"| `{record['rival']}` {theirs} | {number(record['ratio'])} ({least} - {most}) "
            f"| {cell(record)} |")
        before = path
    return "\n".join(lines) + "\n"


def described(result):
    """Markdown: when, where and with what it was measured."""
    machine = result["machine"]
    versions = ", ".join(f"{name} {version}" for name, version in result["versions"].items())
    return (
        f"Measured on {result['date']} at commit `{result['commit']}` in {result['rounds']} rounds "
        f"of all cases, with `tools/bench`: {machine['processor']}, {machine['cores']} cores, "
        f"{machine['memory_gib']} GiB, {machine['system']}, files on {machine['disk']}; "
        f"{versions}.\n")


def with_figures(text, result):
    """The page with the tables of this result."""
    def one(match):
        wanted = re.compile(match["paths"])
        records = [record for record in result["records"] if wanted.match(record["path"])]
        return match[1] + "\n" + table(records) + "\n" + match[3]

    text = RUN_MARK.sub(lambda match: match[1] + "\n" + described(result) + "\n" + match[2], text)
    return MARK.sub(one, text)


def unmarked(text, result):
    """The paths of a result that no table of a page would show."""
    wanted = [re.compile(match["paths"]) for match in MARK.finditer(text)]
    paths = {record["path"] for record in result["records"]}
    return sorted(path for path in paths if not any(one.match(path) for one in wanted))


def main_records(records):
    """Of each path the record of our own side beside the first other one."""
    seen = {}
    for record in records:
        if record["side"] == "ours" and record["unit"] == "items/s":
            seen.setdefault(record["path"], record)
    return list(seen.values())


def draw_ratios(result, path):
    """How many times as fast as the first rival each path is, on a logarithmic scale."""
    from matplotlib import pyplot

    records = [record for record in main_records(result["records"])
               if not record["path"].startswith("growth")][::-1]
    figure, axes = pyplot.subplots(figsize=(9, 0.26 * len(records) + 1.2))
    for at, record in enumerate(records):
        axes.plot([record["ratio_least"], record["ratio_most"]], [at, at], color="#9db8d9",
                  linewidth=5, solid_capstyle="butt")
        axes.plot(record["ratio"], at, "o", color="#1f4e8c", markersize=5)
    axes.axvline(1, color="#888888", linewidth=1)
    axes.set_xscale("log")
    axes.set_yticks(range(len(records)))
    axes.set_yticklabels([f"{one['path']}  /  {one['rival']}" for one in records], fontsize=8)
    axes.set_xlabel("times as fast as the first rival: median, and all that the rounds allow")
    axes.grid(axis="x", color="#dddddd")
    figure.tight_layout()
    save(figure, path)


def draw_growth(result, path):
    """Increments a second by the number of counters."""
    from matplotlib import pyplot

    points = {side: {} for side in GROWTH}
    for record in result["records"]:
        if match := re.fullmatch(r"growth_(\d+)([kM]?)", record["path"]):
            counters = int(match[1]) * {"": 1, "k": 1000, "M": 1_000_000}[match[2]]
            points["ours"][counters] = record["ours"]["median"]
            points[record["rival"]][counters] = record["theirs"]["median"]
    figure, axes = pyplot.subplots(figsize=(7, 4))
    for side, label in GROWTH.items():
        counters = sorted(points[side])
        axes.plot(counters, [points[side][one] for one in counters], "o-", label=label)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("counters, each as often as any other")
    axes.set_ylabel("increments a second, one thread")
    axes.grid(color="#dddddd")
    axes.legend()
    figure.tight_layout()
    save(figure, path)


def save(figure, path):
    """As SVG that is the same for the same figures."""
    import matplotlib

    matplotlib.rcParams["svg.hashsalt"] = "model-counter"
    figure.savefig(path, metadata={"Date": None})
