#!/usr/bin/env bash
# pandoc's reader of AsciiDoc makes a header of each table's first row and a footer of its last, whatever the table says: of the rows Help, Care and Homes
# with no options, Help is the header and Homes the footer. It is so with options="header" as well, and with what pandoc wrote itself: Area and
# Grade over Help and Care come back with Care as the footer. AsciiDoc has a footer where options="footer" asks for one.
#
# Why it matters: footers hold totals, and who counts a table's rows leaves them out with the header. So the last area's grade is lost, in a table
# without a header the first one's too.
#
# Seen 2026-11-30 with pandoc 3.9 (PyPI: pypandoc_binary 1.17, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypandoc_binary==1.17
cat > read.py <<'PY'
import json, pypandoc

def words(row):
    return "/".join("".join(inline.get("c", " ") if isinstance(inline.get("c", " "), str) else "?" for inline in cell[4][0]["c"]) for cell in row[1])

def show(name, table):
    block = json.loads(pypandoc.convert_text(table, "json", format="asciidoc"))["blocks"][0]
    _, _, _, head, bodies, foot = block["c"]
    print(f"{name}: head {[words(row) for row in head[1]]}, body {[words(row) for body in bodies for row in body[3]]}, foot {[words(row) for row in foot[1]]}")

rows = "|===\n|Help |Good\n|Care |Poor\n|Homes |Fair\n|===\n"
show("no options", rows)
show("header", '[options="header"]\n' + rows)
show("header and footer", '[options="header,footer"]\n' + rows)
show("one row", "|===\n|Help |Good\n|===\n")
written = pypandoc.convert_text("| Area | Grade |\n|------|-------|\n| Help | Good  |\n| Care | Poor  |\n", "asciidoc", format="markdown")
show("pandoc's own " + written.split("\n")[0], written)
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
no options: head ['Help/Good'], body ['Care/Poor'], foot ['Homes/Fair']
header: head ['Help/Good'], body ['Care/Poor'], foot ['Homes/Fair']
header and footer: head ['Help/Good'], body ['Care/Poor'], foot ['Homes/Fair']
one row: head ['Help/Good'], body [], foot []
pandoc's own [cols=",",options="header",]: head ['Area/Grade'], body ['Help/Good'], foot ['Care/Poor']
TXT
diff expected saw || { echo "changed: tables of AsciiDoc are read otherwise"; exit 1; }
echo "as seen: the last row is a footer"
