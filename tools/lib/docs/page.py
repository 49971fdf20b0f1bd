"""One Markdown page as the HTML of a page of the site."""

import html
import html.parser
import re
import subprocess

import highlight

# What has no closing tag.
VOID_TAGS = {"br", "hr", "img", "input"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


def slug(heading, taken):
    """The anchor that GitHub gives a heading; `taken` counts those of the page."""
    kept = re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
    count = taken.get(kept, 0)
    taken[kept] = count + 1
    return f"{kept}-{count}" if count else kept


def markdown(text):
    """HTML of GitHub's Markdown."""
    command = ["cmark-gfm", "--unsafe", "-e", "table", "-e", "strikethrough", "-e", "autolink"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


class Page(html.parser.HTMLParser):
    """Gives headings their anchors, tables their box and code its colours, and lets `rewrite` say
    what a link becomes, `load` what an image's does."""

    def __init__(self, text, rewrite, load=lambda target: target):
        super().__init__(convert_charrefs=False)
        self.title = ""
        self.sections = []  # (anchor, text) of each heading of the second level
        self.links = []     # in order: (target as written, text)
        self._rewrite = rewrite
        self._load = load
        self._taken = {}
        self._stack = [[]]  # the innermost is written to
        self._plain = []    # the text of the heading or link that is open
        self._language = None
        self._link = None
        self.feed(markdown(text))
        self.close()
        self.body = "".join(self._stack[0])

    def _write(self, text):
        self._stack[-1].append(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag in HEADINGS:
            self._stack.append([])
            self._plain = []
        elif tag == "a":
            self._link = (attributes.get("href", ""), len(self._plain))
            attributes["href"] = self._rewrite(self._link[0])
            self._write(opening(tag, attributes))
        elif tag == "table":
            # A table that can be scrolled can be reached by the keyboard.
            self._write('<div class="table" tabindex="0"><table>')
        elif tag == "pre":
            self._language = ""
            self._write('<pre tabindex="0">')
        elif tag == "code" and self._language is not None:
            self._language = attributes.get("class", "").removeprefix("language-")
            self._stack.append([])
        else:
            if tag == "img":
                attributes["src"] = self._load(attributes.get("src", ""))
            self._write(opening(tag, attributes))

    def handle_endtag(self, tag):
        if tag in HEADINGS:
            self._end_heading(tag)
        elif tag == "table":
            self._write("</table></div>")
        elif tag == "pre":
            self._language = None
            self._write("</pre>")
        elif tag == "code" and self._language is not None:
            code = html.unescape("".join(self._stack.pop()))
            self._write(f"<code>{highlight.highlighted(code, self._language)}</code>")
        elif tag not in VOID_TAGS:
            if tag == "a" and self._link:
                target, begin = self._link
                self.links.append((target, html.unescape("".join(self._plain[begin:]))))
                self._link = None
            self._write(f"</{tag}>")

    def _end_heading(self, tag):
        inner = "".join(self._stack.pop())
        text = html.unescape("".join(self._plain)).strip()
        anchor = slug(text, self._taken)
        if tag == "h1" and not self.title:
            self.title = text
        if tag == "h2":
            self.sections.append((anchor, text))
        mark = f'<a class="anchor" href="#{anchor}" aria-label="Link to this heading">#</a>'
        self._write(f'<{tag} id="{anchor}">{inner}{mark}</{tag}>')

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_data(self, data):
        self._plain.append(data)
        self._write(data)

    def handle_entityref(self, name):
        self.handle_data(f"&{name};")

    def handle_charref(self, name):
        self.handle_data(f"&#{name};")


def opening(tag, attributes):
    """An opening tag."""
    written = "".join(
        f" {name}" if value is None else f' {name}="{html.escape(value)}"'
        for name, value in attributes.items())
    return f"<{tag}{written}>"
