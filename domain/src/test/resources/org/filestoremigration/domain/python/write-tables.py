"""Writes the tables beside it: what Python itself makes of numbers, floats and JSON texts.

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


NUMBERS = [
    "", " ", "0", "1", "-1", "+1", "007", "-0", "1_000", "1__0", "_1", "1_", "-_1", "+ 1", "- 1", "1 2", " 1 ", "\t1\n", "\x0b1\x0c", "\r1\r\n",
    "\x1c1", "1\x1f", "\x851", "\u00a01\u00a0", "\u20281", "1\u3000", "\u200b1", "\ufeff1", "\u180e1", "1\x00", "\x001",
    "\u0661\u0662\u0663", "\uff11\uff12", "\u0967", "\U0001d7ce\U0001d7d9", "\u00b2", "\u2160", "\u4e00", "1\u0661", "\u0661_\u0662", "\u0661.\u0665", "-\u0661", "\u22121",
    "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "1" * 40, "1" * 4300, "1" * 4301, "0" * 4301,
    "1.0", "1.", ".5", ".", "-.5", "+.5e1", "1e5", "1E5", "1e+5", "1e-5", "1e", "1e+", "e5", "1e5.0", "1_0.5_0", "1_.5", "1._5", "1_e5", "1e_5", "1e5_0", "1e5_",
    "1e400", "-1e400", "1e-400", "4.9e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "1.7976931348623157e308", "1.7976931348623159e308",
    "0.1", "0.1000000000000000055511151231257827", "9007199254740993", "9007199254740992.5", "1e23", "8.41e21", "2.2250738585072011e-308", "1e99999999999", "1e-99999999999", "0e99999999999",
    "nan", "NaN", "-nan", "+NAN", "nan()", "nanx", "inf", "-inf", "+Inf", "INFINITY", "infinity", "-Infinity", "infinit", "in", "1inf", " inf ", "\u0131nf", "\u0130nf",
    "0x10", "0b1", "0o7", "1d", "1f", "1.5D", "0x1p3", "1,5", "1'000", "True", "None", "--1", "+-1", "1+1", "\u00bd", "\u0bf0", "1" * 400 + "e-400", "0." + "0" * 400 + "1e401",
]


def field(text):
    """Text as one printable ASCII word: everything else percent-encoded."""
    return urllib.parse.quote(text, safe="!\"#$&'()*,-./:;<=>?@[\\]^_`{|}~")


def bits(value):
    if value != value:
        return "7ff8000000000000"  # all NaN are one
    return f"{struct.unpack('<Q', struct.pack('<d', value))[0]:016x}"


def number(parse, show, text):
    try:
        return show(parse(text))
    except ValueError:
        return "error"


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
            table.write(f"{bits(value)}\t{field(json.dumps(value))}\n")
    with open(FOLDER / "python-numbers.tsv", "w", encoding="ascii") as table:
        for text in NUMBERS:
            table.write(f"{field(text)}\t{number(int, str, text)}\t{number(float, bits, text)}\n")
    with open(FOLDER / "python-json.tsv", "w", encoding="ascii") as table:
        for text in JSON:
            table.write(f"{field(text)}\t{dumped(text)}\n")


main()
