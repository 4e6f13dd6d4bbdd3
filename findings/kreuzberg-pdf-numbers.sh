#!/usr/bin/env bash
# kreuzberg's Markdown of a tagged PDF takes the first part off the numbers of list items: paragraph 1.1.1 becomes 1.1, 1.1 becomes 1 and
# 1.2 becomes 2, while the 1 and 2 of the first level stay; 7. and 8. are gone, with a bullet in their place. It happens to files of
# LibreOffice and of Typst; its plain text of them has every number, as the page has.
#
# Why it matters: paragraphs are cited by such numbers. There is a paragraph 1.1 in the Markdown as in the report, and it is another one;
# two are numbered 1, and whether a report suffers depends on its being tagged, which nobody sees.
#
# Seen 2026-11-30 with kreuzberg 4.10.4 and typst 0.15.2 (PyPI, Python 3.11), Debian 12's libreoffice-writer-nogui 4:7.4.7-1+deb12u14.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' libreoffice-writer-nogui 2> /dev/null || dpkg-query -W -f '${Version}' libreoffice-writer 2> /dev/null) ||
    { echo "needs the Debian package libreoffice-writer-nogui"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo "LibreOffice: $version"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check kreuzberg==4.10.4 typst==0.15.2

cat > write.py <<'PY'
import typst
names = "office style text".split()
spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
def style(name, levels):
    place = ('<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
             '<style:list-level-label-alignment text:label-followed-by="space"/></style:list-level-properties>')
    inside = "".join(f'<text:list-level-style-number text:level="{level}" {rest}>{place}</text:list-level-style-number>'
                     for level, rest in enumerate(levels, 1))
    return f'<text:list-style style:name="{name}">{inside}</text:list-style>'
def items(*entries):
    return f'<text:list>{"".join(f"<text:list-item>{entry}</text:list-item>" for entry in entries)}</text:list>'
def p(text):
    return f"<text:p>{text}</text:p>"
sections = [f'style:num-format="1" text:display-levels="{level}"' for level in (1, 2, 3)]
findings = ['style:num-format="1" style:num-suffix="." text:start-value="7"']
body = items(
    p("Help is early.") + items(
        p("Plans are late in most of the homes that we saw.") + items(p("Visits are few in the county."), p("Visits are many in the town.")),
        p("Staff agree.")),
    p("Care is good.")).replace("<text:list>", '<text:list text:style-name="sections">', 1)
body += p("Findings follow here.")
body += items(p("Leaders know it."), p("Managers count visits.")).replace("<text:list>", '<text:list text:style-name="findings">', 1)
open("office.fodt", "w").write(
    f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} office:version="1.2" '
    'office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>'
    f'{style("sections", sections)}{style("findings", findings)}</office:automatic-styles>'
    f"<office:body><office:text>{body}</office:text></office:body></office:document>")
open("typst.typ", "w").write('''#set enum(numbering: "1.1", full: true)
= Help
+ Plans are late in most of the homes that we saw.
  + Visits are few in the county.
  + Visits are many in the town.
+ Staff agree.
''')
typst.compile("typst.typ", output="typst.pdf")
PY
venv/bin/python write.py
soffice "-env:UserInstallation=file://$folder/profile" --headless \
    --convert-to 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}' office.fodt > /dev/null 2>&1

cat > read.py <<'PY'
import kreuzberg
for name in ("office", "typst"):
    for form in ("plain", "markdown"):
        text = kreuzberg.extract_file_sync(f"{name}.pdf", config=kreuzberg.ExtractionConfig(output_format=form)).content
        print(f"{name}, {form}:")
        print("\n".join("    " + " ".join(line.split()) for line in text.splitlines() if line.strip()))
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
office, plain:
    1 Help is early.
    1.1 Plans are late in most of the homes that we saw.
    1.1.1 Visits are few in the county.
    1.1.2 Visits are many in the town.
    1.2 Staff agree.
    2 Care is good.
    Findings follow here.
    7. Leaders know it.
    8. Managers count visits.
office, markdown:
    # 1 Help is early.
    - 1 Plans are late in most of the homes that we saw.
    - 1.1 Visits are few in the county.
    - 1.2 Visits are many in the town.
    - 2 Staff agree.
    2 Care is good.
    Findings follow here.
    - Leaders know it.
    - Managers count visits.
typst, plain:
    Help
    1 Plans are late in most of the homes that we saw.
    1.1 Visits are few in the county.
    1.2 Visits are many in the town.
    2 Staff agree.
typst, markdown:
    # Help
    1 Plans are late in most of the homes that we saw.
    - 1
    Visits are few in the county.
    - 2
    Visits are many in the town.
    2 Staff agree.
TXT
diff expected saw || { echo "changed: paragraphs have other numbers"; exit 1; }
echo "as seen: numbers lose their first part"
