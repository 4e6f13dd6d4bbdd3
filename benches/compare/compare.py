#!/usr/bin/env python3
"""Times findings beside other tools on a folder of reports, all in one run.

    python3 benches/compare/compare.py REPORTS

Whole commands are timed, by the processor time of the process with its children and by the
clock; several runs of each are taken in turn and their medians printed. What is not installed is
named with what to install. Warm queries are timed inside one process: those of findings and of
tantivy alone by the bench `against`, those of SQLite's FTS5 here, over the same paragraphs.

Python's standard library is all this needs; the wheels of pdfium and mupdf are looked for in the
Python that `--python` names.
"""

import argparse
import functools
import json
import os
import platform
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# What is searched for, in each tool's way of saying it.
PHRASE = '"life-story work"'
PATTERN = "life.story work"
FTS_PHRASE = '"life story work"'

# How often commands of milliseconds are run, and warm queries asked.
TURNS = 200
ASKED = 200

# The package that a missing tool comes in.
PACKAGES = {
    "pdftotext": "poppler-utils",
    "pdfgrep": "pdfgrep",
    "rg": "ripgrep",
    "rga": "ripgrep_all",
    "recollindex": "recoll",
    "recollq": "recoll",
    "pypdfium2": "the wheel pypdfium2",
    "pymupdf": "the wheel PyMuPDF",
}

# Programs for the wheels: the text of every page of every file named, and how long it is. Files
# that are no PDFs are passed over, as findings does.
PROGRAM = """
import sys, {module}
length = 0
for name in sys.argv[1:]:
    try:
        document = {module}.{document}(name)
    except {module}.{error}:
        continue
    for page in document:
        length += len(page.{text})
print(length)
"""
WHEELS = {
    "pypdfium2": PROGRAM.format(
        module="pypdfium2",
        document="PdfDocument",
        error="PdfiumError",
        text="get_textpage().get_text_range()",
    ),
    "pymupdf": PROGRAM.format(
        module="pymupdf", document="open", error="FileDataError", text="get_text()"
    ),
}

# Warm queries in the language of FTS5, by the names that the bench `against` gives its classes.
TEN = (
    "SELECT p.id, snippet(p, 0, '<b>', '</b>', '…', 40) FROM p JOIN tags ON tags.rowid = p.rowid"
    " WHERE p MATCH ? {where} ORDER BY {order} LIMIT {limit}"
)
COUNT = "SELECT count(*) FROM p JOIN tags ON tags.rowid = p.rowid WHERE p MATCH ? {where}"
GROUP = (
    "SELECT {column}, count(*) FROM p JOIN tags ON tags.rowid = p.rowid"
    " WHERE p MATCH ? GROUP BY {column}"
)


@dataclass(frozen=True)
class FtsClass:
    """A class of queries: what is matched, and how the hits are chosen."""

    queries: Sequence[str]
    where: str = ""
    order: str = "rank"
    limit: int = 10
    facets: Sequence[str] = ()

    def statements(self) -> list[str]:
        """Returns what one answer takes: hits, their number, and facets."""
        statements = [COUNT.format(where=self.where)]
        if self.limit:
            statements.append(TEN.format(where=self.where, order=self.order, limit=self.limit))
        return statements + [GROUP.format(column=column) for column in self.facets]


FTS_CLASSES = {
    "rare term": FtsClass(["reunification", "passports", "collated"]),
    "common term": FtsClass(["children", "families", "oversight"]),
    "two terms": FtsClass(["management oversight", "early help", "drift delay"]),
    "either": FtsClass(["drift OR delay", "neglect OR homeless OR advocacy"]),
    "one without the other": FtsClass(["drift NOT delay", "plans NOT reviewed"]),
    "phrase": FtsClass([FTS_PHRASE, '"drift and delay"', '"return home interviews"']),
    "phrase with slop": FtsClass(["NEAR(management weak, 3)", "NEAR(early plans, 2)"]),
    "prefix": FtsClass(["safeguard*", "perman*", "assess*"]),
    "filtered": FtsClass(
        ["oversight", FTS_PHRASE],
        where="AND grade IN ('good', 'outstanding') AND day >= '2019-01-01'",
    ),
    "facets": FtsClass(
        ["oversight", "families", FTS_PHRASE],
        facets=["grade", "substr(day, 1, 4)", "region"],
    ),
    "newest first": FtsClass(["oversight", "families", '"drift and delay"'], order="day DESC"),
    "count alone": FtsClass(["children", FTS_PHRASE], limit=0),
    "a hundred hits": FtsClass(["oversight", "plans"], limit=100),
}


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds of processor and clock, and the peak of memory in kB."""

    cpu: float
    wall: float
    peak: int = 0

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(
            self.cpu + other.cpu, self.wall + other.wall, max(self.peak, other.peak)
        )


def wait(pid: int, started: float, what: str, accepted: Sequence[int] = (0,)) -> Cost:
    """Waits for a child and returns what it and its own children took."""
    _, status, usage = os.wait4(pid, 0)
    wall = time.perf_counter() - started
    code = os.waitstatus_to_exitcode(status)
    if code not in accepted:
        raise SystemExit(f"{what} ended with {code}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss)


def run(command: Sequence[str | Path], output: Path, accepted: Sequence[int] = (0,)) -> Cost:
    """Runs a command whose answer goes to a file and whose complaints go nowhere."""
    words = [str(word) for word in command]
    actions = [
        (os.POSIX_SPAWN_OPEN, 1, output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
        (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
    ]
    started = time.perf_counter()
    pid = os.posix_spawnp(words[0], words, os.environ, file_actions=actions)
    return wait(pid, started, words[0], accepted)


def forked(work: Callable[[], None]) -> Cost:
    """Does work in a child, so that no interpreter has to start for it."""
    started = time.perf_counter()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return wait(pid, started, "a child")


def in_turn(tasks: dict[str, Callable[[], Cost]], times: int) -> dict[str, Cost]:
    """Runs tasks in turn, so many times each, and returns their medians."""
    costs: dict[str, list[Cost]] = {name: [] for name in tasks}
    for _ in range(times):
        for name, task in tasks.items():
            costs[name].append(task())
    return {
        name: Cost(
            statistics.median(cost.cpu for cost in runs),
            statistics.median(cost.wall for cost in runs),
            max(cost.peak for cost in runs),
        )
        for name, runs in costs.items()
    }


def missing(tool: str) -> str:
    """Says that a tool is missing, and what to install."""
    return f"{tool} is missing: install {PACKAGES[tool]}"


def table(title: str, header: Sequence[str], rows: Sequence[Sequence[str]], notes: Sequence[str] = ()) -> None:
    """Prints a table, its first column to the left and the others to the right."""
    lines = [[title, *header], *rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    print()
    for line in lines:
        cells = [line[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(line[1:], widths[1:])]
        print("  ".join(cells))
    for note in notes:
        print(f"({note})")
    sys.stdout.flush()


def size_of(folder: Path) -> int:
    """Adds up the bytes of the files in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


class Bench:
    """What is measured with what, and everything made for it in a temporary folder."""

    def __init__(self, options: argparse.Namespace, folder: Path) -> None:
        self.reports: Path = options.reports.resolve()
        self.files = sorted(self.reports.rglob("*.pdf"))
        self.runs: int = options.runs
        self.python: str = options.python
        self.folder = folder
        self.output = folder / "output"
        self.findings: Path = options.findings.resolve() if options.findings else self.built["findings"]

    @functools.cached_property
    def built(self) -> dict[str, Path]:
        """Builds the program, the reader without an index and the bench; returns where they lie."""
        targets = ["--bin", "findings", "--example", "read", "--bench", "against"]
        command = ["cargo", "build", "--release", *targets, "--message-format", "json"]
        done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
        messages = [json.loads(line) for line in done.stdout.splitlines()]
        return {
            message["target"]["name"]: Path(message["executable"])
            for message in messages
            if message.get("executable")
        }

    def ingest(self, index: Path, reports: Path, *options: str) -> Cost:
        """Brings an index up to date."""
        return run([self.findings, "ingest", reports, "--index", index, *options], self.output)

    def fresh(self, *options: str) -> Cost:
        """Builds an index from nothing."""
        index = self.folder / "fresh"
        shutil.rmtree(index, ignore_errors=True)
        return self.ingest(index, self.reports, *options)

    @functools.cached_property
    def index(self) -> tuple[Path, Cost]:
        """An index of the reports, and what it took."""
        index = self.folder / "index"
        return index, self.ingest(index, self.reports)

    @functools.cached_property
    def exported(self) -> Path:
        """The paragraphs of the index, an object a line."""
        path = self.folder / "paragraphs.jsonl"
        run([self.findings, "export", "--source", "all", "--index", self.index[0]], path)
        return path

    def paragraphs(self) -> Iterator[dict[str, str]]:
        """Reads the paragraphs of the index."""
        with self.exported.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)

    def extract(self) -> Cost:
        """Takes the text out of every file with pdftotext, a file of text for each."""
        texts = self.folder / "texts"
        texts.mkdir(exist_ok=True)
        total = Cost(0, 0)
        for number, file in enumerate(self.files):
            # Damaged files are part of real life; it says so and goes on.
            command = ["pdftotext", file, texts / f"{number:06}.txt"]
            total += run(command, self.output, accepted=(0, 1, 3))
        return total

    @functools.cached_property
    def texts(self) -> tuple[Path, Cost]:
        """The folder of pdftotext's texts, and what they took."""
        cost = self.extract()
        return self.folder / "texts", cost

    def fill_plain(self) -> None:
        """Puts the paragraphs of pdftotext's texts into a table of FTS5."""
        path = self.folder / "plain.db"
        path.unlink(missing_ok=True)
        with sqlite3.connect(path) as database:
            database.execute(
                "CREATE VIRTUAL TABLE p USING fts5(text, file UNINDEXED, tokenize='porter unicode61')"
            )
            for file in sorted(self.texts[0].iterdir()):
                text = file.read_text(encoding="utf-8", errors="replace")
                rows = ((part, file.name) for part in text.split("\n\n") if part.strip())
                database.executemany("INSERT INTO p VALUES (?, ?)", rows)
        database.close()

    @functools.cached_property
    def plain(self) -> tuple[Path, Cost]:
        """That table, and what it took beside pdftotext."""
        return self.folder / "plain.db", forked(self.fill_plain)

    @functools.cached_property
    def tagged(self) -> Path:
        """A database of FTS5 with the paragraphs of the index and their tags."""
        path = self.folder / "tagged.db"
        with sqlite3.connect(path) as database:
            database.execute(
                "CREATE VIRTUAL TABLE p USING fts5(text, id UNINDEXED, tokenize='porter unicode61')"
            )
            database.execute("CREATE TABLE tags (grade TEXT, day TEXT, region TEXT)")
            for each in self.paragraphs():
                database.execute("INSERT INTO p VALUES (?, ?)", (each["text"], each["id"]))
                day = each["inspection_end"] or each["published"]
                tags = (each["grade"], day, each["region"])
                database.execute("INSERT INTO tags VALUES (?, ?, ?)", tags)
        database.close()
        return path

    def recoll_fresh(self) -> Cost:
        """Indexes the reports with Recoll from nothing."""
        configuration = self.folder / "recoll"
        shutil.rmtree(configuration, ignore_errors=True)
        configuration.mkdir()
        (configuration / "recoll.conf").write_text(f"topdirs = {self.reports}\n")
        return run(["recollindex", "-c", configuration], self.output)

    @functools.cached_property
    def recoll(self) -> tuple[Path, Cost]:
        """Recoll's folder, and what it took."""
        cost = self.recoll_fresh()
        return self.folder / "recoll", cost

    def rga(self) -> list[str | Path]:
        """A search with rga and a cache of its own."""
        cache = self.folder / "rga"
        return ["rga", f"--rga-cache-path={cache}", "-i", PATTERN, self.reports]

    def rga_fresh(self) -> Cost:
        """The first search with rga, which fills the cache."""
        shutil.rmtree(self.folder / "rga", ignore_errors=True)
        return run(self.rga(), self.output)


def has_wheel(bench: Bench, module: str) -> bool:
    """Tells whether a Python has a module."""
    done = subprocess.run([bench.python, "-c", f"import {module}"], stderr=subprocess.DEVNULL, check=False)
    return done.returncode == 0


def costs(title: str, base: str, rows: dict[str, Cost], notes: Sequence[str]) -> None:
    """Prints what commands took, each with its ratio to one of them."""
    header = ["CPU s", "wall s", "CPU ratio", "wall ratio", "peak MB"]
    first = rows[base]
    table(
        title,
        header,
        [
            [
                name,
                f"{cost.cpu:.3f}",
                f"{cost.wall:.3f}",
                f"{cost.cpu / first.cpu:.3g}",
                f"{cost.wall / first.wall:.3g}",
                f"{cost.peak / 1000:.0f}",
            ]
            for name, cost in rows.items()
        ],
        notes,
    )


def text(bench: Bench) -> None:
    """Times reading: the text of every PDF."""
    notes = []
    base = "findings, reading and assembling"
    tasks = {base: lambda: run([bench.built["read"], bench.reports], bench.output)}
    if shutil.which("pdftotext"):
        tasks["pdftotext, file by file"] = bench.extract
    else:
        notes.append(missing("pdftotext"))
    for module, program in WHEELS.items():
        if has_wheel(bench, module):
            command = [bench.python, "-c", program, *bench.files]
            tasks[module] = functools.partial(run, command, bench.output)
        else:
            notes.append(missing(module))
    costs(f"text of {len(bench.files)} PDFs", base, in_turn(tasks, bench.runs), notes)


def ingest(bench: Bench) -> None:
    """Times what makes the reports searchable, from nothing and again."""
    notes = []
    copy, changing = bench.folder / "copy", bench.folder / "changing"
    shutil.copytree(bench.reports, copy)
    bench.ingest(changing, copy)
    file = copy / bench.files[0].relative_to(bench.reports)

    def change() -> Cost:
        # A comment behind the end of a PDF changes its content and nothing in it.
        with file.open("ab") as pdf:
            pdf.write(b"\n% changed\n")
        return bench.ingest(changing, copy)

    index, _ = bench.index
    base = "findings ingest"
    tasks = {
        base: bench.fresh,
        "findings ingest --jobs 1": lambda: bench.fresh("--jobs", "1"),
        "findings ingest, nothing changed": lambda: bench.ingest(index, bench.reports),
        "findings ingest, one changed": change,
    }
    if shutil.which("pdftotext"):
        tasks["pdftotext and FTS5"] = lambda: bench.texts[1] + forked(bench.fill_plain)
        notes.append("pdftotext's part of its row was timed once")
    else:
        notes.append(missing("pdftotext"))
    for tool, task in [("recollindex", bench.recoll_fresh), ("rga", bench.rga_fresh)]:
        if shutil.which(tool):
            tasks[tool] = task
        else:
            notes.append(missing(tool))
    costs("made searchable", base, in_turn(tasks, bench.runs), notes)


def cold(bench: Bench) -> None:
    """Times one search as a whole process, with the files in the page cache."""
    notes = []
    base = "findings search"
    quick = {
        "true": ["true"],
        base: [bench.findings, "search", PHRASE, "--index", bench.index[0]],
    }
    slow = {}
    if shutil.which("pdftotext"):
        if shutil.which("rg"):
            quick["rg over pdftotext's text"] = ["rg", "-i", PATTERN, bench.texts[0]]
        else:
            notes.append(missing("rg"))
        select = f"SELECT text FROM p WHERE p MATCH '{FTS_PHRASE}' ORDER BY rank LIMIT 10"
        if shutil.which("sqlite3"):
            quick["sqlite3, FTS5"] = ["sqlite3", bench.plain[0], select]
        else:
            program = "import sqlite3, sys\nfor row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]): print(row[0])"
            quick["Python's sqlite3, FTS5"] = [sys.executable, "-c", program, bench.plain[0], select]
    else:
        notes.append(missing("pdftotext"))
    if shutil.which("recollq") and shutil.which("recollindex"):
        quick["recollq"] = ["recollq", "-c", bench.recoll[0], "-n", "10", FTS_PHRASE]
    else:
        notes.append(missing("recollq"))
    if shutil.which("rga"):
        bench.rga_fresh()
        slow["rga, its cache filled"] = bench.rga()
    else:
        notes.append(missing("rga"))
    if shutil.which("pdfgrep"):
        slow["pdfgrep"] = ["pdfgrep", "-i", "-r", PATTERN, bench.reports]
    else:
        notes.append(missing("pdfgrep"))

    def tasks(commands: dict[str, list]) -> dict[str, Callable[[], Cost]]:
        return {
            name: functools.partial(run, command, bench.output, accepted=(0, 1))
            for name, command in commands.items()
        }

    for name, command in quick.items():
        run(command, bench.output)
        if name != "true" and bench.output.stat().st_size == 0:
            raise SystemExit(f"{name} finds nothing")
    found = in_turn(tasks(quick), TURNS) | in_turn(tasks(slow), bench.runs)
    nothing, first = found["true"], found[base]
    table(
        f"cold search {PHRASE}",
        ["wall ms", "above true", "CPU ms", "wall ratio"],
        [
            [
                name,
                f"{cost.wall * 1e3:.2f}",
                f"{(cost.wall - nothing.wall) * 1e3:.2f}",
                f"{cost.cpu * 1e3:.2f}",
                f"{cost.wall / first.wall:.3g}",
            ]
            for name, cost in found.items()
        ],
        notes,
    )


def in_library(bench: Bench) -> dict[str, tuple[float, float]]:
    """Runs the bench; returns microseconds of findings and of tantivy alone for each class."""
    environment = {**os.environ, "FINDINGS_REPORTS": str(bench.reports)}
    command = [bench.built["against"], "queries"]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    _, _, real = done.stdout.partition("real: ")
    rows = {}
    for line in real.splitlines()[2:]:
        # The name may hold spaces; the seven columns behind it do not.
        name, *columns = line.strip().rsplit(maxsplit=7)
        rows[name] = (float(columns[2]), float(columns[3]))
    return rows


def in_sqlite(database: sqlite3.Connection, queries: FtsClass) -> float:
    """Asks the queries of a class and returns the median in microseconds."""
    statements = queries.statements()
    times = []
    for query in queries.queries:
        for _ in range(ASKED):
            started = time.perf_counter()
            for statement in statements:
                rows = database.execute(statement, (query,)).fetchall()
            times.append(time.perf_counter() - started)
        if not rows:
            raise SystemExit(f"FTS5 finds nothing of {query}")
    return statistics.median(times) * 1e6


def warm(bench: Bench) -> None:
    """Times queries inside an open process, class by class."""
    library = in_library(bench)
    database = sqlite3.connect(bench.tagged)
    rows = []
    for name, (ours, raw) in library.items():
        fts = in_sqlite(database, FTS_CLASSES[name]) if name in FTS_CLASSES else None
        rows.append(
            [
                name,
                f"{ours:.0f}",
                f"{raw:.0f}",
                "–" if fts is None else f"{fts:.0f}",
                f"{ours / raw:.2f}",
                "–" if fts is None else f"{ours / fts:.2f}",
            ]
        )
    database.close()
    header = ["findings", "tantivy", "FTS5", "of tantivy's", "of FTS5's"]
    notes = ["a dash where FTS5 cannot ask; tantivy returns hits without their number"]
    table("warm query, p50 µs", header, rows, notes)


def size(bench: Bench) -> None:
    """Compares sizes, and says how much memory an ingest takes."""
    index, cost = bench.index
    held = sum(len(each["text"].encode()) for each in bench.paragraphs())
    sizes = {"text of the paragraphs": held, "findings, index": size_of(index)}
    sizes["FTS5, the same paragraphs and tags"] = bench.tagged.stat().st_size
    notes = [f"peak memory of `findings ingest`: {cost.peak / 1000:.0f} MB"]
    if shutil.which("recollindex"):
        sizes["Recoll"] = size_of(bench.recoll[0])
    else:
        notes.append(missing("recollindex"))
    rows = [[name, f"{many / 1e6:.2f}", f"{many / held:.2f}"] for name, many in sizes.items()]
    table("sizes", ["MB", "of the text"], rows, notes)


PARTS = {"text": text, "ingest": ingest, "cold": cold, "warm": warm, "size": size}


def first_line(*command: str | Path) -> str:
    """Returns the first line that a command prints of itself."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return done.stdout.strip().partition("\n")[0]


def describe(bench: Bench) -> None:
    """Prints the machine and the versions of what is compared."""
    model = platform.processor() or platform.machine()
    information = Path("/proc/cpuinfo")
    if information.exists():
        lines = information.read_text().splitlines()
        names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
        model = next(names, model)
    print(f"{os.cpu_count()} processors, {model}; {platform.system()} {platform.machine()}")
    print(first_line(bench.findings, "--version"))
    for tool, flag in [("pdftotext", "-v"), ("pdfgrep", "--version"), ("rg", "--version"), ("rga", "--version")]:
        if shutil.which(tool):
            print(first_line(tool, flag))
    print(f"SQLite {sqlite3.sqlite_version}, Python {platform.python_version()}")
    sys.stdout.flush()


def main() -> None:
    """Reads the arguments and prints a table for each part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path, metavar="REPORTS", help="a folder of reports")
    parser.add_argument("--findings", type=Path, metavar="BIN", help="the program [default: built]")
    parser.add_argument("--python", default=sys.executable, help="the Python that has the wheels")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="runs of long commands [default: 3]")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="some tables alone")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(options, Path(folder))
        describe(bench)
        for part in options.only:
            PARTS[part](bench)


if __name__ == "__main__":
    main()
