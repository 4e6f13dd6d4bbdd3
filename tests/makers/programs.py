"""The programs that write reports, those that rewrite what others wrote, and scans."""

import random
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

from documents import Document
from drawing import Report
from flowables import by_reportlab
from setting import as_latex, as_troff
from writing import Setting, as_html, as_typst

# Turns what is marked as a note into one.
NOTES_FILTER = """
function Span(span)
  if span.classes:includes("fn") then return pandoc.Note(pandoc.Para(span.content)) end
end
"""


def run(*command: object, **options: object) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True, timeout=120, **options)


class Makers:
    """Programs that are there, and the folder that they write into."""

    def __init__(self, folder: Path):
        self.folder = folder
        names = ["chromium", "pandoc", "soffice", "gs", "qpdf", "mutool", "pdfunite", "pdftoppm", "tesseract"]
        names += ["pdflatex", "lualatex", "xelatex", "groff", "wkhtmltopdf"]
        self.there = {name for name in names if shutil.which(name)}
        self.columns = self.typeset_in_columns = False
        self.missing = [name for name in names if name not in self.there]
        (folder / "notes.lua").write_text(NOTES_FILTER)

    def write(self, report: Report) -> list[Path]:
        """Has a report written by all programs, in settings drawn by chance."""
        draw = random.Random(report.seed + 0.5)
        setting = Setting(draw, report)
        # Numbers that a font raises by itself are told by tags alone, which not all rewriters keep.
        raises = draw.random() < 0.5
        self.columns = setting.columns
        files = [self.by_weasyprint(report, setting), self.by_typst(report, draw, raises)]
        if "chromium" in self.there:
            files += self.by_chromium(report, setting, draw.choice(["list", "text"]))
        if "pandoc" in self.there:
            files += self.by_pandoc(report, draw)
        pdfs = [file for file in files if file.suffix == ".pdf"]
        if report.notes and raises:
            pdfs = [file for file in pdfs if "typst" not in file.name]
        files += self.rewritten(report, draw, draw.choice(pdfs))
        files += self.by_others(report, random.Random(f"{report.seed} by others"))
        # Plain text does not say which of its first lines is the name of a provider.
        if report.front["kind"] == "care-service":
            files = [file for file in files if file.suffix != ".txt"]
        # LibreOffice breaks the words of narrow columns anywhere, and without tags their heads run into each other.
        if any(part[0] == "grades" and part[2] == "ticks" for part in report.parts):
            names = (".weasyprint.", ".tags-", ".qpdf.", ".gs.", ".mutool.", ".pdfunite.")
            files = [file for file in files if not any(name in file.name for name in names)]
        # Nor does anything tell there where a row begins whose grade stands first.
        if any(part[0] == "grades" and part[2] == "grade first" for part in report.parts):
            files = [file for file in files if ".tags-" not in file.name]
        return files

    def sets_columns(self, file: Path) -> bool:
        """Tells whether a file of the report that was written last may be set in columns."""
        if any(name in file.name for name in ["latex.", ".joined."]):
            return self.typeset_in_columns
        of_one = (".tags-", ".groff.", ".reportlab.", ".wkhtmltopdf.", ".office.")
        return ".typst." in file.name or self.columns and not any(name in file.name for name in of_one)

    def by_chromium(self, report: Report, setting: Setting, numbers: str) -> list[Path]:
        page = self.folder / f"{report.seed}.html"
        pdf = self.folder / f"{report.seed}.chromium.pdf"
        page.write_text(as_html(report, setting.css(), numbers, "end"))
        run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={pdf}", page)
        return [page, pdf]

    def by_weasyprint(self, report: Report, setting: Setting, name: str = "weasyprint") -> Path:
        import weasyprint

        pdf = self.folder / f"{report.seed}.{name}.pdf"
        weasyprint.HTML(string=as_html(report, setting.css(), "text", "foot")).write_pdf(pdf)
        return pdf

    def by_typst(self, report: Report, draw: random.Random, raises: bool) -> Path:
        import typst

        source, pdf = self.folder / f"{report.seed}.typ", self.folder / f"{report.seed}.typst.pdf"
        source.write_text(as_typst(report, draw, raises))
        typst.compile(str(source), output=str(pdf))
        return pdf

    def by_others(self, report: Report, draw: random.Random) -> list[Path]:
        """Has it written by a typesetter of each kind, as a document that was worked on, and by what makes others of
        these."""
        made = []
        stem = self.folder / str(report.seed)
        source = as_latex(report, draw)
        engines = sorted(self.there & {"pdflatex", "lualatex", "xelatex"})
        if engines:
            engine = draw.choice(engines)
            file = stem.with_suffix(f".{engine}.tex")
            file.write_text(source)
            for _ in range(2):
                run(engine, "-interaction=nonstopmode", file.name, cwd=self.folder)
            made.append(file.with_suffix(".pdf"))
            self.typeset_in_columns = "twocolumn" in source
        if "groff" in self.there:
            file = stem.with_suffix(".ms")
            file.write_text(as_troff(report, draw))
            pdf = stem.with_suffix(".groff.pdf")
            with pdf.open("wb") as target:
                command = ["groff", "-ms", "-t", "-k", "-Tpdf", file]
                subprocess.run(command, check=True, stdout=target, stderr=subprocess.DEVNULL, timeout=120)
            made.append(pdf)
        # Notes behind a report that nothing names as such are text.
        if not report.notes:
            made.append(stem.with_suffix(".reportlab.pdf"))
            by_reportlab(report, draw, made[-1])
        if "wkhtmltopdf" in self.there:
            setting = Setting(draw, report)
            setting.columns = False
            page, pdf = stem.with_suffix(".old.html"), stem.with_suffix(".wkhtmltopdf.pdf")
            page.write_text(as_html(report, setting.css(), draw.choice(["list", "text"]), "end"))
            run("wkhtmltopdf", "-q", page, pdf)
            made.append(pdf)
        made += self.joined(draw, made[0]) if engines else []
        made.append(stem.with_suffix(".worked.docx"))
        Document(report, draw).save(made[-1])
        if "soffice" in self.there:
            final = stem.with_suffix(".office.docx")
            Document(report, draw, is_final=True).save(final)
            kind = draw.choice(["doc", "rtf", "odt", "fodt", "pdf"])
            # LibreOffice begins a list at 1 again behind its first item where it writes an old Word file: what it
            # shows of its own file is one off.
            if kind == "doc":
                document = Document(report, random.Random(report.seed), is_final=True)
                document.numbers = "tab"
                document.save(final)
            run("soffice", "--headless", f"-env:UserInstallation=file://{self.folder}/office", "--convert-to", kind,
                "--outdir", self.folder, final)
            made.append(final.with_suffix(f".{kind}"))
        return made

    def joined(self, draw: random.Random, pdf: Path) -> list[Path]:
        """Has the pages of a file put into another by a library."""
        target = pdf.with_suffix(".joined.pdf")
        match draw.choice(["pypdf", "pikepdf", "pymupdf"]):
            case "pypdf":
                import pypdf

                writer = pypdf.PdfWriter()
                writer.append(str(pdf))
                writer.write(str(target))
            case "pikepdf":
                import pikepdf

                whole = pikepdf.new()
                whole.pages.extend(pikepdf.open(pdf).pages)
                whole.save(target)
            case "pymupdf":
                import pymupdf

                whole = pymupdf.open()
                whole.insert_pdf(pymupdf.open(pdf))
                whole.save(target)
        return [target]

    def by_pandoc(self, report: Report, draw: random.Random) -> list[Path]:
        """Turns it by pandoc and LibreOffice into what they write."""
        page = self.folder / f"{report.seed}.plain.html"
        page.write_text(as_html(report, "", "list", "mark"))
        reference = self.folder / f"{report.seed}.reference.docx"
        draw_reference(draw, reference)
        made = []
        formats = [("docx", "docx"), ("odt", "odt"), ("rtf", "rtf"), ("md", "gfm"), ("txt", "plain"), ("epub", "epub")]
        for ending, format in formats:
            target = self.folder / f"{report.seed}.pandoc.{ending}"
            options = [f"--reference-doc={reference}"] if ending == "docx" else []
            filter = f"--lua-filter={self.folder / 'notes.lua'}"
            run("pandoc", "-s", "-f", "html", "-t", format, filter, *options, page, "-o", target)
            made.append(target)
        if "soffice" not in self.there:
            return made
        for tagged in [True, False]:
            value = str(tagged).lower()
            options = f'pdf:writer_pdf_Export:{{"UseTaggedPDF":{{"type":"boolean","value":"{value}"}}}}'
            source = self.folder / f"{report.seed}.tags-{value}.docx"
            shutil.copy(made[0], source)
            run("soffice", "--headless", f"-env:UserInstallation=file://{self.folder}/office", "--convert-to", options,
                "--outdir", self.folder, source)
            made.append(source.with_suffix(".pdf"))
        return made

    def rewritten(self, report: Report, draw: random.Random, pdf: Path) -> list[Path]:
        """Has one file written again by a program that knows PDF alone."""
        ways = [way for way in ["qpdf", "gs", "mutool", "pdfunite"] if way in self.there]
        # Ghostscript loses what the ligatures of a browser's fonts stand for.
        if ".chromium." in pdf.name and "gs" in ways:
            ways.remove("gs")
        # Letters have no covers, and where the largest words are a name a cover's are.
        if report.front["kind"] not in ("ilacs", "area-send") and "pdfunite" in ways:
            ways.remove("pdfunite")
        if not ways:
            return []
        way = draw.choice(ways)
        target = pdf.with_suffix(f".{way}.pdf")
        match way:
            case "qpdf":
                run("qpdf", "--empty", "--pages", pdf, "1-z", "--", target)
            case "gs":
                run("gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", f"-sOutputFile={target}", pdf)
            case "mutool":
                run("mutool", "clean", "-gggz", pdf, target)
            case "pdfunite":
                import weasyprint

                cover = pdf.with_suffix(".cover.pdf")
                words = "<h1 style='margin-top:10cm;text-align:center'>Ofsted</h1><p style='text-align:center'>raising standards</p>"
                weasyprint.HTML(string=words).write_pdf(cover)
                run("pdfunite", cover, pdf, target)
        return [target]

    def scanned(self, report: Report) -> Path:
        """Makes pictures of pages, turned a little and with noise, and a file of them; numbers that stand alone and
        small letters are not recognised well enough."""
        from PIL import Image, ImageChops

        draw = random.Random(report.seed + 0.25)
        setting = Setting(draw, report)
        setting.columns, setting.numbers, setting.size = False, "text", max(setting.size, 11)
        setting.indented, setting.leading = False, max(setting.leading, 1.3)
        pdf = self.by_weasyprint(report, setting, "printed")
        dots = draw.choice([200, 250, 300])
        stem = pdf.with_suffix(".page")
        run("pdftoppm", "-r", dots, "-gray", pdf, stem)
        pictures = []
        for page in sorted(pdf.parent.glob(f"{stem.name}-*.pgm")):
            picture = Image.open(page).rotate(draw.uniform(-0.3, 0.3), Image.Resampling.BICUBIC, fillcolor=255)
            noise = Image.effect_noise(picture.size, draw.uniform(5, 20))
            pictures.append(ImageChops.add(picture, noise, 1.0, -128))
            page.unlink()
        target = pdf.with_suffix(".scan.pdf")
        pictures[0].save(target, save_all=True, append_images=pictures[1:], resolution=dots)
        return target


def draw_reference(draw: random.Random, target: Path) -> None:
    """Makes the document whose styles pandoc's takes, with styles, heads and feet drawn by chance."""
    source = target.with_suffix(".default.docx")
    source.write_bytes(subprocess.run(["pandoc", "--print-default-data-file", "reference.docx"], capture_output=True).stdout)
    font = draw.choice(["Carlito", "Liberation Serif", "Liberation Sans", "DejaVu Sans Condensed"])
    size = draw.choice([18, 20, 22, 24, 26])
    lines = draw.choice([240, 276, 360, 432])
    after = draw.choice([0, 120, 200])
    indent = '<w:ind w:firstLine="360"/>' if after == 0 else ""
    justified = draw.choice(['<w:jc w:val="both"/>', ""])
    page = draw.choice(['<w:pgSz w:w="11906" w:h="16838"/>', '<w:pgSz w:w="12240" w:h="15840"/>'])
    field = '<w:fldSimple w:instr=" {} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    run_of = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    foot = draw.choice([
        "",
        field.format("PAGE"),
        run_of.format("Page ") + field.format("PAGE") + run_of.format(" of ") + field.format("NUMPAGES"),
        field.format("PAGE") + run_of.format(" | Inspection report"),
    ])
    head = draw.choice(["", run_of.format("Ofsted")])
    spacing = f'<w:spacing w:before="{after}" w:after="{after}" w:line="{lines}" w:lineRule="auto"/>{indent}{justified}'
    names = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
    kinds = {"header": ("hdr", head), "footer": ("ftr", foot)}
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name == "word/styles.xml":
                text = re.sub(r"<w:rFonts [^>]*/>", f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>', text, 1)
                text = re.sub(r'<w:sz w:val="24" ?/>', f'<w:sz w:val="{size}"/>', text, 1)
                style = re.search(r'<w:style [^>]*w:styleId="BodyText".*?</w:style>', text, re.S).group()
                text = text.replace(style, re.sub(r"<w:spacing [^>]*/>", spacing, style, 1))
            if name == "word/document.xml":
                references = "".join(
                    f'<w:{kind}Reference w:type="default" r:id="rIdMade{kind}"/>' for kind, (_, made) in kinds.items() if made
                )
                text = re.sub(r"<w:sectPr ?/>|<w:sectPr>.*?</w:sectPr>", f"<w:sectPr>{references}{page}</w:sectPr>", text, 1, re.S)
            if name == "word/_rels/document.xml.rels":
                base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
                made = "".join(
                    f'<Relationship Id="rIdMade{kind}" Type="{base}/{kind}" Target="{kind}9.xml"/>'
                    for kind, (_, made) in kinds.items() if made
                )
                text = text.replace("</Relationships>", made + "</Relationships>")
            if name == "[Content_Types].xml":
                base = "application/vnd.openxmlformats-officedocument.wordprocessingml"
                made = "".join(
                    f'<Override PartName="/word/{kind}9.xml" ContentType="{base}.{kind}+xml"/>'
                    for kind, (_, made) in kinds.items() if made
                )
                text = text.replace("</Types>", made + "</Types>")
            new.writestr(name, text)
        for kind, (root, made) in kinds.items():
            if made:
                new.writestr(f"word/{kind}9.xml", f"<w:{root} {names}><w:p>{made}</w:p></w:{root}>")
