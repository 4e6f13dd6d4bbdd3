#!/usr/bin/env bash
# citeproc-py leaves the year out of the citation of a source that is dated by a range of days or months within one year: (Homewatch) instead
# of (Homewatch, 2022). The list of sources has the range in full, "14–18 March 2022", and with one day, or a range over two years (2021–2022), the citation is right.
# citeproc-js has the year.
#
# Why it matters: inspections last from one day to another, and reports are dated so. Two reports of one body that differ in their year have the
# same citation, with no warning.
#
# Seen 2026-11-30 with citeproc-py 0.11.1 (PyPI, Python 3.11) and citeproc 2.4.63 (npm, Node 20).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check citeproc-py==0.11.1
npm install --silent --no-audit --no-fund --prefix . citeproc@2.4.63 > /dev/null 2>&1

cat > write.py <<'PY'
import json, pathlib, shutil, citeproc
shutil.copy(pathlib.Path(citeproc.__file__).parent / "data/locales/locales-en-GB.xml", "locale.xml")
dates = [[[2022, 3, 14]], [[2022, 3, 14], [2022, 3, 18]], [[2022, 3, 14], [2022, 4, 5]], [[2022, 3], [2022, 5]], [[2021], [2022]]]
json.dump([{"id": f"r{number}", "type": "report", "title": "Plans", "author": [{"literal": "Homewatch"}], "issued": {"date-parts": parts}}
           for number, parts in enumerate(dates)], open("items.json", "w"))
open("style.csl", "w").write("""<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-GB">
<info><title>Dates</title><id>dates</id><updated>2022-01-01T00:00:00+00:00</updated></info>
<citation><layout prefix="(" suffix=")"><group delimiter=", "><names variable="author"/><date variable="issued" form="text" date-parts="year"/></group></layout></citation>
<bibliography><layout><group delimiter=". "><names variable="author"/><date variable="issued" form="text"/></group></layout></bibliography>
</style>
""")
PY
cat > read.py <<'PY'
import json, warnings
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
warnings.simplefilter("ignore")
items = json.load(open("items.json"))
book = CitationStylesBibliography(CitationStylesStyle("style.csl", validate=False), CiteProcJSON(items), formatter.plain)
citations = [Citation([CitationItem(item["id"])]) for item in items]
for citation in citations:
    book.register(citation)
for citation, source in zip(citations, book.bibliography()):
    print(f"citeproc-py: {book.cite(citation, print)} {source}")
PY
cat > read.cjs <<'JS'
const CSL = require("citeproc"), { readFileSync } = require("fs"), items = JSON.parse(readFileSync("items.json"));
const engine = new CSL.Engine({ retrieveLocale: () => readFileSync("locale.xml", "utf8"), retrieveItem: id => items.find(item => item.id == id) },
    readFileSync("style.csl", "utf8"));
engine.setOutputFormat("text");
engine.updateItems(items.map(item => item.id));
const sources = engine.makeBibliography()[1];
items.forEach((item, at) => console.log(`citeproc-js: ${engine.makeCitationCluster([{ id: item.id }])} ${sources[at].trim()}`));
JS
venv/bin/python write.py
{ venv/bin/python read.py; node read.cjs; } > saw
cat saw
cat > expected <<'TXT'
citeproc-py: (Homewatch, 2022) Homewatch. 14 March 2022
citeproc-py: (Homewatch) Homewatch. 14–18 March 2022
citeproc-py: (Homewatch) Homewatch. 14 March–5 April 2022
citeproc-py: (Homewatch) Homewatch. March–May 2022
citeproc-py: (Homewatch, 2021–2022) Homewatch. 2021–2022
citeproc-js: (Homewatch, 2022) Homewatch. 14 March 2022
citeproc-js: (Homewatch, 2022) Homewatch. 14–18 March 2022
citeproc-js: (Homewatch, 2022) Homewatch. 14 March–5 April 2022
citeproc-js: (Homewatch, 2022) Homewatch. March–May 2022
citeproc-js: (Homewatch, 2021–2022) Homewatch. 2021–2022
TXT
diff expected saw || { echo "changed: ranges of dates are written otherwise"; exit 1; }
echo "as seen: a range of days has no year"
