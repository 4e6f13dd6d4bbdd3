"""Reads exports with the programs that people read them with, and holds the rows against CSV."""

import csv
import datetime
import io
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import duckdb
import fastparquet
import openpyxl
import pandas
import polars
import rispy
from pybtex.database import parse_file

PROGRAM, FOLDER = sys.argv[1], Path(sys.argv[2])
QUESTIONS = {
    "hits": ["search", "supervision", "--all"],
    "reports": ["reports"],
    "tracked": ["track"],
    "trend": ["themes", "--trend", "supervision"],
    "nothing": ["search", "zebras"],
}


def ask(*arguments, file=None):
    """Returns what the program writes; finding nothing is no failure."""
    done = subprocess.run(
        [PROGRAM, "--index", str(FOLDER / "index"), *arguments], capture_output=True
    )
    assert done.returncode in (0, 1), done.stderr.decode()
    if file:
        (FOLDER / file).write_bytes(done.stdout)
        return FOLDER / file
    return done.stdout


def rows(*arguments):
    text = ask(*arguments, "--format", "csv-raw").decode()
    return list(csv.DictReader(io.StringIO(text)))


def check_tables(name, question):
    """Workbooks and data frames hold the rows of CSV, with days as days."""
    expected = rows(*question)
    parquet = ask(*question, "--format", "parquet", file=f"{name}.parquet")
    frame = pandas.read_parquet(parquet)
    others = [
        fastparquet.ParquetFile(str(parquet)).to_pandas(),
        polars.read_parquet(parquet).to_pandas(),
        duckdb.sql(f"select * from '{parquet}'").df(),
    ]
    for other in others:
        assert len(frame) == len(other) == len(expected), name
        assert list(frame.columns) == list(other.columns), name
    workbook = openpyxl.load_workbook(ask(*question, "--format", "xlsx", file=f"{name}.xlsx"))
    sheet = workbook["findings"]
    head = [cell.value for cell in sheet[1]]
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref, name
    assert sheet.max_row == len(expected) + 1, name
    for row, cells in zip(expected, sheet.iter_rows(min_row=2)):
        assert head == list(row), name
        for column, cell in zip(row, cells):
            assert cell.data_type != "f", cell
            value = cell.value
            if isinstance(value, datetime.datetime):
                value = value.date().isoformat()
            if isinstance(value, str) or value is None:
                assert (value or "") == row[column], (name, column, value)
    for row, (_, record) in zip(expected, frame.iterrows()):
        for column in ("text", "report_id", "then_date", "inspection_end", "page"):
            if column in row and row[column]:
                assert str(record[column]).removesuffix(".0") == row[column], (name, column)


def check_references():
    """Reference managers find an entry for each hit, with its words."""
    expected = rows(*QUESTIONS["hits"])
    entries = rispy.loads(ask(*QUESTIONS["hits"], "--format", "ris").decode())
    assert len(entries) == len(expected)
    for entry, row in zip(entries, expected):
        assert entry["abstract"] == " ".join(row["text"].split()), row["id"]
        assert entry["title"] == row["title"]
    bibtex = ask(*QUESTIONS["hits"], "--format", "bibtex", file="hits.bib")
    assert len(parse_file(str(bibtex), "bibtex").entries) == len(expected)
    if shutil.which("pandoc"):
        import json

        read = subprocess.run(
            ["pandoc", "-f", "bibtex", "-t", "csljson", str(bibtex)],
            capture_output=True,
            check=True,
        )
        assert len(json.loads(read.stdout)) == len(expected)
    if shutil.which("biber"):
        read = subprocess.run(
            ["biber", "--tool", "--nolog", "--output-file", str(FOLDER / "b.bib"), str(bibtex)],
            capture_output=True,
            text=True,
        )
        assert read.returncode == 0 and "WARN" not in read.stdout, read.stdout
        entries = [line for line in (FOLDER / "b.bib").read_text().splitlines() if line.startswith("@")]
        assert len(entries) == len(expected), len(entries)


def check_documents():
    """A word processor shows every quotation with its source."""
    expected = rows(*QUESTIONS["hits"])
    path = ask(*QUESTIONS["hits"], "--format", "docx", file="hits.docx")
    document = docx.Document(str(path))
    quoted = [p.text for p in document.paragraphs if p.style.name == "Quote"]
    assert len(quoted) == len(expected)
    for text, row in zip(quoted, expected):
        assert row["text"] in text, row["id"]
    for question in (["track"], ["reports"], ["show", expected[0]["id"]]):
        assert docx.Document(str(ask(*question, "--format", "docx", file="other.docx"))).paragraphs
    if not shutil.which("soffice"):
        print("consumers: no LibreOffice: documents and workbooks are not opened in it")
        return
    convert = ["soffice", "--headless", f"-env:UserInstallation=file://{FOLDER}/office", "--convert-to"]
    for target, file in (("txt:Text (encoded):UTF8", "hits.docx"), ("csv:Text - txt - csv (StarCalc):44,34,76", "hits.xlsx")):
        subprocess.run([*convert, target, "--outdir", str(FOLDER), str(FOLDER / file)], capture_output=True, check=True)
    words = " ".join((FOLDER / "hits.txt").read_text("utf-8-sig").split())
    for row in expected:
        assert " ".join(row["text"].split()) in words, row["id"]
    if (FOLDER / "hits.csv").exists():
        with open(FOLDER / "hits.csv", encoding="utf-8-sig", newline="") as file:
            assert [row["id"] for row in csv.DictReader(file)] == [row["id"] for row in expected]
    else:
        print("consumers: LibreOffice has no sheets here: workbooks are not opened in it")


for name, question in QUESTIONS.items():
    check_tables(name, question)
check_references()
check_documents()
excel = ask("search", "supervision", "--format", "csv", "--excel")
assert excel.startswith(b"\xef\xbb\xbfid,")
assert len(pandas.read_csv(io.BytesIO(excel))) == 10
print("consumers: all hold the same rows")
