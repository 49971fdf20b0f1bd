"""Finds every place of the C++ code that makes an error, and what its message says."""

import dataclasses
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
VARYING = "..."

TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
    |(?P<raw>R"(?P<mark>\w*)\(.*?\)(?P=mark)")
    |"(?P<text>(?:[^"\\\n]|\\.)*)"
    |(?P<character>'(?:[^'\\\n]|\\.[^']*)')
    |(?P<number>\d[\w'.]*)
    |(?P<word>[A-Za-z_][\w:]*)
    |(?P<sign>[^\s])""", re.DOTALL | re.VERBOSE)

# Words after which a part of a message stands, for another place to complete.
MAKERS = {"Fault", "refuse", "fail", "failure"}
# Files whose functions return such parts.
RETURNING = {"src/model/text.cpp", "src/open/schemes.cpp"}
LETTERS_LEAST = 9  # of a message; what is shorter says nothing by itself


@dataclasses.dataclass(frozen=True)
class Site:
    """One place; `code` is empty where another one adds it, and the rest of the message."""
    path: str
    line: int
    code: str
    message: str


def tokens(text):
    """(kind, value, offset), without comments."""
    for match in TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "mark":
            kind = "raw"
        if kind != "comment":
            yield kind, match["text"] if kind == "text" else match[0], match.start()


def message_of(parts):
    """The texts that an argument joins; whatever else is in it varies."""
    said = []
    for kind, value, _ in parts:
        if kind == "text":
            said.append(re.sub(r"\\(.)", r"\1", value))
        elif (kind, value) != ("sign", "+") and (not said or said[-1] != VARYING):
            said.append(VARYING)
    return "".join(said)


def arguments(found, begin):
    """The arguments from a token on, until the bracket closes that is open there."""
    depth = 0
    current = []
    for token in found[begin:]:
        kind, value, _ = token
        if kind == "sign" and value in "([{":
            depth += 1
        elif kind == "sign" and value in ")]}":
            depth -= 1
            if depth < 0:
                break
        elif kind == "sign" and depth == 0 and value in ",;":
            yield current
            current = []
            if value == ";":
                return
            continue
        current.append(token)
    yield current


def sites(text, path):
    """Every place in one file that gives an error its words."""
    found = list(tokens(text))
    for index, (kind, value, offset) in enumerate(found):
        if kind != "word":
            continue
        code = value.partition("ErrorCode::")[2] if value.startswith("ErrorCode::") else ""
        behind = found[index + 1][1] if index + 1 < len(found) else ""
        if code and behind == ",":
            begin = index + 2
        elif value in MAKERS and behind in ("(", "{") and \
                not found[index + 2][1].startswith("ErrorCode::"):
            begin = index + 2
        elif value == "return" and path in RETURNING and behind != "fault":
            begin = index + 1
        else:
            continue
        texts = [message_of(argument) for argument in arguments(found, begin)
                 if any(kind == "text" for kind, _, _ in argument)]
        message = "; ".join(filter(None, texts))
        if len(re.findall("[a-zA-Z]", message)) >= LETTERS_LEAST:
            yield Site(path, text.count("\n", 0, offset) + 1, code, message)


def all_sites():
    """Those of the library and the program."""
    for folder in ("src", "app"):
        for path in sorted((ROOT / folder).rglob("*.[ch]pp")):
            yield from sites(path.read_text(encoding="utf-8"), str(path.relative_to(ROOT)))
