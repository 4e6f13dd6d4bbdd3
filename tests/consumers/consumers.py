"""Reads exports with the programs that people read them with, and holds the rows against CSV."""

import csv
import datetime
import io
import json
import re
import shutil
import subprocess
import sys
import uuid
import zipfile
from pathlib import Path

import docx
import duckdb
import fastparquet
import openpyxl
import pandas
import polars
import qdapy.qdpx
import rispy
from lxml import etree
from pybtex.database import parse_file
from pyrefiqda import RefiProject
from qdapy import agreement

PROGRAM, FOLDER, SCHEMA = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
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


def check_documentation():
    """What the documentation says of reading the data runs as it stands."""
    ask("export", "--format", "parquet", "--output", str(FOLDER / "hits.parquet"))
    ask("export", "--format", "csv-raw", "--output", str(FOLDER / "hits.csv"))
    text = Path("docs/data.md").read_text("utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(blocks) == 3
    for block in blocks:
        done = subprocess.run(
            [sys.executable, "-c", block], cwd=FOLDER, capture_output=True, text=True
        )
        assert done.returncode == 0 and len(done.stdout.splitlines()) > 3, done.stderr
    [block] = re.findall(r"```r\n(.*?)```", text, re.DOTALL)
    packages = "stopifnot(requireNamespace('readr'), requireNamespace('dplyr'))"
    if not shutil.which("Rscript") or subprocess.run(
        ["Rscript", "-e", packages], capture_output=True
    ).returncode:
        print("consumers: no R with readr and dplyr: its lines are not run")
        return
    done = subprocess.run(["Rscript", "-e", block], cwd=FOLDER, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    # R counts the paragraphs and reports of each year that stand in the CSV.
    counted = [line.split()[1:] for line in done.stdout.splitlines()[3:]]
    expected = {}
    with open(FOLDER / "hits.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] == "ilacs":
                expected.setdefault(row["inspection_end"][:4], []).append(row["report_id"])
    assert counted == [
        [year, str(len(ids)), str(len(set(ids)))] for year, ids in sorted(expected.items())
    ], done.stdout


def check_projects():
    """Readers of REFI-QDA see the words that are coded, and the published schemas hold."""
    book = FOLDER / "themes.toml"
    book.write_text(
        'name = "A book"\n[[theme]]\nname = "supervision"\ninclude = ["supervision"]\n'
        '[[theme]]\nname = "children’s voices"\ninclude = ["voice OR views"]\n',
        "utf-8",
    )
    question = ["themes", "--codebook", str(book)]
    project = ask(*question, "--format", "qdpx", file="project.qdpx")
    expected = set()
    for theme, query in (("supervision", "supervision"), ("children’s voices", "voice OR views")):
        for row in rows("search", f"({query})", "--all"):
            expected.add((theme, row["text"]))
    with zipfile.ZipFile(project) as archive:
        written = etree.fromstring(archive.read("project.qde"))
        texts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    assert not any("\r" in text for text in texts.values())
    if (SCHEMA / "Project.xsd").exists():
        etree.XMLSchema(file=str(SCHEMA / "Project.xsd")).assertValid(written)
    else:
        print("consumers: no schema of projects: it is not held against it")
    # One reader takes the positions from the file, the other the words too.
    model = RefiProject.load(str(project), extract_dir=str(FOLDER / "unpacked"))
    codes = {code.guid: code.name for code in model.code_book.codes.code}
    coded = set()
    for source in model.sources.text_source:
        text = texts[source.plain_text_path.replace("internal://", "sources/")]
        for selection in source.plain_text_selection:
            words = text[selection.start_position : selection.end_position]
            for coding in selection.coding:
                coded.add((codes[coding.code_ref.target_guid], words))
    assert coded and coded <= expected, coded - expected
    read = qdapy.qdpx.read_qdpx(project, warn=False)
    seen = read.fragments
    text_column = next(column for column in seen.columns if column.lower() in ("text", "quote", "fragment"))
    code_column = next(column for column in seen.columns if column.lower() in ("code", "codename", "code_name"))
    assert {(row[code_column], row[text_column]) for _, row in seen.iterrows()} == coded


def check_agreement():
    """Coders of a project agree as far as qdapy finds that they do, theme by theme."""
    namespace = "{urn:QDA-XML:project:1.0}"
    with zipfile.ZipFile(FOLDER / "project.qdpx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    project = etree.fromstring(parts["project.qde"])
    ann = "0b8f5ae0-95c7-4a3c-9d1c-0a6a4b1c2d3e"
    etree.SubElement(project.find(f"{namespace}Users"), f"{namespace}User", guid=ann, name="Ann")
    codes = [code.get("guid") for code in project.iter(f"{namespace}Code")]
    for source in project.iter(f"{namespace}TextSource"):
        for at, selection in enumerate(source.findall(f"{namespace}PlainTextSelection")):
            if at % 3 == 1:
                continue
            # A part of the paragraph, and now and then another code.
            start, end = int(selection.get("startPosition")), int(selection.get("endPosition"))
            own = etree.SubElement(
                source,
                f"{namespace}PlainTextSelection",
                guid=str(uuid.uuid4()),
                creatingUser=ann,
                startPosition=str(start + 3),
                endPosition=str(end - 1),
            )
            coding = etree.SubElement(own, f"{namespace}Coding", guid=str(uuid.uuid4()), creatingUser=ann)
            target = selection.find(f"{namespace}Coding/{namespace}CodeRef").get("targetGUID")
            if at % 5 == 2:
                target = next(code for code in codes if code != target)
            etree.SubElement(coding, f"{namespace}CodeRef", targetGUID=target)
    parts["project.qde"] = etree.tostring(project, xml_declaration=True, encoding="utf-8")
    path = FOLDER / "coders.qdpx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)

    read = qdapy.qdpx.read_qdpx(path, warn=False)
    paragraphs = {}
    for source in project.iter(f"{namespace}TextSource"):
        text = parts[source.get("plainTextPath").replace("internal://", "sources/")].decode("utf-8")
        starts, start = [], 0
        for paragraph in text.split("\n\n"):
            starts.append(start)
            start += len(paragraph) + 2
        paragraphs[source.get("name")] = starts
    fragments = read.fragments.copy()
    units = [
        f"{title}:{max(start for start in paragraphs[title] if start <= at)}"
        for title, at in zip(fragments["title"], fragments["positionStart"])
    ]
    fragments["unit"] = units
    every = [f"{title}:{start}" for title, starts in paragraphs.items() for start in starts]
    every = pandas.DataFrame({"unit": every})
    found = json.loads(ask("agreement", str(path), "--format", "json"))
    assert found["coders"] == ["Ann", "findings"]
    assert sorted(theme["theme"] for theme in found["themes"]) == sorted(set(fragments["code"]))
    for theme in found["themes"]:
        matrix = agreement.units_binary(fragments, theme["theme"], every, unit="unit")
        assert theme["n"] == len(matrix), theme["theme"]
        for name, figure in (
            ("agreement", agreement.percent_agreement),
            ("kappa", agreement.kappa),
            ("alpha", agreement.alpha),
            ("ac1", agreement.ac1),
        ):
            assert abs(theme[name] - figure(matrix)) < 1e-6, (theme["theme"], name, figure(matrix))
        differing = (matrix["Ann"] != matrix["findings"]).sum()
        assert theme["differing"] == differing > 0, theme["theme"]


for name, question in QUESTIONS.items():
    check_tables(name, question)
check_references()
check_documents()
check_documentation()
check_projects()
check_agreement()
excel = ask("search", "supervision", "--format", "csv", "--excel")
assert excel.startswith(b"\xef\xbb\xbfid,")
assert len(pandas.read_csv(io.BytesIO(excel))) == 10
print("consumers: all hold the same rows")
