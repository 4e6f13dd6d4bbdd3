#!/usr/bin/env bash
# inscriptis, which lays a page out as text the way a browser does, knows no definition lists: <dt>Grade</dt><dd>Good</dd><dt>Date</dt>
# is "GradeGoodDate", in both of its profiles. The title of a <fieldset> and that of <details> run into what follows likewise. A
# list with start="7" begins with 1, although <li value="12"> is 12. Only line ends in the source keep the words apart.
#
# Why it matters: the head of a report's page (authority, date, grade) is such a list on many sites, and a site that minifies its HTML
# has no line ends. "GradeGood" is found under neither word.
#
# Seen 2026-11-30 with inscriptis 2.7.6 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check inscriptis==2.7.6

cat > read.py <<'PY'
import inscriptis
from inscriptis.css_profiles import RELAXED_CSS_PROFILE, STRICT_CSS_PROFILE
from inscriptis.model.config import ParserConfig
pages = ["<dl><dt>Grade</dt><dd>Good</dd><dt>Date</dt><dd>14 March 2022</dd></dl>", "<dl>\n<dt>Grade</dt>\n<dd>Good</dd>\n</dl>",
         "<fieldset><legend>Grade</legend>Good</fieldset>", "<details><summary>Method</summary>Forty files.</details>",
         "<div>Grade</div><div>Good</div>",
         '<ol start="7"><li>Plans.</li><li>Visits.</li><li value="12">Staff.</li></ol>']
for page in pages:
    texts = {inscriptis.get_text(page, ParserConfig(css=css)) for css in (RELAXED_CSS_PROFILE, STRICT_CSS_PROFILE)}
    print(*sorted(map(ascii, texts)))
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
'GradeGoodDate14 March 2022'
'Grade Good'
'GradeGood'
'MethodForty files.'
'  Grade\n  Good' 'Grade\nGood'
' 1. Plans.\n 2. Visits.\n12. Staff.'
TXT
diff expected saw || { echo "changed: inscriptis lays out otherwise"; exit 1; }
echo "as seen: terms and what is said of them are one word"
