"""Invented reports in settings drawn by chance, written by several programs, and read.

    python makers.py PROGRAM SEED REPORTS

Each report is made anew from its seed (`drawing`): of one of several kinds, with findings of one sentence or many,
numbered or not, lists inside of them, notes, quotations, tables, figures, boxes. A browser prints it, LibreOffice
exports it with tags and without, pandoc turns it into other formats, WeasyPrint, Typst, LaTeX and groff set it, in
one column or two, word processors leave changes and comments in it (`documents`), other programs write one of its
files again or join it to another, and some are scanned (`programs`). What is read of each must be what
was written: every paragraph with its number, area, grade and section, and what stands on the front. A seed that fails
is printed with what is wrong, and makes the same files again.
"""

import difflib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from drawing import Report
from programs import Makers
from words import AUTHORITIES

PROGRAM, SEED, REPORTS = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
# One report of so many is scanned.
SCANNED = 6
# What is recognised in pictures has so much in common with what was printed.
ALIKE = 0.9


def plain(text: str) -> str:
    """Folds white space, and quotation marks to the straight ones that some programs write."""
    return " ".join(text.translate(str.maketrans("‘’“”", "''\"\"")).split())


def read(path: Path, folder: Path, options: list[str], notes: bool) -> list[dict]:
    """Reads a file alone: its paragraphs, and its notes, which are found by their section alone."""
    index = folder / "index"
    shutil.rmtree(index, ignore_errors=True)
    command = [PROGRAM, "--index", str(index)]
    gazetteer = ["--gazetteer", str(folder / "gazetteer.csv")]
    subprocess.run([*command, "ingest", str(path), *gazetteer, *options], capture_output=True)
    exports = [
        subprocess.run([*command, "export", "--source", "all", *section], capture_output=True, text=True).stdout
        for section in [[], ["--section", "notes"]][: 1 + notes]
    ]
    return [json.loads(line) for export in exports for line in export.splitlines()]


def faults(report: Report, rows: list[dict], is_scan: bool, turns: str | None) -> list[str]:
    """Says what of a file is not what was written."""
    if not rows:
        return ["nothing was read of it"]
    if turns:
        rows = over_turns(rows, {plain(expected.text) for expected in report.expected}, turns)
    found = [f"{name}: {rows[0][name]}, not {said}" for name, said in report.front.items() if rows[0][name] != said]
    besides = plain(" ".join(report.besides).replace(" | ", " "))

    def same(read: str, written: str) -> bool:
        if is_scan:
            return difflib.SequenceMatcher(None, read, written, autojunk=False).ratio() > ALIKE
        return read == written

    numbered = {row["number"]: row for row in rows if row["number"]}
    by_number = [expected for expected in report.expected if expected.number]
    for expected in by_number:
        row = numbered.get(expected.number)
        if row is None:
            found.append(f"{expected.number} is not there")
        elif not same(plain(row["text"]), plain(expected.text)):
            found.append(f"{expected.number} reads: {row['text']!r}, not {expected.text!r}")
        elif expected.area and (row["area"], row["grade"]) != (expected.area, expected.grade):
            found.append(f"{expected.number} stands in {row['area']}, {row['grade']}, not {expected.area}, {expected.grade}")
    most = max((expected.number for expected in by_number), default=0)
    found += [f"there is no {number}" for number in numbered if number > most]
    for section in dict.fromkeys(expected.section for expected in report.expected):
        of_section = [row for row in rows if row["section"] == section and not row["number"]]
        wanted = [expected for expected in report.expected if expected.section == section and not expected.number]
        known = {plain(expected.text) for expected in wanted}
        # Rows of a table without borders may be read as lines, and pandoc sets signs around captions in text.
        is_beside = lambda text: text not in known and text.replace(" | ", " ").strip(":[] ") in besides
        of_section = [row for row in of_section if not is_beside(plain(row["text"]))]
        texts = [[plain(row["text"]) for row in of_section], [plain(expected.text) for expected in wanted]]
        alike = len(texts[0]) == len(texts[1]) and all(map(same, *texts))
        # Lines of a page that is turned a little part paragraphs, and bullets are recognised as letters.
        if is_scan and same(" ".join(texts[0]), " ".join(texts[1])):
            continue
        if not alike:
            for tag, a1, a2, b1, b2 in difflib.SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
                if tag != "equal":
                    found.append(f"{section}: {texts[0][a1:a2]}, not {texts[1][b1:b2]}")
            continue
        for row, expected in zip(of_section, wanted):
            if expected.area and row["area"] != expected.area or expected.grade and row["grade"] != expected.grade:
                found.append(f"{section}: {row['text'][:50]!r} stands in {row['area']}, {row['grade']}")
    notes = [plain(row["text"]) for row in rows if row["section"] == "notes"]
    for note in report.notes:
        if not any(same(read, plain(note)) for read in notes):
            found.append(f"no note {note!r}, but {notes}")
    return found


def over_turns(rows: list[dict], known: set[str], turns: str) -> list[dict]:
    """Joins paragraphs that the turn of a page, or of a column, parts behind a sentence: where lines do not hang,
    nothing on pages tells those from two."""
    joined: list[dict] = []
    for row in rows:
        last = joined[-1] if joined else None
        is_turned = last and row["number"] is None and (row["page"] > last["page"] or turns == "columns")
        if is_turned and plain(last["text"]) not in known:
            both = f"{last['text']} {row['text']}"
            if plain(both) in known:
                joined[-1] = {**last, "text": both}
                continue
        joined.append(row)
    return joined


def main() -> None:
    folder = Path(tempfile.mkdtemp())
    makers = Makers(folder)
    if makers.missing:
        print(f"makers: not there, and not used: {', '.join(makers.missing)}")
    head = "slug,canonical_name,region,type\n"
    bodies = (f'{slug},"{name}",Invented county,Invented borough\n' for slug, name in AUTHORITIES)
    (folder / "gazetteer.csv").write_text(head + "".join(bodies))
    files, wrong = 0, 0

    def check(report: Report, file: Path, options: list[str]) -> None:
        nonlocal files, wrong
        turns = None if file.suffix != ".pdf" else "columns" if makers.sets_columns(file) else "pages"
        found = faults(report, read(file, folder, options, bool(report.notes)), bool(options), turns)
        files += 1
        wrong += bool(found)
        for fault in found[:4]:
            print(f"makers: {file.name}: {fault[:400]}", flush=True)

    for seed in range(SEED, SEED + REPORTS):
        report = Report(seed)
        written = makers.write(report)
        for file in written:
            check(report, file, [])
        if seed % SCANNED == 0 and {"pdftoppm", "tesseract"} <= makers.there:
            check(report, makers.scanned(report), ["--ocr"])
    print(f"makers: {files} files of {REPORTS} reports were read, {wrong} of them not as they were written")
    shutil.rmtree(folder) if not wrong else print(f"makers: the files are kept in {folder}")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
