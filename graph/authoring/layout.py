"""The one layout of authored TriG: what `husk fmt` makes of a file, without touching what it says.

The text is taken apart into the tokens of https://www.w3.org/TR/trig/ and put together again with other white
space. The order of statements, the line breaks inside them, comments and literals stay the author's;
indentation, spaces, empty lines and the list of prefixes are ours. Nothing is written that does not say the
same when read back.
"""

import os
import re
import tempfile
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pyoxigraph

from graph.authoring.parse import file_iri, parse_trig
from graph.authoring.tokens import TOKEN
from graph.errors import DataError, Problem

INDENT: Final = 4

_CLOSING: Final = {"}", "]", ")"}
_SEPARATORS: Final = {";", ",", "."}


@dataclass(frozen=True)
class _Token:
    """A piece of the text that carries meaning or is a comment."""

    kind: str
    text: str
    line_breaks: int
    """How many lines end between the token before and this one."""


@dataclass
class _Level:
    """How far a statement has come, at one depth of brackets."""

    indent: int
    """Where its statements begin."""
    step: str = "subject"
    """What comes next: a subject, a predicate, an object, or an item of a list."""
    predicate_indent: int = 0
    """The indentation of the line on which the latest predicate stands."""

    def next_indent(self) -> int:
        """Return where a line begins that begins here."""
        if self.step in {"subject", "item"}:
            return self.indent
        return (self.indent if self.step == "predicate" else self.predicate_indent) + INDENT

    def take(self, token: _Token, line_indent: int) -> None:
        """Go on past a token that is no bracket."""
        if token.text == ".":
            self.step = "subject"
        elif token.text == ";" or (token.text != "," and self.step == "subject"):
            self.step = "predicate"
        elif token.text != "," and self.step == "predicate":
            self.step, self.predicate_indent = "object", line_indent


def formatted(text: str) -> str:
    r"""Return a TriG text in its layout.

    >>> print(formatted("@prefix e: <x:>.\n@prefix d: <y:>.\ne:g {e:s e:p 'é'@nb,\ne:o  # why\n. }"), end="")
    @prefix e: <x:> .
    e:g {
        e:s e:p 'é'@nb ,
            e:o # why
            .
    }

    Raises:
        ValueError: a place in it begins nothing that TriG knows.
    """
    tokens = list(_with_directives(list(_tokens(text))))
    return _laid_out(_with_sorted_prefixes(tokens))


def format_file(path: Path, name: str, *, write: bool) -> bool:
    """Tell whether a file is laid out otherwise than it should be, and write it anew if asked to.

    Args:
        path: the file.
        name: what to call it in messages.
        write: whether to put the new layout in its place, at once or not at all.

    Raises:
        DataError: the file cannot be read or written or is no TriG; it is left as it was.
    """
    text, quads = parse_trig(path, name)
    try:
        new = formatted(text)
        if new == text:
            return False
        same = _canonical(quads) == _canonical(_parse(new, name))
    except (ValueError, SyntaxError) as error:
        raise _unknown(name, str(error)) from error
    if not same:
        raise _unknown(name, "it would say something else")
    if write:
        try:
            _replace(path, new)
        except OSError as error:
            cure = "Check that you may write to its folder."
            message = f"The file cannot be written: {error.strerror}."
            raise DataError([Problem(message, cure, file=name)]) from error
    return True


def _unknown(name: str, reason: str) -> DataError:
    """Say that a file is TriG, but written in a way that the layout does not know."""
    message = f"The file cannot be laid out: {reason}."
    return DataError([Problem(message, "Write it without quoted triples and rare spellings.", file=name)])


def _parse(text: str, name: str) -> Iterator[pyoxigraph.Quad]:
    """Read a text as TriG, as the file of that name."""
    return pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TRIG, base_iri=file_iri(name).value)


def _canonical(quads: Iterable[pyoxigraph.Quad]) -> pyoxigraph.Dataset:
    """Return the quads as a set that is the same whatever its blank nodes are called."""
    dataset = pyoxigraph.Dataset(quads)
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
    return dataset


def _replace(path: Path, text: str) -> None:
    """Put a text in the place of a file, so that a reader finds the old or the new one, never a part."""
    target = path.resolve()
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as new:
        try:
            new.write(text.encode())
            new.flush()
            os.fsync(new.fileno())
            Path(new.name).chmod(target.stat().st_mode)
            Path(new.name).replace(target)
        except BaseException:
            Path(new.name).unlink(missing_ok=True)
            raise


def _tokens(text: str) -> Iterator[_Token]:
    """Take a text apart, each token with the line breaks before it.

    Raises:
        ValueError: a place in it begins nothing that TriG knows.
    """
    offset, line_breaks = 0, 0
    while offset < len(text):
        found = TOKEN.match(text, offset)
        if found is None or found.lastgroup is None:
            line = text.count("\n", 0, offset) + 1
            raise ValueError(f"line {line} has a sign it does not know, {text[offset]!r}")
        if found.lastgroup == "space":
            line_breaks = len(re.findall(r"\r\n?|\n", found[0]))
        else:
            yield _Token(
                found.lastgroup, found[0].rstrip() if found.lastgroup == "comment" else found[0], line_breaks
            )
            line_breaks = 0
        offset = found.end()


def _with_directives(tokens: Sequence[_Token]) -> Iterator[_Token]:
    """Yield the tokens, each declaration of a prefix or the base made one token."""
    start = 0
    while start < len(tokens):
        keyword = tokens[start].text.lower()
        length = {"prefix": 3, "@prefix": 4, "base": 2, "@base": 3}.get(keyword, 0)
        parts = tokens[start : start + length]
        if length and tokens[start].kind == "word" and all(part.kind != "comment" for part in parts):
            said = " ".join(part.text for part in parts[1:] if part.text != ".")
            kind = keyword.removeprefix("@")
            yield _Token(kind, f"@{kind} {said} .", tokens[start].line_breaks)
            start += length
        else:
            yield tokens[start]
            start += 1


def _with_sorted_prefixes(tokens: Sequence[_Token]) -> list[_Token]:
    """Sort each block of prefixes and leave out those that no name uses.

    A declaration with a comment beside it stays where it is; so do all, if one prefix is declared twice.
    """
    declared = [token.text for token in tokens if token.kind == "prefix"]
    if len({text.split()[1] for text in declared}) < len(declared):
        return list(tokens)
    used = {token.text.partition(":")[0] for token in tokens if token.kind == "name"}
    result: list[_Token] = []
    block: list[_Token] = []
    for token, after in zip(tokens, [*tokens[1:], None], strict=False):
        beside = after is not None and after.kind == "comment" and not after.line_breaks
        if token.kind == "prefix" and not beside:
            block.append(token)
        else:
            result += [*_sorted_block(block, used), token]
            block = []
    return [*result, *_sorted_block(block, used)]


def _sorted_block(block: Sequence[_Token], used: Container[str]) -> Iterator[_Token]:
    """Yield the prefixes of one block that are used, in the order of their names."""
    line_breaks = block[0].line_breaks if block else 0
    for token in sorted(block, key=lambda token: token.text.split()[1].removesuffix(":")):
        if token.text.split()[1].removesuffix(":") in used:
            yield replace(token, line_breaks=line_breaks)
            line_breaks = 1


def _laid_out(tokens: Iterable[_Token]) -> str:
    """Put tokens together again, with the white space of the layout."""
    levels = [_Level(0)]
    pieces: list[str] = []
    before: _Token | None = None
    line_indent = 0
    carried = 0
    for token in tokens:
        if token.text == "}":
            del levels[1:]
        elif token.text in _CLOSING and len(levels) > 1:
            levels.pop()
        level = levels[-1]
        if before is not None:
            separator = _separator(before, token, carried, at_start=level.step == "subject")
            if "\n" in separator:
                line_indent = level.next_indent()
            pieces.append(separator + " " * line_indent if "\n" in separator else separator)
        pieces.append(token.text)
        _advance(levels, token, line_indent)
        # A line break before a semicolon or comma goes after it.
        moved = token.text in {";", ","} and before is not None and before.kind != "comment"
        carried = token.line_breaks if moved else 0
        before = token
    return "".join([*pieces, "\n"]) if pieces else ""


def _advance(levels: list[_Level], token: _Token, line_indent: int) -> None:
    """Take the levels past a token."""
    level = levels[-1]
    if token.text == "{":
        level.step = "subject"
        levels.append(_Level(level.indent + INDENT))
    elif token.text == "}":
        level.step = "subject"
    elif token.text in {"[", "("}:
        level.take(token, line_indent)
        levels.append(
            _Level(line_indent, "predicate") if token.text == "[" else _Level(line_indent + INDENT, "item")
        )
    elif token.kind not in {"comment", "prefix", "base"} and token.text not in _CLOSING:
        level.take(token, line_indent)


def _separator(before: _Token, token: _Token, carried: int, *, at_start: bool) -> str:
    """Return the white space between two tokens, without indentation."""
    line_breaks = max(token.line_breaks, carried)
    if token.kind == "comment" and not token.line_breaks:
        return " "
    ended = before.text in {".", "}"} or before.kind in {"prefix", "base", "comment"}
    if at_start and ended and token.text != "}":
        return "\n\n" if line_breaks > 1 else "\n"
    if before.kind == "comment" or before.text == "{" or token.text == "}":
        return "\n"
    if "^^" in {before.text, token.text} or (before.kind == "string" and token.text.startswith("@")):
        return ""
    joined = token.text in _SEPARATORS or token.text == "{"
    return "\n" if line_breaks and not joined else " "
