"""Makes a static site of the Markdown pages, and checks every link of the HTML.

Usage: build_site.py --output DIR [--root DIR]

The site mirrors the repository, so that links stay as they are but for .md, which becomes .html;
README.md is the front page. Files that a page links to become pages that show them, folders lists
of their pages. The navigation is the lists of docs/README.md. OUTPUT/reference, if it is there, is
linked as the C++ reference. Needs cmark-gfm.
"""

import argparse
import html
import os
import pathlib
import re
import shutil
import subprocess
import sys
import urllib.parse

import html_links
import markdown_links
import page as markdown_page

HERE = pathlib.Path(__file__).resolve().parent
FRONT = pathlib.PurePosixPath("README.md")
INDEX = pathlib.PurePosixPath("docs/README.md")
CPP_REFERENCE = pathlib.PurePosixPath("reference/index.html")
LOOK_IT_UP = "Look it up"
LANGUAGES = {".cpp": "cpp", ".hpp": "cpp", ".py": "python", ".sql": "sql", ".toml": "toml"}

TEMPLATE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="{css}">
</head>
<body>
<header>
<a class="skip" href="#main">To the text</a>
<a class="home" href="{home}">{site}</a><span class="place">{place}</span>
<a class="contents" href="#contents">Contents</a>
</header>
<div class="frame">
<main id="main">
{body}
{turn}
</main>
<nav class="site" id="contents" aria-label="Contents">
{navigation}
</nav>
</div>
</body>
</html>
"""


def made_from(source):
    """Where the HTML of a file or folder of the repository goes, both relative."""
    source = pathlib.PurePosixPath(source)
    if source == FRONT:
        return pathlib.PurePosixPath("index.html")
    if source.suffix == ".md":
        return source.with_suffix(".html")
    return source.with_name(source.name + ".html")


def relative(target, page):
    """The URL of one HTML page as seen from another."""
    return urllib.parse.quote(os.path.relpath(target, page.parent))


def number_of(source):
    """The number that a page's file begins with, as those of decisions do."""
    match = re.match(r"\d+(?=-)", source.name)
    return f"{match.group()}. " if match else ""


class Site:
    """All pages, and the navigation that they share."""

    def __init__(self, root, output):
        self.root = pathlib.Path(root).resolve()
        self.output = pathlib.Path(output)
        self.pages = {}    # source -> Page
        self.others = {}   # files and folders that pages link to, source -> title
        self.images = set()  # files that pages load; they go where the repository has them
        self.written = set()
        for source in markdown_links.pages(self.root):
            source = pathlib.PurePosixPath(source)
            text = (self.root / source).read_text(encoding="utf-8")
            self.pages[source] = markdown_page.Page(
                text, lambda target, source=source: self._rewritten(target, source),
                lambda target, source=source: self._loaded(target, source))
        self.name = self.pages[FRONT].title
        self.sections = self._sections()

    def _rewritten(self, target, source):
        """A link of a Markdown page as a link of its HTML page."""
        path, mark, anchor = target.partition("#")
        if markdown_links.is_elsewhere(target) or not path:
            return target
        goal = pathlib.PurePosixPath(os.path.normpath(source.parent / urllib.parse.unquote(path)))
        if (self.root / goal).is_dir():
            readme = goal / "README.md"
            goal = readme if (self.root / readme).is_file() else goal
        if goal.suffix != ".md" and (self.root / goal).exists():
            self._show(goal)
        return relative(made_from(goal), made_from(source)) + mark + anchor

    def _loaded(self, target, source):
        """An image of a Markdown page, which its HTML page finds in the same place."""
        path = urllib.parse.unquote(target)
        if not markdown_links.is_elsewhere(target):
            self.images.add(pathlib.PurePosixPath(os.path.normpath(source.parent / path)))
        return target

    def _show(self, goal):
        """Makes a page of a file, or of a folder and of the files in it."""
        self.others[goal] = goal.name
        if (self.root / goal).is_dir():
            for path in (self.root / goal).iterdir():
                if path.is_file() and path.suffix != ".md" and not path.name.startswith("."):
                    self.others[goal / path.name] = path.name

    def _sections(self):
        """[(heading, [(source, text)])] of the navigation, by the lists of docs/README.md."""
        text = (self.root / INDEX).read_text(encoding="utf-8")
        sections = []
        for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
            entries = []
            for label, target in re.findall(r"^- \[([^\]]+)\]\(([^)]+)\)", part, re.MULTILINE):
                goal = pathlib.PurePosixPath(os.path.normpath(INDEX.parent / target))
                entries.append((goal, label))
            sections.append((part.splitlines()[0], entries))
        self._add_unlisted(sections)
        return sections

    def _add_unlisted(self, sections):
        """A page that docs/README.md does not list stands with the others of its folder."""
        listed = {goal for _, entries in sections for goal, _ in entries}
        for source, page in self.pages.items():
            if source.parts[0] != "docs" or listed & {source, *source.parents} or source == INDEX:
                continue
            for _, entries in sections:
                if any(goal.parent == source.parent for goal, _ in entries):
                    entries.append((source, page.title))
                    break

    def _place(self, source):
        """The section a page stands in, and its entry there."""
        for heading, entries in self.sections:
            for goal, _ in entries:
                if source == goal or goal in source.parents:
                    return heading, goal
        return "", None

    def _navigation(self, source):
        here = made_from(source)
        current = self._place(source)[1]
        parts = []
        for heading, entries in [("Start", [(FRONT, "What it is")]), *self.sections]:
            parts.append(f"<h2>{html.escape(heading)}</h2>\n<ul>")
            for goal, label in entries:
                is_here = goal in (current, source)
                mark = ' aria-current="page"' if is_here else ""
                url = relative(made_from(goal), here)
                parts.append(f'<li><a href="{url}"{mark}>{html.escape(label)}</a>')
                if goal == source:
                    parts.append(self._within(source))
                parts.append("</li>")
            if heading == LOOK_IT_UP and (self.output / CPP_REFERENCE).is_file():
                url = relative(CPP_REFERENCE, here)
                parts.append(f'<li><a href="{url}">C++ reference</a></li>')
            parts.append("</ul>")
        return "\n".join(parts)

    def _within(self, source):
        """The sections of the page itself."""
        sections = self.pages[source].sections if source in self.pages else []
        if len(sections) < 2:
            return ""
        items = "".join(f'<li><a href="#{anchor}">{html.escape(text)}</a></li>'
                        for anchor, text in sections)
        return f"<ul>{items}</ul>"

    def _turn(self, source):
        """Links to the page before and the page after, in the order of the navigation."""
        order = [(FRONT, "What it is")]
        order += [entry for _, entries in self.sections for entry in entries]
        sources = [goal for goal, _ in order]
        if source not in sources:
            return ""
        here = made_from(source)
        at = sources.index(source)
        links = []
        for index, arrow, is_before in ((at - 1, "\u2190 ", True), (at + 1, " \u2192", False)):
            if 0 <= index < len(order):
                goal, label = order[index]
                label = html.escape(label)
                text = arrow + label if is_before else label + arrow
                links.append(f'<a href="{relative(made_from(goal), here)}">{text}</a>')
            else:
                links.append("<span></span>")
        return f'<nav class="turn" aria-label="Next to this page">{"".join(links)}</nav>'

    def _write(self, source, title, body):
        here = made_from(source)
        heading = self._place(source)[0]
        text = TEMPLATE.format(
            title=html.escape(title if source == FRONT else f"{title} - {self.name}"),
            css=relative("site.css", here), home=relative("index.html", here),
            site=html.escape(self.name), place=html.escape(f"/ {heading}" if heading else ""),
            body=body, turn=self._turn(source), navigation=self._navigation(source))
        path = self.output / here
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.written.add(path)

    def _shown(self, source):
        """The body of a page that shows a file, or lists the pages of a folder."""
        labels = {goal: label for _, entries in self.sections for goal, label in entries}
        name = f"<code>{html.escape(str(source))}</code>"
        title = f"<h1>{html.escape(labels[source]) if source in labels else name}</h1>\n"
        path = self.root / source
        if path.is_file():
            code = path.read_text(encoding="utf-8", errors="replace")
            language = LANGUAGES.get(source.suffix, "")
            shown = markdown_page.highlight.highlighted(code, language)
            return f'{title}<pre tabindex="0"><code>{shown}</code></pre>'
        inside = [(other, f"{number_of(other)}{page.title}") for other, page in self.pages.items()
                  if other.parent == source]
        inside += [(other, other.name) for other in self.others if other.parent == source]
        items = "\n".join(
            f'<li><a href="{relative(made_from(other), made_from(source))}">{html.escape(text)}</a>'
            "</li>" for other, text in sorted(inside))
        return f"{title}<ul>\n{items}\n</ul>"

    def write(self):
        """Writes every page, and takes away those of an earlier run that nothing makes any more."""
        self.output.mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / "site.css", self.output)
        for source, page in self.pages.items():
            self._write(source, page.title or source.name, page.body)
        for source, title in self.others.items():
            self._write(source, title, self._shown(source))
        for image in self.images:
            (self.output / image).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(self.root / image, self.output / image)
        for path in self.output.rglob("*.html"):
            is_of_doxygen = CPP_REFERENCE.parent in path.relative_to(self.output).parents
            if path not in self.written and not is_of_doxygen:
                path.unlink()


def main():
    """Makes the site; the status is 1 if it has a dead link."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", required=True, type=pathlib.Path)
    parser.add_argument("--root", default=HERE.parents[2], type=pathlib.Path)
    arguments = parser.parse_args()
    try:
        site = Site(arguments.root, arguments.output)
        site.write()
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"docs: {error}", file=sys.stderr)
        return 1
    faults = html_links.faults(arguments.output)
    print("\n".join(faults) or f"{len(site.written)} pages, no dead link")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
