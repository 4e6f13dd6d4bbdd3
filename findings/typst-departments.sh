#!/usr/bin/env bash
# Typst cites the Department for Education as "Education": in its own bibliography format (Hayagriva's YAML) an author given as plain
# text is a person, whose words up to the last one in lower case are a prefix such as "von der". APA, Harvard and Chicago
# leave such a prefix out, so the Department of Health and Social Care is "Social Care". IEEE prints the whole name. An author of the form
# {name: ...} stays whole.
#
# Why it matters: most authorities have an "of", "for" or "and" in their name. The list has entries by Education, Social Care and
# Support, no warning is given, and names without such a word (Ofsted) are right, so a glance does not show it.
#
# Seen 2026-11-30 with typst 0.15.2 (PyPI, Python 3.11) and pdftotext (poppler-utils 22.12.0-2+deb12u3 of Debian 12).
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' poppler-utils 2>/dev/null) || { echo "needs the Debian package poppler-utils"; exit 2; }
echo "poppler-utils $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check typst==0.15.2

cat > reports.yml <<'YML'
one: {type: report, title: Report one, author: Department for Education, date: 2022}
two: {type: report, title: Report two, author: Department of Health and Social Care, date: 2022}
three: {type: report, title: Report three, author: Care and Support Northmere, date: 2022}
four: {type: report, title: Report four, author: Northmere County Council, date: 2022}
five: {type: report, title: Report five, author: {name: Department for Education}, date: 2022}
YML
for style in apa harvard-cite-them-right chicago-author-date ieee; do
    printf '@one @two @three @four @five\n#bibliography("reports.yml", style: "%s", title: none)\n' "$style" > report.typ
    venv/bin/python -c 'import typst; typst.compile("report.typ", output="report.pdf")'
    echo "$style"
    pdftotext -layout report.pdf - | sed '/^[[:space:]]*$/d'
done > saw
cat saw
cat > expected <<'TXT'
apa
(Department for Education, 2022; Education, 2022; Northmere County Council, 2022; Social Care,
2022; Support Northmere, 2022)
Department for Education. (2022). Report five.
Education. (2022). Report one.
Northmere County Council. (2022). Report four.
Social Care. (2022). Report two.
Support Northmere. (2022). Report three.
harvard-cite-them-right
(Education, 2022; Social Care, 2022; Support Northmere, 2022; Northmere County Council, 2022;
Department for Education, 2022)
Department for Education (2022) Report five.
Education (2022) Report one.
Northmere County Council (2022) Report four.
Social Care (2022) Report two.
Support Northmere (2022) Report three.
chicago-author-date
(Education 2022; Social Care 2022; Support Northmere 2022; Northmere County Council 2022;
Department for Education 2022)
Department for Education. 2022. Report Five.
Education. 2022. Report One.
Northmere County Council. 2022. Report Four.
Social Care. 2022. Report Two.
Support Northmere. 2022. Report Three.
ieee
[1], [2], [3], [4], [5]
[1] Department for Education, “Report one,” 2022.
[2] Department of Health and Social Care, “Report two,” 2022.
[3] Care and Support Northmere, “Report three,” 2022.
[4] Northmere County Council, “Report four,” 2022.
[5] Department for Education, “Report five,” 2022.
TXT
diff expected saw || { echo "changed: Typst names authorities otherwise"; exit 1; }
echo "as seen: the Department for Education is Education"
