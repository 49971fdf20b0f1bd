"""Finds links, anchors and images of a folder of HTML that lead nowhere, and what is loaded from
elsewhere."""

import html.parser
import pathlib
import urllib.parse

import markdown_links

# Doxygen 1.9.4 puts this into the headline of a class whose nested classes are all private, where
# the part that it means is left out.
LEFT_OUT_BY_DOXYGEN = "#nested-classes"


class Links(html.parser.HTMLParser):
    """The anchors of a page, and what it links to and loads."""

    def __init__(self, text):
        super().__init__()
        self.anchors = set()
        self.targets = []  # (target, line, whether it is loaded with the page)
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name == "id" or (name == "name" and tag == "a"):
                self.anchors.add(value)
            elif name in ("href", "src", "poster") and value is not None:
                is_loaded = tag not in ("a", "area")
                self.targets.append((value, self.getpos()[0], is_loaded))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)


def faults(folder):
    """What is wrong with the links of a folder of HTML, a line for each."""
    folder = pathlib.Path(folder).resolve()
    pages = {path: Links(path.read_text(encoding="utf-8", errors="replace"))
             for path in sorted(folder.rglob("*.html"))}
    found = []
    for path, page in pages.items():
        for target, line, is_loaded in page.targets:
            fault = of_link(path, target, is_loaded, pages)
            if fault:
                found.append(f"{path.relative_to(folder)}:{line}: {target}: {fault}")
    return found


def of_link(path, target, is_loaded, pages):
    """What is wrong with one link; empty: nothing."""
    if target == LEFT_OUT_BY_DOXYGEN:
        return ""
    if markdown_links.is_elsewhere(target):
        is_remote = not target.startswith(("data:", "javascript:"))
        return "loaded from elsewhere" if is_loaded and is_remote else ""
    name, _, anchor = target.partition("#")
    name = urllib.parse.unquote(name.partition("?")[0])
    goal = (path.parent / name).resolve() if name else path
    if not goal.is_file():
        return "there is no such file"
    if anchor and goal in pages and urllib.parse.unquote(anchor) not in pages[goal].anchors:
        return "there is no such anchor"
    return ""
