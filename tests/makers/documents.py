"""A report as a document of a word processor, as people leave it behind: with changes that were tracked, text struck
out, comments, controls around text, boxes, hand-written or automatic numbers."""

import html
import random
import zipfile
from pathlib import Path

from drawing import Report, Text

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"

e = html.escape


class Document:
    """A document as it is written."""

    def __init__(self, report: Report, draw: random.Random, is_final: bool = False):
        self.report, self.draw = report, draw
        self.body: list[str] = []
        self.notes: list[str] = []
        self.comments = 0
        # How findings are numbered: by the program, or by hand with a space or a tab behind the number.
        self.numbers = draw.choice(["list", "list", "space", "tab"])
        self.tracked, self.commented = draw.random() < 0.3, draw.random() < 0.3
        # Other programs write what was taken out and said of it into what they make of a document.
        if is_final:
            self.tracked = self.commented = False
        self.controlled, self.split = draw.random() < 0.3, draw.random() < 0.5
        # Each list that begins at a number of its own.
        self.lists = ['<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
                      '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>']
        self.list_of_findings: int | None = None

    def run(self, text: str, properties: str = "", tag: str = "t") -> str:
        return f'<w:r><w:rPr>{properties}</w:rPr><w:{tag} xml:space="preserve">{e(text)}</w:{tag}></w:r>'

    def runs(self, text: str, properties: str = "") -> str:
        """Writes text in pieces, as programs part it where somebody changed it."""
        draw = self.draw
        if self.split and len(text) > 20 and draw.random() < 0.5:
            at = draw.randrange(5, len(text) - 5)
            made = self.run(text[:at], properties) + self.run(text[at:], properties)
        else:
            made = self.run(text, properties)
        if self.tracked and draw.random() < 0.15:
            who = 'w:id="1" w:author="A" w:date="2024-05-05T10:00:00Z"'
            gone = self.run(" This was taken out.", properties, "delText")
            made = f"<w:ins {who}>{made}</w:ins><w:del {who}>{gone}</w:del>"
        elif self.tracked and draw.random() < 0.1:
            made += self.run(" This was struck out.", properties + "<w:strike/>")
        if self.commented and draw.random() < 0.1:
            order = self.comments
            self.comments += 1
            made = (f'<w:commentRangeStart w:id="{order}"/>{made}<w:commentRangeEnd w:id="{order}"/>'
                    f'<w:r><w:commentReference w:id="{order}"/></w:r>')
        return made

    def paragraph(self, inner: str, style: str = "", properties: str = "") -> str:
        style = style and f'<w:pStyle w:val="{style}"/>'
        made = f"<w:p><w:pPr>{style}{properties}</w:pPr>{inner}</w:p>"
        if self.controlled and self.draw.random() < 0.1:
            return f"<w:sdt><w:sdtPr><w:id w:val=\"7\"/></w:sdtPr><w:sdtContent>{made}</w:sdtContent></w:sdt>"
        return made

    def text_of(self, text: Text) -> str:
        if text.note is None:
            return self.runs(str(text))
        self.notes.append(text.note)
        mark = f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{len(self.notes)}"/></w:r>'
        rest = " ".join(text.sentences[1:])
        return self.runs(text.sentences[0]) + mark + (self.runs(" " + rest) if rest else "")

    def item(self, inner: str, of: int, level: int = 0) -> str:
        return self.paragraph(inner, "ListParagraph", f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{of}"/></w:numPr>')

    def table(self, rows: list) -> str:
        cells = lambda row: "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="4500" w:type="dxa"/></w:tcPr>{self.paragraph(self.run(cell))}</w:tc>' for cell in row
        )
        borders = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ["top", "left", "bottom", "right", "insideH", "insideV"])
        borders = f"<w:tblBorders>{borders}</w:tblBorders>" if self.draw.random() < 0.7 else ""
        made = "".join(f"<w:tr>{cells(row)}</w:tr>" for row in rows)
        grid = '<w:gridCol w:w="4500"/>' * len(rows[0])
        return f'<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/>{borders}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>{self.paragraph("")}'

    def finding(self, label: str, number: int, text: Text) -> str:
        inner = self.text_of(text)
        if self.report.numbers.bullets:
            return self.item(inner, 1)
        if not label:
            return self.paragraph(inner)
        if self.numbers != "list" or self.report.numbers.form == "C.N":
            gap = "<w:r><w:tab/></w:r>" if self.numbers == "tab" else self.run(" ")
            return self.paragraph(self.run(label) + gap + inner)
        if self.list_of_findings is None or number == 1:
            self.list_of_findings = len(self.lists) + 1
            start = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{number}"/></w:lvlOverride>'
            self.lists.append(
                f'<w:num w:numId="{self.list_of_findings}"><w:abstractNumId w:val="3"/>{start}</w:num>'
            )
        return self.item(inner, self.list_of_findings)

    def lettered(self) -> int:
        """Begins a list of letters at (a)."""
        order = len(self.lists) + 1
        start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        self.lists.append(f'<w:num w:numId="{order}"><w:abstractNumId w:val="2"/>{start}</w:num>')
        return order

    def write_parts(self) -> None:
        add = self.body.append
        for part in self.report.parts:
            match part:
                case ("title", text):
                    add(self.paragraph(self.runs(text), "Title"))
                case ("line", text):
                    add(self.paragraph(self.runs(text)))
                case ("lines", texts):
                    add(self.paragraph("<w:r><w:br/></w:r>".join(map(self.run, texts))))
                case ("field", name, value):
                    add(self.paragraph(self.run(f"{name}:", "<w:b/>") + self.run(f" {value}")))
                case ("text", text):
                    add(self.paragraph(self.text_of(text)))
                case ("grades", rows, shape):
                    add(self.table([*([("Judgement", "Grade")] if shape != "no head" else []), *rows]))
                case ("graded", title, grade):
                    add(self.table([(title, grade)]))
                case ("bullets", texts):
                    self.body += [self.item(self.runs(text), 1) for text in texts]
                case ("finding", label, number, text, items, letters):
                    add(self.finding(label, number, text))
                    of = self.lettered() if items and letters else 1
                    for item in items:
                        add(self.item(self.runs(item), of, 0 if letters else 1))
                case ("quotation", text):
                    add(self.paragraph(self.runs(text), "Quote"))
                case ("table", rows, caption):
                    self.body += [self.paragraph(self.run(caption), "Caption")] * bool(caption) + [self.table(rows)]
                case ("figure", caption):
                    add(self.paragraph(self.run(caption), "Caption"))
                case ("box", title, texts):
                    inner = "".join([self.paragraph(self.run(title, "<w:b/>")), *(self.paragraph(self.runs(t)) for t in texts)])
                    add(self.paragraph(
                        '<w:r><w:pict><v:shape style="width:400pt;height:120pt"><v:textbox><w:txbxContent>'
                        f"{inner}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
                    ))
                case ("aside", text):
                    add(self.paragraph(self.runs(text)))
                case ("contents", titles):
                    add(self.paragraph(self.run("Contents", "<w:b/>")))
                    self.body += [self.paragraph(self.run(title) + "<w:r><w:tab/></w:r>" + self.run("2"), "TOC1") for title in titles]
                case ("turn",):
                    add(self.paragraph('<w:r><w:br w:type="page"/></w:r>'))
                case (tag, text):
                    add(self.paragraph(self.runs(text), f"Heading{tag[1]}"))

    def numbering(self) -> str:
        level = lambda depth, form, text, left: (
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
            f'<w:pPr><w:ind w:left="{left}" w:hanging="360"/></w:pPr>{font if text == "o" else ""}</w:lvl>'
        )
        font = '<w:rPr><w:rFonts w:ascii="Courier New" w:hAnsi="Courier New"/></w:rPr>'
        form = self.report.numbers.form.replace("N", "%1") if self.report.numbers.form != "C.N" else "%1."
        kinds = [
            level(0, "bullet", "•", 720) + level(1, "bullet", "o", 1440),
            level(0, "lowerLetter", "(%1)", 1080),
            level(0, "decimal", form or "%1.", 567),
        ]
        made = "".join(f'<w:abstractNum w:abstractNumId="{at}">{kind}</w:abstractNum>' for at, kind in enumerate(kinds, 1))
        return f"{HEAD}<w:numbering {SPACES}>{made}{''.join(self.lists)}</w:numbering>"

    def styles(self) -> str:
        draw = self.draw
        size, after = draw.choice([20, 22, 24]), draw.choice([120, 200])
        style = lambda name, title, inner: (
            f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{title}"/>{inner}</w:style>'
        )
        heading = lambda rank, size: style(
            f"Heading{rank}", f"heading {rank}", f'<w:pPr><w:keepNext/><w:outlineLvl w:val="{rank - 1}"/></w:pPr>'
            f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr>'
        )
        made = [
            f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Carlito" w:hAnsi="Carlito"/><w:sz w:val="{size}"/></w:rPr>'
            f'</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="{after}"/></w:pPr></w:pPrDefault></w:docDefaults>',
            style("Normal", "Normal", ""), style("ListParagraph", "List Paragraph", '<w:pPr><w:ind w:left="720"/></w:pPr>'),
            style("Title", "Title", '<w:rPr><w:sz w:val="44"/></w:rPr>'), heading(1, 36), heading(2, 30), heading(3, 26),
            style("Quote", "Quote", '<w:pPr><w:ind w:left="864" w:right="864"/></w:pPr><w:rPr><w:i/></w:rPr>'),
            style("Caption", "caption", "<w:rPr><w:i/></w:rPr>"), style("TOC1", "toc 1", ""),
            style("FootnoteText", "footnote text", '<w:rPr><w:sz w:val="16"/></w:rPr>'),
        ]
        return f"{HEAD}<w:styles {SPACES}>{''.join(made)}</w:styles>"

    def save(self, target: Path) -> None:
        self.write_parts()
        section = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"/></w:sectPr>'
        mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        notes = "".join(
            f'<w:footnote w:id="{order}">{self.paragraph(mark + self.run(" " + note), "FootnoteText")}</w:footnote>'
            for order, note in enumerate(self.notes, 1)
        )
        comments = "".join(
            f'<w:comment w:id="{order}" w:author="A"><w:p>{self.run("Is this so?")}</w:p></w:comment>' for order in range(self.comments)
        )
        parts = {
            "document": ("document.main", f"<w:document {SPACES}><w:body>{''.join(self.body)}{section}</w:body></w:document>"),
            "styles": ("styles", self.styles()[len(HEAD):]),
            "numbering": ("numbering", self.numbering()[len(HEAD):]),
            "footnotes": ("footnotes", f"<w:footnotes {SPACES}>{notes}</w:footnotes>"),
            "comments": ("comments", f"<w:comments {SPACES}>{comments}</w:comments>"),
        }
        types = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{KIND}.{kind}+xml"/>' for name, (kind, _) in parts.items())
        links = "".join(
            f'<Relationship Id="rId{at}" Type="{OFFICE}/{name}" Target="{name}.xml"/>' for at, name in enumerate(list(parts)[1:], 1)
        )
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("[Content_Types].xml", f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels"'
                          f' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"'
                          f' ContentType="application/xml"/>{types}</Types>')
            file.writestr("_rels/.rels", f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1"'
                          f' Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>')
            file.writestr("word/_rels/document.xml.rels", f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>')
            for name, (_, text) in parts.items():
                file.writestr(f"word/{name}.xml", HEAD + text)
