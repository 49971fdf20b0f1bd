"""Finds every place of the C++ code that makes an error, and what its message says."""

import dataclasses
import itertools
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
MAKERS = {"Fault", "refuse", "fail", "failure", "throw_errno", "Error"}
# Files whose functions return such parts.
RETURNING = {"src/model/text.cpp", "src/open/schemes.cpp"}
LETTERS_LEAST = 7  # of a message; what is shorter, or a single word, says nothing by itself


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


def closing(parts, begin):
    """Where the bracket closes that opens at `begin`."""
    depth = 0
    for index in range(begin, len(parts)):
        kind, value, _ = parts[index]
        if kind == "sign":
            depth += (value in "([{") - (value in ")]}")
            if depth == 0:
                return index
    return len(parts) - 1


def messages_of(parts):
    """The texts that an argument joins; whatever else is in it varies. A choice between two texts
    makes two messages, one within brackets varies."""
    said = []
    index = 0
    while index < len(parts):
        kind, value, _ = parts[index]
        if (kind, value) == ("sign", "?"):
            colon = next(place for place in range(index, len(parts))
                         if parts[place][:2] == ("sign", ":"))
            return messages_of(parts[index + 1:colon]) + messages_of(parts[colon + 1:])
        if (kind, value) == ("sign", "(") and \
                ("sign", "?") in [part[:2] for part in parts[index:closing(parts, index)]]:
            index = closing(parts, index)
            kind = "choice"
        if kind == "text":
            said.append(re.sub(r"\\(.)", r"\1", value))
        elif (kind, value) != ("sign", "+") and (not said or said[-1] != VARYING):
            said.append(VARYING)
        index += 1
    return ["".join(said)]


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
        elif code and behind == ":" and found[index + 2][1] == "what":
            begin = index + 2
        elif value in MAKERS and behind in ("(", "{") and \
                not found[index + 2][1].startswith("ErrorCode::"):
            begin = index + 2
        elif value == "return" and path in RETURNING and behind != "fault":
            begin = index + 1
        else:
            continue
        texts = [messages_of(argument) for argument in arguments(found, begin)
                 if any(kind == "text" and value for kind, value, _ in argument)]
        # A text and its remedy, between which stands what a library said.
        joined = ["...; ".join(choice) for choice in itertools.product(*texts)]
        for message in joined:
            if " " in message and len(re.findall("[a-zA-Z]", message)) >= LETTERS_LEAST:
                yield Site(path, text.count("\n", 0, offset) + 1, code, message)


def all_sites():
    """Those of the library and the program."""
    for folder in ("src", "app"):
        for path in sorted((ROOT / folder).rglob("*.[ch]pp")):
            yield from sites(path.read_text(encoding="utf-8"), str(path.relative_to(ROOT)))
