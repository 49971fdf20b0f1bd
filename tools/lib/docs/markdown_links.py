"""Finds relative links and anchors in Markdown that lead nowhere, and pages that nothing leads to.

Usage: markdown_links.py [ROOT]
Prints each fault as FILE:LINE: text. The status is 1 if there is one.
"""

import pathlib
import re
import sys
import urllib.parse

SKIPPED_FOLDERS = {"build", "install", "node_modules"}
# Where a reader begins.
ENTRIES = ("README.md", "docs/README.md")
FENCE = re.compile(r"^ {0,3}(```+|~~~+)")
HEADING = re.compile(r"^ {0,3}#{1,6}\s+(.*?)\s*#*\s*$")
LINK = re.compile(r"\]\(\s*<?([^)\s>]*)>?(?:\s+[\"'(][^)]*)?\)|^ {0,3}\[[^\]]+\]:\s*<?(\S+?)>?\s*$")


def pages(root):
    """Every Markdown file of a checkout, relative to it."""
    found = []
    folders = [root]
    while folders:
        for path in folders.pop().iterdir():
            hidden = path.name.startswith(".") or path.name in SKIPPED_FOLDERS
            if path.is_dir() and not hidden and not path.is_symlink():
                folders.append(path)
            elif path.suffix == ".md":
                found.append(path.relative_to(root))
    return sorted(found)


def lines_outside_code(text):
    """(number, line) with the insides of code and comments taken out."""
    text = re.sub(r"<!--.*?-->", lambda match: "\n" * match.group().count("\n"), text,
                  flags=re.DOTALL)
    fence = None
    for number, line in enumerate(text.splitlines(), 1):
        match = FENCE.match(line)
        if fence is None and match:
            fence = match.group(1)
        elif fence is not None:
            closing = match and match.group(1).startswith(fence)
            fence = None if closing and not line.strip(" `~") else fence
        else:
            yield number, line


def anchors(text):
    """The anchors that GitHub gives the headings of a page."""
    found = set()
    taken = {}
    for _, line in lines_outside_code(text):
        match = HEADING.match(line)
        if match:
            heading = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", match.group(1))
            kept = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
            count = taken.get(kept, 0)
            taken[kept] = count + 1
            found.add(f"{kept}-{count}" if count else kept)
    return found


def links(text):
    """(line number, target) of each link."""
    for number, line in lines_outside_code(text):
        for match in LINK.finditer(re.sub(r"(`+).*?\1", "code", line)):
            yield number, match.group(1) or match.group(2) or ""


def is_elsewhere(target):
    """Whether a link leads out of the repository."""
    return re.match(r"[a-z][a-z0-9+.-]*:", target) is not None or target.startswith("//")


class Checkout:
    """The pages of a checkout and where their links lead."""

    def __init__(self, root):
        self.root = pathlib.Path(root).resolve()
        self.texts = {page: (self.root / page).read_text(encoding="utf-8")
                      for page in pages(self.root)}
        self.anchors = {page: anchors(text) for page, text in self.texts.items()}
        self.leads_to = {page: set() for page in self.texts}
        self.faults = []
        for page, text in self.texts.items():
            for line, target in links(text):
                fault = "" if is_elsewhere(target) else self._follow(page, target)
                if fault:
                    self.faults.append(f"{page}:{line}: {target}: {fault}")
        self._find_lost_pages()

    def _follow(self, page, target):
        """What is wrong with a link; notes where it leads."""
        path, _, anchor = urllib.parse.unquote(target).partition("#")
        goal = (self.root / page.parent / path).resolve() if path else self.root / page
        if path.startswith("/") or not goal.is_relative_to(self.root):
            return "leads out of the repository"
        if not goal.exists():
            return "there is no such file"
        relative = goal.relative_to(self.root)
        if goal.is_dir():
            self.leads_to[page] |= {other for other in self.texts if other.parent == relative}
        elif relative in self.texts:
            self.leads_to[page].add(relative)
            if anchor and anchor not in self.anchors[relative]:
                return f"{relative} has no heading with this anchor"
        return ""

    def _find_lost_pages(self):
        reached = set()
        waiting = [page for page in map(pathlib.Path, ENTRIES) if page in self.texts]
        while waiting:
            page = waiting.pop()
            if page not in reached:
                reached.add(page)
                waiting.extend(self.leads_to[page])
        for page in self.texts:
            if page.parts[0] == "docs" and page not in reached:
                self.faults.append(f"{page}:1: no link leads here from {' or '.join(ENTRIES)}")


def main():
    """Checks a checkout, by default this one."""
    if sys.argv[1:2] in (["-h"], ["--help"]):
        print(__doc__.strip())
        return 0
    root = sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[3]
    faults = Checkout(root).faults
    print("\n".join(faults) or "no dead link")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
