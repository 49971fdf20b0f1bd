"""What the page on troubleshooting says that doctor answers."""

import pathlib
import re

PAGE = pathlib.Path(__file__).parent.parent.parent / "docs" / "operating" / "troubleshooting.md"


def answers(heading):
    """What the page quotes below a heading: a list of lists of lines."""
    section = PAGE.read_text().split(f"\n## {heading}\n")[1].split("\n## ")[0]
    blocks = re.findall(r"```text\n\$ model-counter doctor\n(.*?)```", section, re.DOTALL)
    return [block.splitlines() for block in blocks]


def check_answer(case, heading, number, *arguments, status=0):
    """Runs doctor: each line that the page quotes must be there; `...` stands for anything."""
    out, _ = case.run_program("doctor", *arguments, status=status)
    lines = out.splitlines()
    for expected in answers(heading)[number]:
        pattern = ".*".join(re.escape(part) for part in expected.split("..."))
        case.assertTrue(any(re.fullmatch(pattern, line) for line in lines),
                        f"{expected}\nis not in\n{out}")
