"""Writes the tables beside it: what Python itself makes of floats and of JSON texts.

Run with any Python from 3.10 on: python3 write-tables.py [number of random floats]
"""

import json
import pathlib
import random
import struct
import sys
import urllib.parse

FOLDER = pathlib.Path(__file__).parent

FLOATS = [
    0.0, -0.0, 1.0, -1.0, 0.1, 0.2, 0.3, 1 / 3, 2 / 3, 5.0, 100.0, 0.75, 1e-4, 9.999e-5, 1e-5, 1.5e-7,
    123456789.125, 1e15, 999999999999999.9, 9999999999999998.0, 1e16, 1.2345678901234568e16, 1e17, 1e21, 1e22, 1e23,
    9007199254740991.0, 9007199254740992.0, 9007199254740994.0, 2.0**-44, 2.0**-1022, 2.0**1023, 5e-324, 1e-323,
    2.2250738585072014e-308, 2.225073858507201e-308, 1.7976931348623157e308, 4.35, 2.0e-3, 2.2e-322, 4.9e-324,
    1.0e23, 8.41e21, 2.0e-3, 9.5367431640625e-07, 5.684341886080802e-14, 3.141592653589793, 2.718281828459045,
    float("nan"), float("inf"), float("-inf"),
]

JSON = [
    "null", "true", "false", "0", "-0", "1", "-1", "12345678901234567890", "1.0", "1e5", "1E5", "1e+5", "1e-5", "-0.0", "1.50",
    "0.1e1", "1e400", "-1e400", "5e-324", "NaN", "Infinity", "-Infinity", "-NaN", "nan", "+1", "01", "1.", ".5", "1e", "0x10", "1_000",
    '""', '"a"', '"\\u00e9"', '"\u00e9"', '"\U0001f600"', '"\\ud83d\\ude00"', '"\\ud83d"', '"\\/"', '"/"', '"\\b\\f\\n\\r\\t\\"\\\\"', '"\x7f"', '"\x80"',
    '"\u2028"', '"\t"', '"\n"', '"\\u0000"', '"\\x41"', '"\\u00g0"', '"\\uFFff"', '"a', "'a'", "[]", "[ ]", "[1]", "[1,]", "[,1]", "[1 2]",
    "[1,2 , 3]", "[[[]]]", "{}", "{ }", '{"a":1}', '{"a" : 1 , "b":[null,true]}', '{"b":1,"a":2}', '{"a":1,"a":2}', '{"a":1,"b":2,"a":3}',
    '{"a":1,}', "{a:1}", "{1:2}", '{"a"}', '{"a":}', '{"a":{"b":{"c":[{}]}}}', " 1", "1 ", "\n\t\r 1", "\x0b1", "\u00a01", "\ufeff1", "1 1", "",
    " ", "tru", "nul", "trueish", '{"\\u00e9\\n": "\u4e2d"}', "-", "--1", "1.5e3", "-1.5E-3", '"' + "x" * 300 + '"', "[" * 3 + "]" * 3,
    '{"a": {"b": [1, 2.5, null]}, "c": "\\u00e9"}', "\u0661", "1\u0661", "1e\u0661", "1" * 4300, "1" * 4301, "-" + "1" * 4300,
]


def field(text):
    """Text as one printable ASCII word: everything else percent-encoded."""
    return urllib.parse.quote(text, safe="!\"#$&'()*,-./:;<=>?@[\\]^_`{|}~")


def dumped(text):
    try:
        return field(json.dumps(json.loads(text)))
    except (ValueError, RecursionError):
        return "error"


def random_floats(count):
    generator = random.Random(20240501)
    for index in range(count):
        kind = index % 4
        if kind == 0:
            yield struct.unpack("<d", generator.randbytes(8))[0]
        elif kind == 1:
            yield round(generator.uniform(-1000, 1000), generator.randrange(8))
        elif kind == 2:
            yield generator.choice([-1, 1]) * 2.0 ** generator.randrange(-1074, 1024)
        else:
            yield struct.unpack("<d", struct.pack("<Q", generator.randrange(1, 1 << generator.randrange(1, 53))))[0]


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 160
    with open(FOLDER / "python-floats.tsv", "w", encoding="ascii") as table:
        for value in FLOATS + list(random_floats(count)):
            bits = struct.unpack("<Q", struct.pack("<d", value))[0]
            table.write(f"{bits:016x}\t{json.dumps(value)}\n")
    with open(FOLDER / "python-json.tsv", "w", encoding="ascii") as table:
        for text in JSON:
            table.write(f"{field(text)}\t{dumped(text)}\n")


main()
