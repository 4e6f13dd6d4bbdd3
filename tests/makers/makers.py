"""One invented report in settings drawn by chance, written by several programs, and read.

    python makers.py PROGRAM SEED REPORTS

Each report is made anew from its seed: findings of one sentence or several, lists inside of them, quotations,
tables, headings below those of areas, a table of judgements. A browser prints it, LibreOffice exports it with
tags and without, pandoc turns it into other formats, WeasyPrint and Typst set it, in one column or two. What is
read of each must be what was written: every numbered finding with its text, area and grade, what must improve,
and what stands on the front. A seed that fails is printed with what is wrong, and makes the same files again.
"""

import html
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM, SEED, REPORTS = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(tempfile.mkdtemp())

SENTENCES = """
Families get the right help early, and they are asked what they think of it.
Social workers visit children often and see them on their own.
Decisions are made within a day, and the reasons for them are written down.
Three family hubs have grown out of the children’s centres.
Strategy meetings are chaired well and include health and education in almost every case.
Plans are specific, short and easy to follow.
Core groups are well attended, but their minutes are sometimes late.
Managers’ oversight is regular, although it does not always say what must be done by when.
Nine in ten children have a return home interview within 72 hours.
Young carers are found earlier than they were; the support group has a waiting list in the east of the borough.
Life-story work remains too variable, as was said in 2019 and again in 2023.
At the time of the inspection, 23 children lived with carers with whom they had not been formally matched.
One young person said: ‘I know that I was moved. I don’t know why.’
The multi-agency safeguarding hub (MASH) understands its thresholds and applies them consistently.
Care leavers have a real choice of accommodation, and twelve flats are kept for those who are ready.
The virtual school is ambitious, and suspensions have fallen by 40% in two years.
Assessments look at family history with curiosity.
Personal education plans are written in the child’s own words.
Inspectors saw delay in a small number of cases, which managers had not noticed.
Foster carers are warm, well supported and proud of the children who live with them.
Recruitment is better than the regional average, and fewer than one in ten posts are held by agency staff.
Supervision is reflective in most teams, but in two of them it is about tasks alone.
The local authority has invested £1.2 million in edge-of-care services since April 2022.
Independent reviewing officers (IROs) see children between reviews and write to them afterwards.
Disabled children receive a joined-up service, and short breaks are not taken away at short notice.
Transition planning starts at 14, so that adult services come to the reviews.
Leaders know of each weakness that inspectors found.
There is no drift in the work of the court team.
Advisers stay in touch with those over 21 and come back at once when they are needed.
Private fostering is checked with care.
Children missing education are looked for with the help of schools, the police and neighbours.
Pre-birth work starts early; babies are not moved from home to home.
Audits are thorough, and what they find is used.
Too many 16- and 17-year-olds who present as homeless are offered bed and breakfast.
""".strip().split("\n")

ITEMS = """
the chair of the conference
the parents and the wider family
the school nurse
a manager who knows the case
visits that are planned with the child
letters that say what will happen next
records that are kept on the same day
""".strip().split("\n")

QUOTATIONS = ["“They always ask me first,” said a girl of twelve.", "“My adviser rings me back on the same day.”"]

IMPROVEMENTS = """
The quality of life-story work for children in care.
The timeliness with which permanence is confirmed for children who live with long-term foster carers.
Management oversight of decisions in the multi-agency safeguarding hub.
The consistency of return home interviews, and what is learnt from them.
The impact of challenge by independent reviewing officers when plans drift.
""".strip().split("\n")

AREAS = [
    ("help-and-protection", "The experiences and progress of children who need help and protection"),
    ("children-in-care", "The experiences and progress of children in care"),
    ("care-leavers", "The experiences and progress of care leavers"),
    ("leaders", "The impact of leaders on social work practice with children and families"),
]
GRADES = {
    "outstanding": "Outstanding",
    "good": "Good",
    "requires-improvement": "Requires improvement to be good",
    "inadequate": "Inadequate",
}
TITLE = "Inspection of Ambleford local authority children’s services"
FRONT = {
    "authority": "ambleford",
    "kind": "ilacs",
    "inspection_start": "2024-10-07",
    "inspection_end": "2024-10-18",
    "lead_inspector": "Ottoline Farrow",
}


class Report:
    """What is written: parts in their order, and what must be read of them."""

    def __init__(self, seed: int):
        draw = self.draw = random.Random(seed)
        self.seed = seed
        self.grades = {slug: draw.choice(list(GRADES)) for slug, _ in AREAS}
        self.overall = draw.choice(list(GRADES))
        self.summary = [self.sentences(2, 4), self.sentences(1, 3)]
        self.improvements = draw.sample(IMPROVEMENTS, draw.randint(2, 5))
        self.parts: list[tuple] = []
        self.findings: dict[int, tuple] = {}
        self.others: list[str] = []
        number = 0
        for slug, name in AREAS:
            self.parts.append(("h2", f"{name}: {GRADES[self.grades[slug]].lower()}"))
            for _ in range(draw.randint(3, 8)):
                if draw.random() < 0.08:
                    self.parts.append(("h3", draw.choice(["Early help", "Permanence", "Workforce", "Health"])))
                number += 1
                text, items = self.sentences(1, 4), []
                if draw.random() < 0.12:
                    text = text.rstrip(".’") + ", including:"
                    items = draw.sample(ITEMS, draw.randint(2, 4))
                self.parts.append(("finding", number, text, items))
                whole = " – ".join([text, *items])
                self.findings[number] = (whole, slug, self.grades[slug])
                if not items and draw.random() < 0.06:
                    self.parts.append(("quotation", draw.choice(QUOTATIONS)))
                if not items and draw.random() < 0.05:
                    self.parts.append(("table", [["Year", "Caseload"], ["2022", "19"], ["2023", "17"]]))

    def sentences(self, least: int, most: int) -> str:
        return " ".join(self.draw.sample(SENTENCES, self.draw.randint(least, most)))

    def rows(self) -> list[tuple[str, str]]:
        rows = [(name, GRADES[self.grades[slug]]) for slug, name in [AREAS[3], *AREAS[:3]]]
        return [*rows, ("Overall effectiveness", GRADES[self.overall])]

    def html(self, css: str, numbers: str) -> str:
        """Writes it as HTML: numbers of findings by lists that start there, or as text before the finding."""
        e = html.escape
        out = [f"<!DOCTYPE html><html lang=en-GB><head><meta charset=utf-8><title>{e(TITLE)}</title><style>{css}</style>"]
        out.append(f"</head><body><h1>{e(TITLE)}</h1><p><b>Inspection dates:</b> 7 to 18 October 2024</p>")
        out.append("<p><b>Lead inspector:</b> Ottoline Farrow, His Majesty’s Inspector</p>")
        out.append("<table><tr><th>Judgement</th><th>Grade</th></tr>")
        out += [f"<tr><td>{e(name)}</td><td>{e(grade)}</td></tr>" for name, grade in self.rows()]
        out.append("</table>" + "".join(f"<p>{e(text)}</p>" for text in self.summary))
        items = "".join(f"<li>{e(item)}</li>" for item in self.improvements)
        out.append(f"<h2>What needs to improve</h2><ul>{items}</ul>")
        for part in self.parts:
            match part:
                case ("finding", number, text, items):
                    inner = "".join(f"<li>{e(item)}</li>" for item in items)
                    inner = inner and f"<ul>{inner}</ul>"
                    if numbers == "list":
                        out.append(f"<ol start={number}><li>{e(text)}{inner}</li></ol>")
                    else:
                        out.append(f"<p class=n><span class=num>{number}.</span> {e(text)}</p>{inner}")
                case ("quotation", text):
                    out.append(f"<blockquote><p>{e(text)}</p></blockquote>")
                case ("table", rows):
                    cells = ["".join(f"<td>{e(cell)}</td>" for cell in row) for row in rows]
                    out.append("<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>")
                case (tag, text):
                    out.append(f"<{tag}>{e(text)}</{tag}>")
        return "\n".join(out) + "</body></html>"

    def css(self, columns: bool) -> str:
        """Draws a setting: type, measure, distances, what stands at the head and foot of pages."""
        draw = self.draw
        size = draw.choice([9, 10, 11, 12])
        foot = draw.choice([
            "", '@bottom-center{content:counter(page)}',
            f'@bottom-left{{content:"{TITLE}";font-size:8pt}}@bottom-right{{content:counter(page);font-size:8pt}}',
            '@bottom-center{content:"Page " counter(page) " of " counter(pages)}@top-left{content:"Ofsted"}',
        ])
        page = draw.choice(["A4", "Letter"])
        return (
            f"@page{{size:{page};margin:{draw.choice(['2cm', '2.5cm', '3cm 2cm 2cm 3cm'])};{foot}}}"
            f"body{{font-family:{draw.choice(['Liberation Sans', 'Liberation Serif', 'DejaVu Sans'])};font-size:{size}pt;"
            f"line-height:{draw.choice([1.15, 1.3, 1.5])};{draw.choice(['', 'text-align:justify;'])}"
            + ("columns:2;column-gap:8mm" if columns else "") + "}"
            + ("h1{column-span:all}" if columns else "")
            + "table{border-collapse:collapse}td,th{border:1px solid #888;padding:3pt;text-align:left}"
            ".n{padding-left:1.2cm;text-indent:-1.2cm}.num{display:inline-block;width:1.2cm;text-indent:0}"
            "tr{break-inside:avoid}"
        )

    def typst(self) -> str:
        """Writes it in Typst's language."""
        draw = self.draw
        e = lambda text: re.sub(r"([\\#$*_`<>@\[\]~/=+-])", r"\\\1", text)
        size = draw.choice([10, 11, 12])
        numbered = draw.choice(["none", '"1"'])
        justify = draw.choice(["true", "false"])
        out = [f'#set page(paper: "a4", numbering: {numbered})\n#set text(size: {size}pt, lang: "en", region: "GB")']
        out.append(f"#set par(justify: {justify})\n#set document(title: \"{TITLE}\")\n= {e(TITLE)}\n")
        out.append("*Inspection dates:* 7 to 18 October 2024\n\n*Lead inspector:* Ottoline Farrow, His Majesty’s Inspector\n")
        cells = ", ".join(f"[{e(cell)}]" for row in [("Judgement", "Grade"), *self.rows()] for cell in row)
        out.append(f"#table(columns: (3fr, 2fr), {cells})\n")
        out += [e(text) + "\n" for text in self.summary]
        out.append("== What needs to improve\n" + "\n".join(f"- {e(item)}" for item in self.improvements) + "\n")
        for part in self.parts:
            match part:
                case ("finding", number, text, items):
                    inner = "".join(f"\n  - {e(item)}" for item in items)
                    out.append(f"{number}. {e(text)}{inner}\n")
                case ("quotation", text):
                    out.append(f"#quote(block: true)[{e(text)}]\n")
                case ("table", rows):
                    cells = ", ".join(f"[{cell}]" for row in rows for cell in row)
                    out.append(f"#table(columns: 2, {cells})\n")
                case (tag, text):
                    out.append("=" * int(tag[1]) + f" {e(text)}\n")
        return "\n".join(out)


def plain(text: str) -> str:
    """Folds white space, and quotation marks to the straight ones that some programs write."""
    return " ".join(text.translate(str.maketrans("‘’“”", "''\"\"")).split())


def faults(report: Report, path: Path) -> list[str]:
    """Reads a file alone, and says what of it is not what was written."""
    index = FOLDER / "index"
    shutil.rmtree(index, ignore_errors=True)
    command = [PROGRAM, "--index", str(index)]
    gazetteer = ["--gazetteer", str(ROOT / "corpus" / "gazetteer.csv")]
    subprocess.run([*command, "ingest", str(path), *gazetteer], capture_output=True)
    export = subprocess.run([*command, "export", "--source", "all"], capture_output=True, text=True).stdout
    rows = [json.loads(line) for line in export.splitlines()]
    if not rows:
        return ["nothing was read of it"]
    found = [f"{name}: {rows[0][name]}" for name, said in FRONT.items() if rows[0][name] != said]
    if rows[0]["overall_grade"] != report.overall:
        found.append(f"overall_grade: {rows[0]['overall_grade']}, not {report.overall}")
    numbered = {row["number"]: row for row in rows if row["number"]}
    for number, (text, area, grade) in report.findings.items():
        row = numbered.get(number)
        if row is None:
            found.append(f"{number} is not there")
        elif plain(row["text"]) != plain(text):
            found.append(f"{number} reads: {row['text']!r}, not {text!r}")
        elif (row["area"], row["grade"]) != (area, grade):
            found.append(f"{number} stands in {row['area']}, {row['grade']}, not {area}, {grade}")
    improvements = [plain(row["text"]) for row in rows if row["section"] == "improvement"]
    if improvements != [plain(text) for text in report.improvements]:
        found.append(f"what must improve: {improvements}")
    summary = [plain(row["text"]) for row in rows if row["section"] == "summary"]
    if summary != [plain(text) for text in report.summary]:
        found.append(f"the summary: {summary}")
    return found


def run(*command: object, **options: object) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True, **options)


def print_in_chromium(report: Report, name: str, css: str, numbers: str) -> list[Path]:
    page, pdf = FOLDER / f"{name}.html", FOLDER / f"{name}.chromium.pdf"
    page.write_text(report.html(css, numbers))
    run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={pdf}", page)
    return [page, pdf]


def set_by_weasyprint(report: Report, name: str, css: str) -> list[Path]:
    import weasyprint

    pdf = FOLDER / f"{name}.weasyprint.pdf"
    weasyprint.HTML(string=report.html(css, "text")).write_pdf(pdf)
    return [pdf]


def set_by_typst(report: Report, name: str) -> list[Path]:
    import typst

    source, pdf = FOLDER / f"{name}.typ", FOLDER / f"{name}.typst.pdf"
    source.write_text(report.typst())
    typst.compile(str(source), output=str(pdf))
    return [pdf]


def convert(report: Report, name: str) -> list[Path]:
    """Turns it by pandoc and LibreOffice into what they write."""
    page = FOLDER / f"{name}.plain.html"
    page.write_text(report.html("", "list"))
    made = []
    for ending, format in [("docx", "docx"), ("odt", "odt"), ("rtf", "rtf"), ("md", "gfm"), ("txt", "plain"), ("epub", "epub")]:
        target = FOLDER / f"{name}.pandoc.{ending}"
        run("pandoc", "-s", "-f", "html", "-t", format, page, "-o", target)
        made.append(target)
    if not shutil.which("soffice"):
        return made
    for tagged in [True, False]:
        value = str(tagged).lower()
        options = f'pdf:writer_pdf_Export:{{"UseTaggedPDF":{{"type":"boolean","value":"{value}"}}}}'
        source = FOLDER / f"{name}.tags-{value}.docx"
        shutil.copy(made[0], source)
        run("soffice", "--headless", f"-env:UserInstallation=file://{FOLDER}/office", "--convert-to", options,
            "--outdir", FOLDER, source)
        made.append(source.with_suffix(".pdf"))
    return made


def main() -> None:
    missing = [name for name in ["chromium", "pandoc", "soffice"] if not shutil.which(name)]
    if missing:
        print(f"makers: not there, and not used: {', '.join(missing)}")
    read, wrong = 0, 0
    for seed in range(SEED, SEED + REPORTS):
        report = Report(seed)
        columns = report.draw.random() < 0.4
        name, css = f"report-{seed}", report.css(columns)
        files = set_by_weasyprint(report, name, css) + set_by_typst(report, name)
        if "chromium" not in missing:
            files += print_in_chromium(report, name, css, report.draw.choice(["list", "text"]))
        if "pandoc" not in missing:
            files += convert(report, name)
        for file in files:
            found = faults(report, file)
            read += 1
            wrong += bool(found)
            for fault in found[:4]:
                print(f"makers: {file.name}: {fault[:400]}")
    print(f"makers: {read} files of {REPORTS} reports were read, {wrong} of them not as they were written")
    shutil.rmtree(FOLDER) if not wrong else print(f"makers: the files are kept in {FOLDER}")
    sys.exit(wrong > 0)


main()
