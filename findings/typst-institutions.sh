#!/usr/bin/env bash
# Typst leaves the institution of a BibTeX report out of the bibliography, in each of five styles: institution = {Homewatch} is not there,
# although it is the field that BibTeX asks for in a @techreport and biblatex in a @report. The university of a thesis is missing likewise;
# publisher = {Homewatch} is printed. Its Vancouver style leaves out all authors as well, of books as of reports. pandoc prints both.
# Typst gives no warning.
#
# Why it matters: who published a report is what it is cited for, and reference managers write it into that field. The entry looks
# complete, with a title, a kind and a year.
#
# Seen 2026-11-30 with typst 0.15.2, pandoc 3.9 (pypandoc_binary 1.17), PyPI, Python 3.11, and pdftotext (poppler-utils
# 22.12.0-2+deb12u3 of Debian 12).
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' poppler-utils 2> /dev/null) || { echo "needs the Debian package poppler-utils"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo "poppler-utils: $version"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check typst==0.15.2 pypandoc_binary==1.17

cat > reports.bib <<'BIB'
@techreport{a, author = {Smith, Ann}, title = {First plan}, institution = {Homewatch}, year = 2022}
@report{b, author = {{Northmere County Council}}, title = {Second plan}, type = {Report}, institution = {Homewatch}, date = {2021}}
@thesis{c, author = {Smith, Ann}, title = {Third plan}, type = {PhD thesis}, institution = {University of Northmere}, date = {2020}}
@report{d, author = {Smith, Ann}, title = {Fourth plan}, type = {Report}, publisher = {Homewatch}, date = {2019}}
@book{e, author = {Smith, Ann}, title = {Fifth plan}, publisher = {Homewatch}, date = {2018}}
BIB
cat > list.py <<'PY'
import pypandoc, subprocess, typst
def entries(text):
    lines = [" ".join(line.split()) for line in text.split("\n\n")]
    return [line for title in ("first", "second", "third", "fourth", "fifth") for line in lines if f"{title} plan" in line.lower()]
def show(label, text):
    whole = [f'{"author" if "Smith" in entry or "Northmere County" in entry else "-"} '
             f'{"publisher" if "Homewatch" in entry or "University" in entry else "-"}' for entry in entries(text)]
    print(f"{label}:", " | ".join(whole))

for style in ("apa", "chicago-author-date", "harvard-cite-them-right", "ieee", "vancouver"):
    with open("list.typ", "w") as file:
        file.write(f'#set page(width: 40cm, height: auto)\n@a @b @c @d @e\n#bibliography("reports.bib", style: "{style}")\n')
    typst.compile("list.typ", output="list.pdf")
    text = subprocess.run(["pdftotext", "-layout", "list.pdf", "-"], capture_output=True, text=True).stdout
    text = text.replace("\n", "\n\n")
    show(f"Typst, {style}", text)
    if style in ("apa", "vancouver"):
        print("\n".join(f"    {entry}" for entry in entries(text)))
show("pandoc", pypandoc.convert_text("@a @b @c @d @e", "plain", "md", extra_args=["--citeproc", "--bibliography", "reports.bib"]))
PY
venv/bin/python list.py > saw
cat saw
some="author - | author - | author - | author publisher | author publisher"
cat > expected <<TXT
Typst, apa: $some
    Smith, A. (2022). First plan [Technical report].
    Northmere County Council. (2021). Second plan [Report].
    Smith, A. (2020). Third plan [PhD thesis].
    Smith, A. (2019). Fourth plan [Report]. Homewatch.
    Smith, A. (2018). Fifth plan. Homewatch.
Typst, chicago-author-date: $some
Typst, harvard-cite-them-right: $some
Typst, ieee: $some
Typst, vancouver: - - | - - | - - | - publisher | - publisher
    1. First plan [technical report]. 2022.
    2. Second plan [Report]. 2021.
    3. Third plan [PhD thesis]. 2020.
    4. Fourth plan [Report]. Homewatch; 2019.
    5. Fifth plan. Homewatch; 2018.
pandoc: author publisher | author publisher | author publisher | author publisher | author publisher
TXT
diff expected saw || { echo "changed: entries have other parts"; exit 1; }
echo "as seen: institutions are left out"
