"""A report by reportlab, as programs make PDF files that know of no tags."""

import html
import random
from pathlib import Path

from drawing import Report, Text


def by_reportlab(report: Report, draw: random.Random, target: Path) -> None:
    """Writes it, set by chance; notes stand behind the report."""
    from reportlab.lib.enums import TA_JUSTIFY
    from reportlab.lib.pagesizes import A4, LETTER
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import ListFlowable, ListItem, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

    folder = Path("/usr/share/fonts/truetype/dejavu")
    pdfmetrics.registerFont(TTFont("D", folder / "DejaVuSans.ttf"))
    pdfmetrics.registerFont(TTFont("D-Bold", folder / "DejaVuSans-Bold.ttf"))
    pdfmetrics.registerFontFamily("D", normal="D", bold="D-Bold", italic="D", boldItalic="D-Bold")
    size = draw.choice([9, 10, 11, 12])
    leading = size * draw.choice([1.2, 1.35, 1.5])
    apart = draw.choice([4, 8, 12])
    of = {"fontName": "D", "fontSize": size, "leading": leading, "spaceAfter": apart}
    if draw.random() < 0.3:
        of["alignment"] = TA_JUSTIFY
    body = ParagraphStyle("body", **of)
    set_in = ParagraphStyle("set in", **{**of, "leftIndent": 30})
    hung = ParagraphStyle("hung", **{**of, "leftIndent": 28, "bulletIndent": 0})
    heading = lambda larger: ParagraphStyle(
        "heading", fontName="D-Bold", fontSize=size + larger, leading=(size + larger) * 1.25, spaceBefore=10, spaceAfter=6
    )
    e = html.escape
    numbers = draw.choice(["bullet", "text", "list"])
    bordered = draw.random() < 0.6
    notes: list[str] = []

    def text_of(text: Text) -> str:
        if text.note is None:
            return e(str(text))
        notes.append(text.note)
        return " ".join([e(text.sentences[0]) + f"<super size={size - 3}>{len(notes)}</super>", *map(e, text.sentences[1:])])

    def table(rows: list, widths: list[int]) -> Table:
        cells = [[Paragraph(e(cell), body) for cell in row] for row in rows]
        style = [("VALIGN", (0, 0), (-1, -1), draw.choice(["TOP", "MIDDLE"]))]
        if bordered:
            style.append(("GRID", (0, 0), (-1, -1), 0.5, "black"))
        return Table(cells, colWidths=widths, style=style)

    def items(texts: list[str], marks: str) -> ListFlowable:
        rows = [ListItem(Paragraph(e(text), body)) for text in texts]
        if marks == "letters":
            return ListFlowable(rows, bulletType="a", bulletFormat="(%s)", bulletFontName="D", bulletFontSize=size, leftIndent=50)
        return ListFlowable(rows, bulletType="bullet", start="•", bulletFontName="D", bulletFontSize=size, leftIndent=30)

    flow: list = []
    for part in report.parts:
        match part:
            case ("title", text):
                flow.append(Paragraph(e(text), heading(10)))
            case ("line", text) | ("aside", text):
                flow.append(Paragraph(e(text), body))
            case ("lines", texts):
                flow.append(Paragraph("<br/>".join(map(e, texts)), body))
            case ("field", name, value):
                flow.append(Paragraph(f"<b>{e(name)}:</b> {e(value)}", body))
            case ("text", text):
                flow.append(Paragraph(text_of(text), body))
            case ("grades", rows, shape):
                head = [("Judgement", "Grade")] if shape != "no head" else []
                flow += [table([*head, *rows], [270, 160]), Spacer(0, 8)]
            case ("graded", title, grade):
                flow += [table([(title, grade)], [270, 160]), Spacer(0, 8)]
            case ("bullets", texts):
                flow.append(items(texts, "bullets"))
            case ("finding", label, number, text, below, letters):
                inner = text_of(text)
                if report.numbers.bullets:
                    flow.append(Paragraph(inner, hung, bulletText="•"))
                elif label and numbers == "bullet":
                    flow.append(Paragraph(inner, hung, bulletText=label))
                elif label and numbers == "list":
                    form = report.numbers.form.replace("C", label.split(".")[0]).replace("N", "%s")
                    flow.append(ListFlowable([ListItem(Paragraph(inner, body))], bulletType="1", start=number,
                                             bulletFormat=form, bulletFontName="D", bulletFontSize=size, leftIndent=36))
                else:
                    flow.append(Paragraph(f"{e(label)} {inner}" if label else inner, body))
                if below:
                    flow.append(items(below, "letters" if letters else "bullets"))
            case ("quotation", text):
                flow.append(Paragraph(e(text), set_in))
            case ("table", rows, caption):
                flow += [Paragraph(e(caption), body)] * bool(caption) + [table(rows, [130] * len(rows[0])), Spacer(0, 8)]
            case ("figure", caption):
                flow += [Spacer(0, 60), Paragraph(e(caption), body)]
            case ("box", title, texts):
                inner = [Paragraph(f"<b>{e(title)}</b>", body), *(Paragraph(e(text), body) for text in texts)]
                flow += [Table([[inner]], colWidths=[430], style=[("BOX", (0, 0), (-1, -1), 1, "teal")]), Spacer(0, 8)]
            case ("contents", titles):
                flow.append(Paragraph("<b>Contents</b>", body))
                flow += [Paragraph(f"{e(title)} .......... 2", body) for title in titles]
            case ("turn",):
                flow.append(PageBreak())
            case (tag, text):
                flow.append(Paragraph(e(text), heading({"h2": 5, "h3": 2}[tag])))
    if notes:
        small = ParagraphStyle("small", fontName="D", fontSize=size - 2, leading=size)
        flow += [Paragraph(f"{at} {e(note)}", small) for at, note in enumerate(notes, 1)]

    def foot(canvas, document) -> None:
        canvas.setFont("D", 8)
        canvas.drawCentredString(300, 30, f"{document.page}")

    made = SimpleDocTemplate(str(target), pagesize=draw.choice([A4, A4, LETTER]), title=report.title)
    feet = {"onFirstPage": foot, "onLaterPages": foot} if draw.random() < 0.6 else {}
    made.build(flow, **feet)
