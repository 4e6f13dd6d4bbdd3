#!/usr/bin/env python3
"""Loads `findings serve` and datasette over SQLite's FTS5 side by side, in one run.

    cargo build --release && cargo build --release --example generate
    python3 benches/compare/load.py

The same generated paragraphs and the same questions for both; fifty clients by `wrk` (Debian). An
answer is a page with ten hits, the total and six facets: that of findings has its matches marked and
says what else there is, that of datasette is its table page with its defaults. Both are loaded in turns.
Printed are answered searches per second of processor time, the time that 99 of 100 answers take, and the
most memory that was held; and the time that the HTTP layer itself takes, of a page without a question.

Python's standard library is all this needs; datasette is installed from PyPI into `target/load`.
"""

import argparse
import json
import os
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Iterator

ROOT = Path(__file__).resolve().parents[2]
DATASETTE = "datasette==0.65.5"
# By what both pages count.
FACETS = ["authority", "kind", "year", "grade", "area", "region"]
# How many words, pairs of words and phrases are asked for, frequent and rare alike.
ASKED = 8
TICKS = os.sysconf("SC_CLK_TCK")

SCRIPT = """
local paths = {}
for line in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = line end
local at = 0
function setup(thread) thread:set("first", math.random(#paths)) end
function init(args) at = first end
function request() at = at % #paths + 1; return wrk.format("GET", paths[at]) end
function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format(
    '\\nDONE {"requests": %d, "failed": %d, "p50": %f, "p99": %f, "seconds": %f}\\n',
    summary.requests, e.status + e.timeout + e.connect + e.read + e.write,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, summary.duration / 1000000))
end
"""


@dataclass
class Server:
    """A server that is loaded: where it is, and what was measured of it."""

    name: str
    url: str
    process: int
    paths: list[str]
    rounds: list[dict] = field(default_factory=list)

    def processor(self) -> float:
        """Returns the seconds of processor time that it has used."""
        stat = Path(f"/proc/{self.process}/stat").read_text()
        times = stat.rsplit(")", 1)[1].split()[11:13]
        return sum(map(int, times)) / TICKS

    def most_memory(self) -> float:
        """Returns the most memory that it has held, in MiB."""
        status = Path(f"/proc/{self.process}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+) kB", status).group(1)) / 1024


def said(command: list[str], **options) -> str:
    return subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE, **options).stdout


def get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=120) as answer:
        return answer.read()


def reports(args: argparse.Namespace, folder: Path) -> Path:
    """Makes reports and their index, with at least as many paragraphs as are wanted."""
    index = folder / "index"
    # Doubled until there are enough; the first reports are the same whatever their number.
    number = 50
    while True:
        corpus = folder / f"corpus-{number}"
        said([args.generate, "--reports", str(number), "--seed", "1", str(corpus)])
        # Reports find their authorities beside them.
        made = json.loads(said([args.program, "--index", str(index), "ingest", "--rebuild", "-q",
                                "--format", "json", str(corpus)], stderr=subprocess.DEVNULL))
        if made["paragraphs"] >= args.paragraphs:
            return index
        number = max(number + 1, int(number * args.paragraphs / max(made["paragraphs"], 1) * 1.1))


def questions(texts: list[str]) -> list[str]:
    """Chooses what is asked by how many paragraphs say it, from most of them to few."""
    words, phrases = Counter(), Counter()
    for text in texts:
        spoken = re.findall("[a-z]{2,}", text.lower())
        words.update({word for word in spoken if len(word) > 4})
        phrases.update({pair for pair in zip(spoken, spoken[1:]) if min(map(len, pair)) > 3})

    def chosen(counted: Counter) -> list:
        """Takes as many of the frequent as of the rare: places grow by the same factor."""
        ranked = sorted((-number, of) for of, number in counted.items() if number > 4)
        places = [round(len(ranked) ** (at / ASKED)) - 1 for at in range(1, ASKED + 1)]
        return [ranked[place][1] for place in places]

    pairs = chosen(phrases)
    return [*chosen(words), *(" ".join(pair) for pair in pairs), *(f'"{a} {b}"' for a, b in pairs)]


def table(rows: list[dict], folder: Path) -> Path:
    """Puts paragraphs into a table with full-text search."""
    path = folder / "paragraphs.db"
    names = ["id", "report_id", *[name for name in FACETS if name != "year"], "year", "heading", "text"]
    for row in rows:
        row["year"] = (row.get("inspection_end") or "")[:4] or None
    database = sqlite3.connect(path)
    database.execute(f"CREATE TABLE paragraphs ({', '.join(names)}, PRIMARY KEY (id))")
    marks = ", ".join("?" * len(names))
    values = ([row.get(name) for name in names] for row in rows)
    database.executemany(f"INSERT OR IGNORE INTO paragraphs VALUES ({marks})", values)
    database.execute("CREATE VIRTUAL TABLE paragraphs_fts USING fts5(text, content=\"paragraphs\")")
    database.execute("INSERT INTO paragraphs_fts(paragraphs_fts) VALUES ('rebuild')")
    database.commit()
    database.close()
    return path


def datasette() -> Path:
    """Returns the program datasette, installed where it is not there."""
    venv = ROOT / "target" / "load"
    program = venv / "bin" / "datasette"
    if not program.exists():
        said([sys.executable, "-m", "venv", str(venv)])
        said([str(venv / "bin" / "pip"), "install", "-q", DATASETTE])
    return program


@contextmanager
def serving(command: list[str], pattern: str) -> Iterator[tuple[str, int]]:
    """Starts a server; yields its address, which it says on standard error, and its process."""
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            for _ in range(600):
                log.seek(0)
                if found := re.search(pattern, log.read()):
                    yield found.group(1).rstrip("/"), process.pid
                    return
                if process.poll() is not None:
                    break
                time.sleep(0.1)
            log.seek(0)
            sys.exit(f"{command[0]} does not serve:\n{log.read()}")
        finally:
            process.terminate()
            process.wait()


def load(server: Server, folder: Path, clients: int, seconds: int) -> dict:
    """Asks a server by many clients at once, and returns what was measured."""
    (folder / "load.lua").write_text(SCRIPT)
    (folder / "paths").write_text("\n".join(server.paths) + "\n")
    before = server.processor()
    out = said(["wrk", "-t", str(min(2, clients)), "-c", str(clients), "-d", f"{seconds}s", "--timeout", "60s",
                "-s", str(folder / "load.lua"), server.url],
               env={**os.environ, "PATHS": str(folder / "paths")})
    found = re.search(r"^DONE (.*)$", out, re.MULTILINE)
    if not found:
        sys.exit(f"wrk says no figures:\n{out}")
    measured = json.loads(found.group(1))
    measured["processor"] = server.processor() - before
    return measured


def totals(asked: list[str], findings: Server, other: Server) -> None:
    """Says how many paragraphs each finds: one knows inflections, and the other does not."""
    print("question                         findings  datasette")
    for question in asked:
        quoted = urllib.parse.quote_plus(question)
        ours = json.loads(get(f"{findings.url}/api/v1/search?source=all&limit=0&q={quoted}"))["total"]
        page = f"{other.url}/paragraphs/paragraphs.json?_size=0&_search={quoted}"
        theirs = json.loads(get(page))["filtered_table_rows_count"]
        print(f"{question:<32} {ours:>8}  {theirs:>9}")


def summary(server: Server) -> dict:
    rounds = server.rounds
    answered = sum(a["requests"] - a["failed"] for a in rounds)
    return {
        "answered": answered,
        "failed": sum(a["failed"] for a in rounds),
        "per second": answered / sum(a["seconds"] for a in rounds),
        "per CPU second": answered / max(sum(a["processor"] for a in rounds), 1e-9),
        "p50 ms": statistics.median(a["p50"] for a in rounds),
        "p99 ms": statistics.median(a["p99"] for a in rounds),
        "memory MiB": server.most_memory(),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=str(ROOT / "target/release/findings"))
    parser.add_argument("--generate", default=str(ROOT / "target/release/examples/generate"))
    parser.add_argument("--paragraphs", type=int, default=15_000)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=20, help="of each round")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        index = reports(args, folder)
        lines = said([args.program, "--index", str(index), "export", "--source", "all"]).splitlines()
        rows = [json.loads(line) for line in lines]
        database = table(rows, folder)
        asked = questions([row["text"] for row in rows])
        print(f"{len(rows)} paragraphs, {len(asked)} questions, {args.clients} clients, "
              f"{args.rounds} rounds of {args.seconds} s\n")
        ours = [args.program, "--index", str(index), "serve", "--listen", "127.0.0.1:0"]
        theirs = [str(datasette()), "serve", str(database), "--port", "0"]
        with serving(ours, r"serving at (http\S+)") as a, serving(theirs, r"running on (http\S+)") as b:
            quoted = [urllib.parse.quote_plus(question) for question in asked]
            facets = "".join(f"&_facet={name}" for name in FACETS)
            tables = f"/paragraphs/paragraphs?_size=10{facets}&_search="
            servers = [Server("findings", *a, [f"/search?source=all&q={q}" for q in quoted]),
                       Server("datasette", *b, [f"{tables}{q}" for q in quoted])]
            totals(asked, *servers)
            for server in servers:
                for path in server.paths:
                    get(server.url + path)
            for _ in range(args.rounds):
                for server in servers:
                    server.rounds.append(load(server, folder, args.clients, args.seconds))
            figures = [summary(server) for server in servers]
            print(f"\n{'':<16} {'findings':>12} {'datasette':>12}  {'ratio':>8}")
            for name, mine in figures[0].items():
                other = figures[1][name]
                ratio = f"{mine / other:>8.3f}" if other else ""
                print(f"{name:<16} {mine:>12.2f} {other:>12.2f}  {ratio}")
            alone = Server("findings", *a, ["/healthz"])
            plain = load(alone, folder, 1, min(args.seconds, 5))
            print(f"\nHTTP alone, one client: p50 {plain['p50']:.3f} ms, p99 {plain['p99']:.3f} ms")


if __name__ == "__main__":
    main()
