#!/usr/bin/env bash
# alto-tools writes the first half of each hyphenated word twice and its second half never: ALTO has "under-" at the end of one line and "standing"
# at the start of the next, both marked as parts of "understanding", and the text says "under" and "under". Whole words are right. What stands in the
# margins (the page's head) is in the text, and an order of reading that the file states (ReadingOrder) is not followed.
#
# Why it matters: ALTO is how libraries and archives keep scanned reports, and where their lines were broken it has these marks. The long words, which
# are those one searches for, are gone, each with the next line's first word.
#
# Seen 2026-11-30 with alto-tools 0.1.0 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check alto-tools==0.1.0

cat > write.py <<'PY'
def line(*words):
    strings, left = [], 100
    for word in words:
        text, marks = (word, "") if isinstance(word, str) else word
        strings.append(f'<String CONTENT="{text}"{marks} HPOS="{left}" VPOS="100" WIDTH="80" HEIGHT="20"/>')
        left += 90
    return f'<TextLine HPOS="100" VPOS="100" WIDTH="700" HEIGHT="20">{"".join(strings)}</TextLine>'

def block(name, *lines):
    return f'<TextBlock ID="{name}" HPOS="100" VPOS="100" WIDTH="700" HEIGHT="60">{"".join(lines)}</TextBlock>'

def part(text, number):
    return text, f' SUBS_TYPE="HypPart{number}" SUBS_CONTENT="understanding"'

head = block("head", line("Northmere"))
second = block("second", line("Staff", "need", part("under", 1)), line(part("standing", 2), "of", "plans."))
first = block("first", line("Visits", "are", "few."))
order = '<ReadingOrder><OrderedGroup ID="order"><ElementRef ID="one" REF="first"/><ElementRef ID="two" REF="second"/></OrderedGroup></ReadingOrder>'
open("page.xml", "w").write(f"""<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Description><MeasurementUnit>pixel</MeasurementUnit></Description>{order}
<Layout><Page ID="page" PHYSICAL_IMG_NR="1" WIDTH="1000" HEIGHT="1400"><TopMargin HPOS="0" VPOS="0" WIDTH="1000" HEIGHT="50">{head}</TopMargin>
<PrintSpace HPOS="0" VPOS="50" WIDTH="1000" HEIGHT="1300">{second}{first}</PrintSpace></Page></Layout></alto>
""")
PY
venv/bin/python write.py
venv/bin/alto-tools -t page.xml | sed 's/ *$//' | grep . > saw
cat saw
cat > expected <<'TXT'
Northmere
Staff need under
underof plans.
Visits are few.
TXT
diff expected saw || { echo "changed: hyphenated words are written otherwise"; exit 1; }
echo "as seen: the first half stands where the second should"
