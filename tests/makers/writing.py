"""A report in the languages that programs take: HTML with a style sheet, and Typst's; and its settings by chance."""

import html
import random
import re

from drawing import Report, Text

FONTS = ["Liberation Sans", "Liberation Serif", "DejaVu Sans", "Carlito", "Caladea", "Liberation Sans Narrow"]
# A point.
PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
CONTENTS_PAGES = [2, 2, 3, 5, 6, 8]

e = html.escape


def as_html(report: Report, css: str, numbers: str, notes: str) -> str:
    """Writes it as HTML. Numbers of findings are `list`s that start there, or `text`; notes are `foot`, `end`
    (behind the report, with links) or `mark`ed for a filter."""
    made: list[str] = []

    def text_of(text: Text) -> str:
        if text.note is None:
            return e(str(text))
        made.append(text.note)
        order = len(made)
        mark = {
            "foot": f"<span class=fn>{e(text.note)}</span>",
            "mark": f"<span class=fn>{e(text.note)}</span>",
            "end": f'<sup><a href="#fn{order}" id="ref{order}">{order}</a></sup>',
        }[notes]
        return " ".join([e(text.sentences[0]) + mark, *map(e, text.sentences[1:])])

    out = [
        f"<!DOCTYPE html><html lang={'cy' if report.language == 'cy' else 'en-GB'}><head><meta charset=utf-8>"
        f"<title>{e(report.title)}</title><style>{css}</style></head><body>"
    ]
    for part in report.parts:
        match part:
            case ("title", text):
                out.append(f"<h1>{e(text)}</h1>")
            case ("line", text):
                out.append(f"<p>{e(text)}</p>")
            case ("lines", texts):
                out.append("<p>" + "<br>".join(map(e, texts)) + "</p>")
            case ("field", name, value):
                out.append(f"<p><b>{e(name)}:</b> {e(value)}</p>")
            case ("text", text):
                out.append(f"<p>{text_of(text)}</p>")
            case ("grades", rows, shape):
                out.append(grades_as_html(rows, shape))
            case ("graded", title, grade):
                out.append(f"<table><tr><td><b>{e(title)}</b></td><td><b>{e(grade)}</b></td></tr></table>")
            case ("bullets", texts):
                out.append("<ul>" + "".join(f"<li>{e(text)}</li>" for text in texts) + "</ul>")
            case ("finding", label, number, text, items, letters):
                inner = text_of(text)
                if letters:
                    below = "".join(f"<p class=letter>({chr(97 + at)}) {e(item)}</p>" for at, item in enumerate(items))
                else:
                    below = "".join(f"<li>{e(item)}</li>" for item in items)
                    below = below and f"<ul>{below}</ul>"
                if report.numbers.bullets:
                    out.append(f"<ul><li>{inner}{below}</li></ul>")
                elif not label:
                    out.append(f"<p>{inner}</p>{below}")
                elif numbers == "list" and label == f"{number}.":
                    out.append(f"<ol start={number}><li>{inner}{below}</li></ol>")
                else:
                    out.append(f"<p class=n><span class=num>{e(label)}</span> {inner}</p>{below}")
            case ("quotation", text):
                out.append(f"<blockquote><p>{e(text)}</p></blockquote>")
            case ("table", rows, caption):
                cells = ["".join(f"<td>{e(cell)}</td>" for cell in row) for row in rows]
                caption = caption and f"<caption>{e(caption)}</caption>"
                out.append(f"<table>{caption}" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>")
            case ("figure", caption):
                out.append(
                    f'<figure><img alt="" width=200 height=60 src="data:image/png;base64,{PICTURE}">'
                    f"<figcaption>{e(caption)}</figcaption></figure>"
                )
            case ("box", title, texts):
                inner = "".join(f"<p>{e(text)}</p>" for text in texts)
                out.append(f"<div class=box><p><b>{e(title)}</b></p>{inner}</div>")
            case ("aside", text):
                out.append(f"<aside>{e(text)}</aside>")
            case ("contents", titles):
                rows = zip(titles, CONTENTS_PAGES)
                rows = "".join(f"<p class=toc>{e(title)} <span>{page}</span></p>" for title, page in rows)
                out.append(f"<p><b>Contents</b></p>{rows}")
            case ("turn",):
                out.append("<div class=turn></div>")
            case (tag, text):
                out.append(f"<{tag}>{e(text)}</{tag}>")
    if notes == "end" and made:
        items = [f"<li id=fn{at}>{e(note)} <a href='#ref{at}'>↩</a></li>" for at, note in enumerate(made, 1)]
        out.append(f"<section class=footnotes role=doc-endnotes><hr><ol>{''.join(items)}</ol></section>")
    return "\n".join(out) + "</body></html>"


def grades_as_html(rows: list[tuple[str, str]], shape: str) -> str:
    pair = lambda a, b, tag="td": f"<tr><{tag}>{e(a)}</{tag}><{tag}>{e(b)}</{tag}></tr>"
    match shape:
        case "grade first":
            body = pair("Grade", "Judgement", "th") + "".join(pair(grade, name) for name, grade in rows)
        case "ticks":
            grades = ["Outstanding", "Good", "Requires improvement to be good", "Inadequate"]
            heads = "".join(f"<th>{grade}</th>" for grade in ["Judgement", *grades])
            widths = "".join(f"<col style='width:{width}%'>" for width in [28, 18, 18, 18, 18])
            body = f"<colgroup>{widths}</colgroup><tr>{heads}</tr>"
            for name, given in rows:
                cells = "".join(f"<td>{'✓' if grade == given else ''}</td>" for grade in grades)
                body += f"<tr><td>{e(name)}</td>{cells}</tr>"
        case "no head":
            body = "".join(pair(*row) for row in rows)
        case _:
            body = pair("Judgement", "Grade", "th") + "".join(pair(*row) for row in rows)
    return f"<table class=grades>{body}</table>"


class Setting:
    """How pages are set, drawn by chance."""

    def __init__(self, draw: random.Random, report: Report):
        self.size = draw.choice([9, 10, 10.5, 11, 12, 13])
        # Nobody sets large letters in narrow columns.
        self.columns = draw.random() < 0.4 and self.size < 11
        self.page = draw.choice(["A4", "A4", "Letter"])
        self.font = draw.choice(FONTS)
        self.leading = draw.choice([1.0, 1.15, 1.3, 1.5, 1.8])
        self.justified = draw.random() < 0.4
        self.hyphenated = draw.random() < 0.4
        # First lines are set in instead of paragraphs apart.
        self.indented = draw.random() < 0.2 and not report.numbers.bullets
        self.margin = draw.choice(["2cm", "2.5cm", "3cm 2cm 2cm 3cm"])
        self.numbers = draw.choice(["hang", "hang", "text", "set in"])
        self.border = draw.choice(["1px solid #888", "none", "0.5pt solid black"])
        self.running = draw.choice(["none", "number", "title", "of", "bar", "chapter"])
        self.title = report.title

    def css(self) -> str:
        number, small = "counter(page)", "font-size:8pt"
        title = self.title.replace('"', "")
        running = {
            "none": "",
            "number": f"@bottom-center{{content:{number}}}",
            "title": f'@bottom-left{{content:"{title}";{small}}}@bottom-right{{content:{number};{small}}}',
            "of": f'@bottom-center{{content:"Page " {number} " of " counter(pages)}}@top-left{{content:"Ofsted"}}',
            "bar": f'@bottom-right{{content:{number} " | {title}";{small}}}',
            "chapter": f"@top-right{{content:string(chapter);{small}}}@bottom-right{{content:{number}}}",
        }[self.running]
        numbers = {
            "hang": ".n{padding-left:1.2cm;text-indent:-1.2cm}.num{display:inline-block;width:1.2cm;text-indent:0}",
            "text": "",
            "set in": ".n{margin-left:1cm}",
        }[self.numbers]
        between = "p{margin:0;text-indent:1.3em}td p,li p,.toc{text-indent:0}" if self.indented else ""
        return (
            f"@page{{size:{self.page};margin:{self.margin};{running}}}"
            f"body{{font-family:'{self.font}';font-size:{self.size}pt;line-height:{self.leading};"
            + ("text-align:justify;" if self.justified else "")
            + ("hyphens:auto;" if self.hyphenated else "")
            + ("columns:2;column-gap:8mm" if self.columns else "") + "}"
            + ("h1{column-span:all}" if self.columns else "")
            + f"table{{border-collapse:collapse}}td,th{{border:{self.border};padding:3pt;text-align:left}}"
            + f"{between}{numbers}h2{{string-set:chapter content()}}"
            ".fn{float:footnote;font-size:8pt}.footnotes{font-size:8pt}tr{break-inside:avoid}"
            ".box{border:1px solid teal;padding:6pt;margin:6pt 0;break-inside:avoid}"
            "aside{float:right;width:28%;margin-left:5mm;font-size:8pt;border-left:2px solid teal;padding-left:2mm}"
            ".toc span{float:right}.turn{break-after:page}.letter{margin-left:1.5cm}"
            "blockquote{margin:6pt 1cm;font-style:italic}caption,figcaption{font-size:8pt}"
        )


def as_typst(report: Report, draw: random.Random, raises: bool) -> str:
    """Writes it in Typst's language, set by chance."""
    t = lambda text: re.sub(r"([\\#$*_`<>@\[\]~/=+-])", r"\\\1", text)

    def text_of(text: Text) -> str:
        if text.note is None:
            return t(str(text))
        return " ".join([f"{t(text.sentences[0])}#footnote[{t(text.note)}]", *map(t, text.sentences[1:])])

    def row(cells: list[str]) -> str:
        return ", ".join(f"[{t(cell)}]" for cell in cells)

    size, leading = draw.choice([9, 10, 11, 12]), draw.choice(["0.5em", "0.65em", "0.9em"])
    font = draw.choice(["Libertinus Serif", "Liberation Sans", "Liberation Serif"])
    numbering = draw.choice(["none", '"1"', '"1 / 1"', '"Page 1 of 1"'])
    title = t(report.title)
    header = draw.choice(["none", f"[{title}]", "context query(selector(heading.where(level: 2)).before(here()))"
                          ".map(it => it.body).at(-1, default: [])"])
    indent = draw.choice(["0pt", "0pt", "0pt", "1.3em"])
    spacing = "0.65em" if indent != "0pt" else draw.choice(["1.2em", "1em", "1.8em"])
    columns = 2 if draw.random() < 0.2 else 1
    out = [
        f'#set page(paper: "{draw.choice(["a4", "us-letter"])}", columns: {columns}, numbering: {numbering}, header: {header})',
        f'#set text(size: {size}pt, lang: "{report.language}", font: "{font}", hyphenate: {draw.choice(["true", "false"])})',
        f"#set par(justify: {draw.choice(['true', 'false'])}, leading: {leading}, first-line-indent: {indent},"
        f" spacing: {spacing})",
        f'#set document(title: "{report.title}")',
        f"#set super(typographic: {str(raises).lower()})",
    ]
    for part in report.parts:
        match part:
            case ("title", text):
                out.append(f"= {t(text)}\n")
            case ("line", text):
                out.append(t(text) + "\n")
            case ("lines", texts):
                out.append(" \\\n".join(map(t, texts)) + "\n")
            case ("field", name, value):
                out.append(f"*{t(name)}:* {t(value)}\n")
            case ("text", text):
                out.append(text_of(text) + "\n")
            case ("grades", rows, shape):
                pairs = {"no head": rows, "plain": [("Judgement", "Grade"), *rows]}.get(shape)
                if pairs:
                    cells = row([cell for pair in pairs for cell in pair])
                    out.append(f"#table(columns: (3fr, 2fr), {cells})\n")
                elif shape == "grade first":
                    cells = row(["Grade", "Judgement"] + [cell for name, grade in rows for cell in (grade, name)])
                    out.append(f"#table(columns: (2fr, 3fr), {cells})\n")
                else:
                    grades = ["Outstanding", "Good", "Requires improvement to be good", "Inadequate"]
                    cells = ["Judgement", *grades]
                    for name, given in rows:
                        cells += [name, *("✓" if grade == given else "" for grade in grades)]
                    out.append(f"#table(columns: (3fr, 1fr, 1fr, 1fr, 1fr), {row(cells)})\n")
            case ("graded", title, grade):
                out.append(f"#table(columns: (3fr, 2fr), [*{t(title)}*], [*{t(grade)}*])\n")
            case ("bullets", texts):
                out.append("\n".join(f"- {t(text)}" for text in texts) + "\n")
            case ("finding", label, number, text, items, letters):
                if letters:
                    inner = "\n" + f'#enum(numbering: "(a)", {row(items)})' if items else ""
                else:
                    inner = f"\n#list({row(items)})" if items else ""
                if report.numbers.bullets:
                    out.append(f"#list([{text_of(text)}{inner}])\n")
                elif not label:
                    out.append(f"{text_of(text)}\n{inner}\n")
                else:
                    if "." in label[:-1]:
                        chapter = label.split(".")[0]
                        numbering = f"n => [{chapter}.#n]"
                    else:
                        numbering = '"' + {".": "1.", ")": "(1)"}.get(label[-1], "1") + '"'
                    out.append(f"#enum(start: {number}, numbering: {numbering}, [{text_of(text)}{inner}])\n")
            case ("quotation", text):
                out.append(f"#quote(block: true)[{t(text)}]\n")
            case ("table", rows, caption):
                cells = row([cell for cells in rows for cell in cells])
                table = f"table(columns: {len(rows[0])}, {cells})"
                out.append(f"#figure({table}, caption: [{t(caption)}], supplement: none, numbering: none)\n"
                           if caption else f"#{table}\n")
            case ("figure", caption):
                out.append(f"#figure(rect(width: 5cm, height: 2cm), caption: [{t(caption)}], supplement: none, numbering: none)\n")
            case ("box", title, texts):
                inner = "\n\n".join(map(t, texts))
                out.append(f"#block(stroke: 1pt, inset: 6pt, breakable: false)[*{t(title)}*\n\n{inner}]\n")
            case ("aside", text):
                out.append(f"#block(inset: (left: 60%))[#text(8pt)[{t(text)}]]\n")
            case ("contents", _):
                out.append("#outline(title: [Contents], depth: 2)\n")
            case ("turn",):
                out.append("#pagebreak(weak: true)\n")
            case (tag, text):
                out.append("=" * int(tag[1]) + f" {t(text)}\n")
    return "\n".join(out)
