"""Transcripts in the documents: found, run in a sandbox, and compared or written anew.

A transcript is a block fenced as ``console``. A line that starts with ``$ `` is a command (``> `` continues it), the lines
below are what it prints. A block that cannot be run has a comment above it: ``<!-- not run: the reason -->``.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: What `make` looks at before it starts anything, and what transcripts may read.
_LINKED = ("Makefile", "pyproject.toml", "constraints.txt", ".env.example", "db", "tests")
_BLOCK = re.compile(
    r"(?:^<!-- not run: (?P<reason>[^\n]*?) -->\n)?^```console\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
#: Stands between what two commands print.
_MARK = "\x1e"


@dataclass(frozen=True, slots=True)
class Transcript:
    """A block of a document; ``reason`` says why it cannot be run, empty if it can. ``start`` and ``end`` bound its text."""

    file: Path
    start: int
    end: int
    text: str
    reason: str

    def commands(self) -> list[str]:
        """Give what is typed, prompts and output left out."""
        typed: list[str] = []
        for line in self.text.splitlines():
            if line.startswith("$ "):
                typed.append(line[2:])
            elif line.startswith("> ") and typed:
                typed[-1] += "\n" + line[2:]
        return typed


def documents() -> list[Path]:
    """Give all documents that may show transcripts."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def transcripts(file: Path) -> Iterator[Transcript]:
    """Find the transcripts of a document, in order."""
    for match in _BLOCK.finditer(file.read_text(encoding="utf-8")):
        yield Transcript(file, *match.span("text"), match["text"], (match["reason"] or "").strip())


class Sandbox:
    """A folder that looks like a fresh checkout in which everything is set up, with a home and a store of its own."""

    def __init__(self, folder: Path, store: Path) -> None:
        self.here = folder / "readout"
        home = folder / "home"
        scripts = self.here / ".venv" / "bin"
        self.here.mkdir()
        home.mkdir()
        for name in _LINKED:
            (self.here / name).symlink_to(ROOT / name)
        _link_environment(self.here / ".venv")
        shutil.copyfile(store, home / "readout.db")
        self._environment = {
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "PATH": os.pathsep.join([str(scripts), os.environ.get("PATH", os.defpath)]),
            "PYTHONPATH": str(ROOT),
            "PYTHONWARNINGS": "ignore",
            "READOUT_DB": str(home / "readout.db"),
        }

    def play(self, transcript: Transcript) -> str:
        """Run the commands of a transcript, in one shell, and give the transcript as it comes out."""
        typed = transcript.commands()
        script = "".join(f"{each}\nkept=$?; printf '{_MARK}'; (exit $kept)\n" for each in typed)
        done = subprocess.run(
            ["/bin/bash", "-c", script],
            cwd=self.here,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=120,
            check=False,
        )
        printed = done.stdout.decode("utf-8").split(_MARK)
        shown = ("$ " + each.replace("\n", "\n> ") + "\n" for each in typed)
        return "".join(command + output for command, output in zip(shown, printed, strict=False))


def _link_environment(venv: Path) -> None:
    """Make a virtual environment that is the running one, and that `make` takes for set up."""
    venv.mkdir()
    for each in Path(sys.prefix).iterdir():
        (venv / each.name).symlink_to(each)
    stamp = venv / ".installed"
    stamp.unlink(missing_ok=True)
    stamp.touch()


def rewrite(file: Path, sandbox: Sandbox) -> bool:
    """Write down what the transcripts of a document print now; tells whether that changed anything.

    Raises:
        RuntimeError: a command broke, which is nothing to write down.
    """
    before = file.read_text(encoding="utf-8")
    after = before
    for each in reversed([(each, sandbox.play(each)) for each in transcripts(file) if not each.reason]):
        transcript, played = each
        if "Traceback (most recent call last)" in played or "something broke" in played:
            raise RuntimeError(f"{file.name}: {played}")
        after = after[: transcript.start] + played + after[transcript.end :]
    file.write_text(after, encoding="utf-8")
    return after != before
