#!/usr/bin/env python3
"""Draws docs/terminal.svg, the picture in the guide, from a run of the program on a terminal.

    python3 docs/terminal.py

examples/mlruns is copied into a temporary folder and migrated there; that folder's name is written as /home/ada in the
picture, and nothing else is changed. Standard library only.
"""
import os
import pty
import re
import shutil
import tempfile
from html import escape
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
COMMANDS = ["migrate-filestore --source mlruns --target sqlite:///mlflow.db --rebase-artifacts"]
WIDTH, LINE, CHARACTER, MARGIN = 112, 18, 7.8, 16


def run(command, folder):
    """What a terminal was sent while the command ran."""
    pid, master = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.environ.update(PATH=f"{HOME}:{os.environ['PATH']}", TERM="xterm", NO_COLOR="1")
        os.execv("/bin/sh", ["/bin/sh", "-c", command])
    sent = b""
    while True:
        try:
            part = os.read(master, 4096)
        except OSError:
            break
        if not part:
            break
        sent += part
    os.waitpid(pid, 0)
    return sent.decode()


def screen(sent):
    """The lines that stand there in the end: what a carriage return and a cleared line took away is gone."""
    lines = []
    for line in sent.replace("\r\n", "\n").split("\n"):
        lines.append(re.split(r"\r\x1b\[K|\x1b\[K", line)[-1].rstrip())
    return lines


def folded(line):
    return [line[i:i + WIDTH] for i in range(0, len(line), WIDTH)] or [""]


def svg(lines):
    height = len(lines) * LINE + 2 * MARGIN + 20
    width = int(WIDTH * CHARACTER + 2 * MARGIN)
    text = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
            'role="img" aria-label="A migration in a terminal">',
            f'<rect width="{width}" height="{height}" rx="8" fill="#16191d"/>',
            *(f'<circle cx="{20 + 18 * i}" cy="16" r="5" fill="{color}"/>'
              for i, color in enumerate(["#e0645c", "#e3b341", "#57ab5a"])),
            '<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="13" fill="#d5dbe1" '
            "xml:space=\"preserve\">"]
    for number, line in enumerate(lines):
        color = ' fill="#7ee787"' if line.startswith("$ ") else ""
        y = MARGIN + 20 + (number + 1) * LINE - 5
        text.append(f'<text x="{MARGIN}" y="{y}"{color}>{escape(line).replace(" ", chr(160))}</text>')
    return "\n".join([*text, "</g>", "</svg>", ""])


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = os.path.realpath(folder)
        shutil.copytree(HOME / "examples/mlruns", Path(folder, "mlruns"))
        run("migrate-filestore schemas", folder)  # builds the program where that has not happened
        lines = []
        for command in COMMANDS:
            lines += ["$ " + command, *screen(run(command, folder))]
    lines = [part for line in lines[:-1] for part in folded(line.replace(folder, "/home/ada"))]
    (HOME / "docs/terminal.svg").write_text(svg(lines))


if __name__ == "__main__":
    main()
