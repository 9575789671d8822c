"""The tokens of TriG (https://www.w3.org/TR/trig/#sec-grammar), as far as authored files use them."""

import re
from typing import Final

TOKEN: Final = re.compile(
    r"""
      (?P<space>   [ \t\r\n]+)
    | (?P<comment> \#[^\r\n]*)
    | (?P<string>  \"\"\"(?:[^\\]|\\.)*?\"\"\" | '''(?:[^\\]|\\.)*?'''
                 | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*')
    | (?P<iri>     <[^\s<>"{}|^`]*>)
    | (?P<blank>   _:\w(?:[\w·-]|\.(?=[\w.·-]))*)
    | (?P<number>  [+-]?(?:[0-9]+\.[0-9]*(?=[eE])|[0-9]*\.[0-9]+|[0-9]+)(?:[eE][+-]?[0-9]+)?)
    | (?P<name>    (?:[^\W\d_](?:[\w·-]|\.(?=[\w.·-]*:))*)?:(?:[\w:%·-]|\\.|\.(?=[\w:.%\\·-]))*)
    | (?P<word>    @?[A-Za-z][A-Za-z0-9-]*)
    | (?P<mark>    \^\^|[{}\[\]().;,])
    """,
    re.VERBOSE | re.DOTALL,
)
"""One token, or white space; the name of its group tells which."""
