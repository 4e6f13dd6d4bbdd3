#!/usr/bin/env bash
# pandoc reads a text box of a .docx file and loses the paragraph that the box is anchored in: of "Plans are late. Visits are few." with
# a box between the sentences only the box's words are there, with no warning, also with --verbose. python-docx and mammoth read the
# paragraph. (pandoc 2.17 of Debian 12 did the opposite: it kept the paragraph and lost the box.)
#
# Why it matters: reports put quotations and grades in boxes, and Word anchors a box in the paragraph beside it, so what is lost is
# the finding that the box belongs to.
#
# Seen 2026-11-29 with pandoc 3.9 (PyPI: pypandoc_binary 1.17), python-docx 1.2.0, mammoth 1.13.0 (Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypandoc_binary==1.17 python-docx==1.2.0 mammoth==1.13.0

cat > read.py <<'PY'
import docx, mammoth, pypandoc
from docx.oxml import parse_xml
drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
shape = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
box = f"""<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="{shape}" xmlns:v="urn:schemas-microsoft-com:vml"
  xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="{drawing}"><mc:AlternateContent>
<mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="1800000" cy="600000"/><wp:docPr id="1" name="Box"/><a:graphic>
<a:graphicData uri="{shape}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="600000"/>
</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent><w:p><w:r><w:t>Good practice</w:t></w:r></w:p>
</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:shape style="width:140pt;height:50pt"><v:textbox><w:txbxContent><w:p><w:r><w:t>Good practice</w:t></w:r></w:p>
</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""
document = docx.Document()
document.add_paragraph("Before.")
paragraph = document.add_paragraph("Plans are late. ")
paragraph._p.append(parse_xml(box))
paragraph.add_run("Visits are few.")
document.add_paragraph("After.")
document.save("report.docx")
lines = lambda text: " / ".join(line for line in text.splitlines() if line)
print("python-docx:", lines("\n".join(p.text for p in docx.Document("report.docx").paragraphs)))
print("mammoth:", lines(mammoth.extract_raw_text(open("report.docx", "rb")).value))
print("pandoc:", lines(pypandoc.convert_file("report.docx", "plain", extra_args=["--wrap=none"])))
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
python-docx: Before. / Plans are late. Visits are few. / After.
mammoth: Before. / Plans are late. Visits are few. / Good practice / After.
pandoc: Before. / Good practice / After.
TXT
diff expected saw || { echo "changed: the paragraph of a box is read otherwise"; exit 1; }
echo "as seen: pandoc has the box and not its paragraph"
