"""A report in the languages of typesetters, LaTeX and troff, set by chance."""

import random
import re

from drawing import Report, Text


def as_latex(report: Report, draw: random.Random) -> str:
    """Writes it in LaTeX, with unnumbered headings; a finding is a list that starts at its number."""
    signs = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "£": r"\pounds{}", "✓": r"$\surd$"}
    t = lambda text: "".join(signs.get(c, "\\" + c if c in "#$%&_{}" else c) for c in text)
    size, page = draw.choice([10, 11, 12]), draw.choice(["a4paper", "letterpaper"])
    columns = draw.random() < 0.2 and size == 10
    kind = draw.choice(["article", "article", "scrartcl"])
    out = [
        rf"\documentclass[{size}pt,{page}{',twocolumn' if columns else ''}]{{{kind}}}",
        r"\usepackage{iftex,enumitem,array}\ifpdftex\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}"
        + draw.choice([r"\IfFileExists{lmodern.sty}{\usepackage{lmodern}}{}", r"\usepackage{mathptmx}", r"\usepackage[scaled]{helvet}\renewcommand\familydefault{\sfdefault}"])
        + r"\else\usepackage{fontspec}" + draw.choice(["", r"\setmainfont{Liberation Sans}", r"\setmainfont{DejaVu Serif}"]) + r"\fi",
        rf"\usepackage[margin={draw.choice(['2cm', '2.5cm', '3cm'])}]{{geometry}}",
        draw.choice(["", r"\usepackage{parskip}", r"\usepackage[expansion=false]{microtype}",
                     r"\usepackage{parskip}\AtBeginDocument{\raggedright}"]),
        draw.choice(["", "", r"\usepackage{setspace}\onehalfspacing"]),
        draw.choice(["", "", r"\usepackage{fancyhdr}\pagestyle{fancy}"]),
        r"\begin{document}",
    ]
    indent = draw.choice(["", ",leftmargin=*", ",nosep"])

    def text_of(text: Text) -> str:
        if text.note is None:
            return t(str(text))
        return " ".join([t(text.sentences[0]) + rf"\footnote{{{t(text.note)}}}", *map(t, text.sentences[1:])])

    def listed(items: list[str], letters: bool) -> str:
        name, options = ("enumerate", r"[label=(\alph*)]") if letters else ("itemize", "")
        rows = "\n".join(rf"\item {t(item)}" for item in items)
        return rf"\begin{{{name}}}{options}" + f"\n{rows}\n" + rf"\end{{{name}}}" if items else ""

    def table(rows: list, widths: list[float]) -> str:
        columns = "".join(rf"|>{{\raggedright\arraybackslash}}p{{{width}\linewidth}}" for width in widths)
        body = "\n".join(" & ".join(map(t, row)) + r" \\ \hline" for row in rows)
        return rf"\noindent\begin{{tabular}}{{{columns}|}}\hline" + f"\n{body}\n" + r"\end{tabular}"

    heads = {"h2": "section", "h3": "subsection"}
    for part in report.parts:
        match part:
            case ("title", text):
                out.append(rf"{{\Large\bfseries\raggedright {t(text)}\par}}")
            case ("line", text):
                out.append(rf"{t(text)}")
            case ("lines", texts):
                out.append(r" \\ ".join(map(t, texts)))
            case ("field", name, value):
                out.append(rf"\textbf{{{t(name)}:}} {t(value)}")
            case ("text", text):
                out.append(text_of(text))
            case ("grades", rows, shape):
                head = [("Judgement", "Grade")] if shape != "no head" else []
                out.append(table([*head, *rows], [0.55, 0.3]))
            case ("graded", title, grade):
                out.append(table([(title, grade)], [0.55, 0.3]))
            case ("bullets", texts):
                out.append(listed(texts, False))
            case ("finding", label, number, text, items, letters):
                inner = text_of(text) + "\n" + listed(items, letters)
                if report.numbers.bullets:
                    out.append("\\begin{itemize}\n\\item " + inner + "\n\\end{itemize}")
                elif not label:
                    out.append(inner)
                else:
                    form = report.numbers.form.replace("C", label.split(".")[0]).replace("N", r"\arabic*")
                    out.append(rf"\begin{{enumerate}}[start={number},label={{{form}}}{indent}]"
                               + "\n\\item " + inner + "\n\\end{enumerate}")
            case ("quotation", text):
                out.append(rf"\begin{{quote}}{t(text)}\end{{quote}}")
            case ("table", rows, caption):
                out.append((t(caption) + "\n\n" if caption else "") + table(rows, [0.4] * len(rows[0])))
            case ("figure", caption):
                out.append(rf"\noindent\rule{{5cm}}{{2cm}}" + "\n\n" + t(caption))
            case ("box", title, texts):
                inner = "\n\n".join([rf"\textbf{{{t(title)}}}", *map(t, texts)])
                out.append(rf"\noindent\fbox{{\begin{{minipage}}{{0.9\linewidth}}{inner}\end{{minipage}}}}")
            case ("aside", text):
                out.append(rf"{{\footnotesize {t(text)}\par}}")
            case ("contents", _):
                out.append(r"\tableofcontents")
            case ("turn",):
                out.append(r"\clearpage")
            case (tag, text):
                text = t(text)
                out.append(rf"\{heads[tag]}*{{{text}}}\addcontentsline{{toc}}{{{heads[tag]}}}{{{text}}}")
    return "\n\n".join([*out, r"\end{document}"])


def as_troff(report: Report, draw: random.Random) -> str:
    """Writes it for the macros `ms`, with tables for `tbl`."""
    t = lambda text: re.sub(r"^([.'])", r"\\&\1", text.replace("\\", "\\e"))
    out = [f".nr PS {draw.choice([10, 11, 12])}", f".nr VS {draw.choice([13, 14, 16])}"]
    out.append(draw.choice([".ad b", ".ad l"]))
    out.append(draw.choice([".nh", ".hy"]))

    def text_of(text: Text) -> str:
        lines = list(map(t, text.sentences))
        if text.note is not None:
            lines[0] += "\\**\n.FS\n" + t(text.note) + "\n.FE"
        return "\n".join(lines)

    def table(rows: list) -> str:
        cells = ["\t".join(f"T{{\n{t(cell)}\nT}}" for cell in row) for row in rows]
        widths = " ".join(["lw(8c)"] + ["lw(4c)"] * (len(rows[0]) - 1))
        return "\n".join([".TS", "allbox;" if draw.random() < 0.5 else "tab(\t);", f"{widths}.", *cells, ".TE"])

    first = True
    for part in report.parts:
        match part:
            case ("title", text):
                out += [".LP", f".ps +6\n.vs +8\n.ft B\n{t(text)}\n.ft\n.br\n.ps\n.vs"]
            case ("line", text):
                out += [".LP", t(text)]
            case ("lines", texts):
                out += [".LP", "\n.br\n".join(map(t, texts))]
            case ("field", name, value):
                out += [".LP", rf"\fB{t(name)}:\fP {value}"]
            case ("text", text):
                out += [".LP", text_of(text)]
            case ("grades", rows, shape):
                head = [("Judgement", "Grade")] if shape != "no head" else []
                out += [".LP", table([*head, *rows])]
            case ("graded", title, grade):
                out += [".LP", table([(title, grade)])]
            case ("bullets", texts):
                out += [f".IP \\(bu 2\n{t(text)}" for text in texts]
            case ("finding", label, number, text, items, letters):
                label = "\\(bu" if report.numbers.bullets else label
                out += [f".IP {label} 5" if label else ".LP", text_of(text)]
                marks = [f"({chr(97 + at)})" if letters else "\\(bu" for at in range(len(items))]
                if items:
                    out += [".RS", *(f".IP {mark} 4\n{t(item)}" for mark, item in zip(marks, items)), ".RE"]
            case ("quotation", text):
                out += [".QP", t(text)]
            case ("table", rows, caption):
                out += [".LP", *([t(caption)] if caption else []), table(rows)]
            case ("figure", caption):
                out += [".LP", t(caption)]
            case ("box", title, texts):
                out += [".LP", rf"\fB{t(title)}\fP", *(f".LP\n{t(text)}" for text in texts)]
            case ("aside", text):
                out += [".LP", t(text)]
            case ("contents", _) | ("turn",):
                pass
            case (_, text):
                out += [".SH", t(text)]
    return "\n".join(out) + "\n"
