#!/usr/bin/env bash
# pandoc shortens a range of places like 7.10-7.15 as if the part behind the point were a number by itself: "pp. 7.10–5" in a style with the shortest
# ranges (minimal), "7.10–15" in Chicago's, where 107-109 is 107–9. citeproc-py does so for the shortest ranges: 1.1-1.12 is "1.1–2". citeproc-js,
# Zotero's processor, takes such a range for one place: "p. 7.10-7.15", with a hyphen and no plural.
#
# Why it matters: paragraphs and pages of reports are numbered within chapters. "7.10–5" names another place, or none; of one library of
# sources each processor makes other citations.
#
# Seen 2026-11-30 with pandoc 3.9 (pypandoc_binary 1.17), citeproc-py 0.11.1 (PyPI, Python 3.11) and citeproc 2.4.63 (npm, Node 20).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypandoc_binary==1.17 citeproc-py==0.11.1
npm install --silent --no-audit --no-fund --prefix . citeproc@2.4.63 > /dev/null 2>&1

cat > write.py <<'PY'
import json, pathlib, shutil, citeproc, pypandoc
shutil.copy(pathlib.Path(citeproc.__file__).parent / "data/locales/locales-en-GB.xml", "locale.xml")
pathlib.Path("pandoc").symlink_to(pypandoc.get_pandoc_path())
ranges = ["107-109", "7.10-7.15", "1.1-1.12", "12.3-12.8"]
json.dump([{"id": f"r{number}", "type": "report", "title": "Plans", "page": pages} for number, pages in enumerate(ranges)], open("items.json", "w"))
for name in "minimal", "chicago", "expanded":
    open(f"{name}.csl", "w").write(f"""<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-GB" page-range-format="{name}">
<info><title>Ranges</title><id>ranges</id><updated>2022-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><group delimiter=" "><label variable="page" form="short"/><text variable="page"/></group></layout></bibliography>
</style>
""")
PY
cat > read.py <<'PY'
import json, sys, warnings
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
warnings.simplefilter("ignore")
items = json.load(open("items.json"))
book = CitationStylesBibliography(CitationStylesStyle(sys.argv[1], validate=False), CiteProcJSON(items), formatter.plain)
for item in items:
    book.register(Citation([CitationItem(item["id"])]))
print(*book.bibliography(), sep="; ")
PY
cat > read.cjs <<'JS'
const CSL = require("citeproc"), { readFileSync } = require("fs"), items = JSON.parse(readFileSync("items.json"));
const engine = new CSL.Engine({ retrieveLocale: () => readFileSync("locale.xml", "utf8"), retrieveItem: id => items.find(item => item.id == id) },
    readFileSync(process.argv[2], "utf8"));
engine.setOutputFormat("text");
engine.updateItems(items.map(item => item.id));
console.log(engine.makeBibliography()[1].map(line => line.trim()).join("; "));
JS
venv/bin/python write.py
printf -- '---\nnocite: "@*"\n---\n' > all.md
for name in minimal chicago expanded; do
    echo "$name, pandoc: $(./pandoc --citeproc --csl $name.csl --bibliography items.json -t plain --wrap none all.md | grep . | paste -sd ';' | sed 's/;/; /g')"
    echo "$name, citeproc-py: $(venv/bin/python read.py $name.csl)"
    echo "$name, citeproc-js: $(node read.cjs $name.csl)"
done > saw
cat saw
cat > expected <<'TXT'
minimal, pandoc: pp. 107–9; pp. 7.10–5; pp. 1.1–12; pp. 12.3–8
minimal, citeproc-py: pp. 107–9; pp. 7.10–5; pp. 1.1–2; pp. 12.3–8
minimal, citeproc-js: pp. 107–9; p. 7.10-7.15; p. 1.1-1.12; p. 12.3-12.8
chicago, pandoc: pp. 107–9; pp. 7.10–15; pp. 1.1–12; pp. 12.3–8
chicago, citeproc-py: pp. 107–9; pp. 7.10–7.15; pp. 1.1–1.12; pp. 12.3–12.8
chicago, citeproc-js: pp. 107–9; p. 7.10-7.15; p. 1.1-1.12; p. 12.3-12.8
expanded, pandoc: pp. 107–109; pp. 7.10–7.15; pp. 1.1–1.12; pp. 12.3–12.8
expanded, citeproc-py: pp. 107–109; pp. 7.10–7.15; pp. 1.1–1.12; pp. 12.3–12.8
expanded, citeproc-js: pp. 107–109; p. 7.10-7.15; p. 1.1-1.12; p. 12.3-12.8
TXT
diff expected saw || { echo "changed: ranges are written otherwise"; exit 1; }
echo "as seen: 7.10 to 7.15 is 7.10–5"
