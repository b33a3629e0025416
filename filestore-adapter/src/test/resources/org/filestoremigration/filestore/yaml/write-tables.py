"""Writes the tables beside it: what PyYAML makes of scalars and whole files.

Run with a Python that has PyYAML's C loader: python3 write-tables.py [number of random files]
"""

import io
import json
import pathlib
import random
import struct
import sys
import urllib.parse

import yaml

FOLDER = pathlib.Path(__file__).parent

SCALARS = """
null Null NULL nULL ~ ~~ nil none None yes Yes YES yEs no No NO true True TRUE tRUE false False FALSE on On ON off Off OFF y Y n N t f yess truey
0 1 -1 +1 00 01 007 08 09 -0 +0 -07 0o17 0O17 0_7 0_ 0__ 1_000 1__0 1_ _1 -_1 12_3_ 0b0 0b1010 0b_1 0b 0b2 0B1 -0b11 +0b1 0x0 0xff 0xFF 0XFF 0x 0xg
0x_f -0x1F +0x1f 123456789012345678901234567890 9223372036854775807 9223372036854775808 -9223372036854775808 1714557600123 1714557600123.0
1. .1 . .. ... 1.5 -1.5 +1.5 -.5 +.5 .5 .5e+3 .5e3 1.5e3 1.5e+3 1.5e-3 1.5E+3 1.5E3 1e5 1E5 1e+5 1e-5 12e45678 12e03 00e1 1_0e2 1_0.5 1_0.5_0 1.e+3
1.e3 1._ 1._5 ._5 .5_ 0.0 -0.0 +0.0 00.5 01.5 1.2.3 1.10 2.50 3.0e+400 -3.0e+400 4.9e-324 1.0e-400 685_230.15 685.230_15e+03 6.8523015e+5
.inf -.inf +.inf .Inf .INF .iNF inf Infinity -inf .nan .NaN .NAN -.nan nan NaN .nAn
1:30 01:30 0:30 00:30 -1:30 +1:30 190:20:30 190:20:30.15 190:20:30. 190:20:30._ 1:60 1:99 1:5 1:05 1:005 12:34:56 12:34:56.789 0:0:1 1:2:3:4:5:6 1_0:20 1: 1:_1 1:1_0
1:1.5e+3 -190:20:30 0x1:2 .5:30 1.5:30 2:3.4:5
2001-12-14 2001-12-14t21:59:43.10-05:00 2001-12-14T21:59:43Z 2001-12-14T21:59:43.1Z 2001-12-14T21:59:43+5 2001-1-1 2001-01-1 01-01-2001 2001-12-14T1:2:3 2001-12-14T21:59
2001-12-14T21:59:43.Z 2024-05-04T18:30:35.989Z 2024-05-04T18:30:35.989000Z 2024-13-45 2024-02-30 2024-05-04T25:00:00 0001-01-01 20240501 2024-05 2024-5-4T1:2:3Z 2024-05-04X
<< = == <<< - + -- ++ -+1 +-1 1a a1 a 1,000 1,5 1%25 #1 1# $1 1$ 1/2 a:b 12:34:5x 1e 1e+ e5 0e0 0.e+0 deadbeef 123abc45 1234567890e1234567890123456789012 00000000 12345678
6e123456 123e4567 1e2e3 0b12 0789 0777 -0777 -08 +08 1d 1f 1L 0x1p3 m-0123 tr-01 Default default active 1.0.0 v1 None1 nullx xnull trues
""".split()

TEXTS_WITH_BLANKS = ["2001-12-14 21:59:43.10 -5", "2001-12-14 21:59:43.10", "2001-12-14 \t 21:59:43Z", "2001-12-14 21:59:43 Z", "1 000", "1 2", "no way", "null value", "2024-05-04 text"]


def field(text):
    """Text as one printable ASCII word: everything else percent-encoded."""
    return urllib.parse.quote(text, safe="!\"#$&'()*,-./:;<=>?@[\\]^_`{|}~")


def bits(value):
    if value != value:
        return "7ff8000000000000"  # all NaN are one
    return f"{struct.unpack('<Q', struct.pack('<d', value))[0]:016x}"


def scalar_row(text):
    tag = yaml.SafeLoader("").resolve(yaml.ScalarNode, text, (True, False))
    kind = tag.removeprefix("tag:yaml.org,2002:")
    loader = yaml.SafeLoader("")
    try:
        value = loader.construct_object(yaml.ScalarNode(tag, text))
        if kind == "float":
            shown = bits(value)
        elif kind in ("int", "bool"):
            shown = str(value).lower()
        else:
            shown = "-"
    except (ValueError, yaml.YAMLError):
        shown = "error"
    return f"{field(text)}\t{kind}\t{shown}\n"


class Loader(yaml.CSafeLoader):
    """The safe loader, but for keys, which stay the characters that they are."""

    def construct_mapping(self, node, deep=False):
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.tag != "tag:yaml.org,2002:merge":
                key.tag = "tag:yaml.org,2002:str"
        return super().construct_mapping(node, deep)


def loaded(text):
    def other(value):
        raise TypeError(type(value))

    try:
        value = yaml.load(io.StringIO(text), Loader=Loader)
        if not isinstance(value, dict):
            return "error"
        return json.dumps(value, default=other)
    except (ValueError, TypeError, KeyError, yaml.YAMLError):
        return "error"


def dumped(value):
    """As MLflow writes its files."""
    return yaml.dump(value, default_flow_style=False, allow_unicode=True, sort_keys=True, Dumper=yaml.CSafeDumper)


WRITTEN = [
    {"a": "x\u2028y"}, {"a": "x\u2028 y"}, {"a": "x \u2028y"}, {"a": "\u2028"}, {"a": "\u2028\u2028x"}, {"a": "x\u2028\ny"}, {"a": "x\n\u2028y"}, {"a": "x\n\n\u2029\n y "},
    {"a": "x\u2029"}, {"a": "it's\u2028here"}, {"a": "''\u2028''"}, {"a": {"b": {"c": "deep\u2028down"}}}, {"a": ["list\u2028here", "\u2029"]}, {"k\u2028ey": "v"},
    {"a": "\x85"}, {"a": "x\x85y"}, {"a": "\U0001f600"}, {"a": "\x7f"}, {"a": "\x00"}, {"a": "\x1b[0m"}, {"a": "\ufeff"}, {"a": "\ufffe"}, {"a": "\uffff"}, {"a": "\xa0"}, {"a": "\xad"},
    {"a": "x\r\ny"}, {"a": "\r"}, {"a": "x\n"}, {"a": "x\n\n"}, {"a": "\nx"}, {"a": " x"}, {"a": "x "}, {"a": "x\ty"}, {"a": "\t"}, {"a": ""}, {"a": None},
    {"a": "word " * 40}, {"a": "word: " * 40}, {"a": "w\u00e9rd\u2028" * 40}, {"a": "x" * 300}, {"a": "\U0001f600 " * 60}, {"a": "'" * 90}, {"a": "a\n" * 30}, {"a": "a\n  b\n" * 30},
    {"a": 1, "b": 1.5, "c": True, "d": None, "e": [], "f": {}, "g": [1, [2, [3]]], "h": {"i": {"j": []}}, "k": [{"l": 1, "m": 2}]},
    {"a": 1e5, "b": 1e16, "c": 1e-7, "d": float("inf"), "e": 123456789012345678901234567890, "f": -0.0, "g": 5.0},
    {"a": "1e5", "b": "12e45678", "c": "1_000", "d": "null", "e": "yes", "f": "2024-01-01", "g": "0o7", "h": "1:30", "i": "-", "j": "? a", "k": "- a", "l": "a: b", "m": "#", "n": "a #b"},
    {"a": "---"}, {"a": "..."}, {"a": "--- x\n...\n"}, {"a": "%x"}, {"a": "@x"}, {"a": "`x"}, {"a": "!x"}, {"a": "&x"}, {"a": "*x"}, {"a": "[x]"}, {"a": "{x}"}, {"a": "x, y"}, {"a": "|"}, {"a": ">"}, {"a": "="}, {"a": "<<"},
    {"1": "a", "null": "b", "yes": "c", "": "d", "a b": "e", "a: b": "f", "x" * 200: "g", "\u00e9": "h", "#": "i", "\U0001f600": "j", "a\nb": "k"},
]

BY_HAND = [
    "a: 1\n---\nb: 2\n", "a: 1\n...\n", "%YAML 1.1\n---\na: 1\n", "a: &x 1\nb: *x\n", "a: &x 1\nb: &x 2\n", "a: *y\n", "a: &x [1, *x]\n", "a: &x {b: 1}\nc: *x\n", "a: !foo 1\n", "a: !!python/object/apply:os.system [x]\n",
    "a: ! 12\n", "a: !!int '5'\n", "a: !!str 5\n", "a: !!float 5\n", "a: !!bool maybe\n", "a: !!null x\n", "a: !!map {b: 1}\n", "a: !!seq [1]\n", "\ta: 1\n", "a: 1\n\tb: 2\n", "a:\t1\n", "a: b: c\n", "- a\n", "text\n", "", "# c\n", "null\n",
    "~\n", "? [a]\n: b\n", "{a: 1, b: 2}\n", "a: |\n  x\n   y\n", "a: >\n  x\n  y\n", "a: 'x\n  y'\n", 'a: "x\n  y"\n', 'a: "x\\\n  y"\n', "a: x\n  y\n\n  z\n", "a: 1\na: 2\n", "a: 1\nb", "a: 'x", 'a: "x', "a: [1", "a: {b: 1", "a: 1\r\nb: 2\r\n", "a: 1\rb: 2\r",
    "\ufeffa: 1\n", "a: 1\x00\n", "a: \x07\n", "a: x\x7f\n", 'a: "\\x7f\\N\\_\\L\\P\\e\\0\\a\\/"\n', 'a: "\\U0001F600"\n', 'a: "\\ud83d"\n', 'a: "\\q"\n', "a: b #c\n", "a: b#c\n", "a: 'b' #c\n", "a:\n", "a:\nb: 1\n", "a: \n", " a: 1\n", " a: 1\n b: 2\n", "a: 1\n b: 2\n",
    "a:\n  b: 1\n  c: 2\nd: 3\n", "a:\n  b: 1\n c: 2\n", "a:\n- 1\n- 2\n", "a:\n  - 1\n  - b: 2\n    c: 3\n", "a: 1\n\n\nb: 2\n", "a: x\n\n", "a: '''x'''\n", "a: ''''\n", "a: ''\n", "a: 'x''\n", "a: 'x' y\n", "a: x'y\n", "a: it's\n", "a: 'a' 'b'\n", "'a': 1\n", '"a": 1\n',
    "? a\n: 1\n", "a : 1\n", "a:1\n", "a: =\n", "a: <<\n", "=: 1\n", "a: 2020-13-45\n", "a: 2020-01-01\n", "a: -1\n", "a: - 1\n", "a: -\n", "a: ?\n", "a: :\n", "a: a:\n", "a: ::a\n", "a: a]\n", "a: @a\n", "a: %a\n", "a: `a\n", "a: ,a\n", "a: |a\n", "a: &a\n", "a: *a b\n",
    "a: !a\n", "1: a\n", "yes: a\n", "null: a\n", "1.5: a\n", "a.b: 1\n", "a-b: 1\n", "a/b: 1\n", "a b: 1\n", "-a: 1\n", ".a: 1\n", "a:\n    b:\n        c: 1\n    d: 2\n", "a:\n  b:\n  c: 1\n", "a: {}\nb: []\n", "a: {} x\n", "a: []x\n", "a: [] # c\n", "a: 'b'  \n", "a: b  \n", "a:  b\n", "a:   'b'\n",
    "a: x\u2028y: 1\n", "a: \"x\u2028y\"\n", "a: 'x\u2028y'\nb: 'z\u0085 w'\n", "# \u2028\na: 1\n", "a: \u00a0\n", "a: \u3000x\n", "a: x\u00a0\n", "a: \ue000\n", "a: \ufffd\n",
    "a: 0b_\n", "a: 0777\n", "a: 1:30\n", "a: .inf\n", "a: -.inf\n", "a: .nan\n", "a: 1_0.5\n", "a: " + ":".join(["1"] * 30) + "\n",
]


def random_text(generator):
    alphabet = "ab1 '\"\\:#-\n\t\r\u00e9\u2028\u2029\x85\U0001f600\ufeff\x7f\x01,[]{}&*!|>%@`?=<~._0123456789eExX+"
    plain = "abc de:fg#h-i_j.k 0123456789'"
    chars = generator.choice([alphabet, plain, plain, "ab \n\u2028", "01:.e+-_x"])
    return "".join(generator.choice(chars) for _ in range(generator.choice([1, 3, 8, 20, 60, 200])))


def random_value(generator, depth=0):
    kind = generator.randrange(12 if depth < 3 else 9)
    if kind < 5:
        return random_text(generator)
    if kind == 5:
        return generator.randrange(-(10**generator.randrange(1, 25)), 10**15)
    if kind == 6:
        return generator.choice([None, True, False, [], {}])
    if kind == 7:
        return generator.uniform(-1, 1) * 10.0 ** generator.randrange(-30, 30)
    if kind == 8:
        return generator.choice([1714557600123, "active", "tr-0123", "2024-05-04T18:30:35.989Z"])
    if kind == 9:
        return [random_value(generator, depth + 1) for _ in range(generator.randrange(4))]
    return random_map(generator, depth + 1)


def random_map(generator, depth=0):
    keys = ["key%d" % i for i in range(generator.randrange(1, 5))]
    if generator.random() < 0.3:
        keys.append(random_text(generator))
    return {key: random_value(generator, depth) for key in keys}


def random_files(count):
    """Files as MLflow writes them, and the same with a few characters changed."""
    generator = random.Random(20240501)
    for index in range(count):
        text = dumped(random_map(generator))
        if index % 2:
            text = list(text)
            for _ in range(generator.randrange(1, 4)):
                position = generator.randrange(len(text))
                text[position : position + generator.randrange(2)] = generator.choice(list("ab1 '\":#-\n ,[]{}|>_.\t") + ["  ", ": ", "\n  "])
            text = "".join(text)
        yield text


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    with open(FOLDER / "pyyaml-scalars.tsv", "w", encoding="ascii") as table:
        for text in [""] + SCALARS + TEXTS_WITH_BLANKS:
            table.write(scalar_row(text))
    with open(FOLDER / "pyyaml-files.tsv", "w", encoding="ascii") as table:
        for text in [dumped(value) for value in WRITTEN] + BY_HAND + list(random_files(count)):
            table.write(f"{field(text)}\t{field(loaded(text))}\n")


main()
