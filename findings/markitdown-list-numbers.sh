#!/usr/bin/env bash
# MarkItDown does not just lose the numbers of a .docx file's lists: it writes others. A report whose findings are numbered 7, 8 and,
# after a paragraph, 9, then (a), (b), comes out as 1, 2 and 1, 2, 3: the start is dropped, and the lettered list that
# follows directly is counted on as part of the list before. (It reads .docx through mammoth, whose HTML has the same lists.)
#
# Why it matters: the output looks right, and "finding 2" is then cited for finding 8. Nothing is logged.
#
# Seen 2026-11-29 with markitdown 0.1.9 and mammoth 1.13.0, input made by pandoc 3.9 (pypandoc_binary 1.17), PyPI, Python 3.11.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check 'markitdown[docx]==0.1.9' mammoth==1.13.0 pypandoc_binary==1.17

cat > report.md <<'MD'
7. Plans are late.
8. Records are thin.

Leaders agree.

9. Visits are regular.

(a) Weekly.
(b) Monthly.
MD
cat > read.py <<'PY'
import mammoth, pypandoc
from markitdown import MarkItDown
pypandoc.convert_file("report.md", "docx", outputfile="report.docx")
one_line = lambda text: " / ".join(line for line in text.splitlines() if line)
print("pandoc:    ", one_line(pypandoc.convert_file("report.docx", "plain")))
print("markitdown:", one_line(MarkItDown().convert("report.docx").text_content))
print("mammoth:   ", mammoth.convert_to_html(open("report.docx", "rb")).value)
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
pandoc:     7.  Plans are late. / 8.  Records are thin. / Leaders agree. / 9.  Visits are regular. / (a) Weekly. / (b) Monthly.
markitdown: 1. Plans are late. / 2. Records are thin. / Leaders agree. / 1. Visits are regular. / 2. Weekly. / 3. Monthly.
mammoth:    <ol><li>Plans are late.</li><li>Records are thin.</li></ol><p>Leaders agree.</p><ol><li>Visits are regular.</li><li>Weekly.</li><li>Monthly.</li></ol>
TXT
diff expected saw || { echo "changed: the lists are numbered otherwise"; exit 1; }
echo "as seen: other numbers than the document's"
