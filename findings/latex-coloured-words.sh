#!/usr/bin/env bash
# detex takes coloured words out of LaTeX: "Plans are \textcolor{red}{not} late." is "Plans are late."; those of \colorbox and formulas ($7/12$) go the same way, while \hl and \mbox keep their words. pylatexenc keeps
# the coloured word and loses those of \mbox and \verb; it doubles a word of the index ("planplan"), and a \href is an error, where detex glues the address to the words. Of
# \foreignlanguage{english}{not} both make "englishnot", of Plans\par Visits "PlansVisits", of 10\textsuperscript{2} 102, and \S7 is 7.
#
# Why it matters: reports written in LaTeX are searched and counted by their plain text. What was coloured for its weight is what is missing, and
# the sentence stays one.
#
# Seen 2026-11-30 with Debian 12's texlive-binaries 2022.20220321.62855-5.1+deb12u2 (detex 2.8.9) and pylatexenc 2.11 (PyPI, Python 3.11).
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' texlive-binaries 2> /dev/null) || { echo "needs the Debian package texlive-binaries"; exit 2; }
echo "texlive-binaries $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pylatexenc==2.11
cat > sentences.tex <<'TEX'
Plans are \textcolor{red}{not} late.
Plans are \colorbox{yellow}{not} late.
Plans are \foreignlanguage{english}{not} late.
Plans are \hl{not} late.
About $7/12$ of plans are late.
Plans are \mbox{not} late.
See \verb|late_plans| and \S7.
Plans\par Visits
A \index{plan}plan is late.
There are 10\textsuperscript{2} plans.
See \href{https://example.org/a}{the letter}.
TEX
cat > read.py <<'PY'
from pylatexenc.latex2text import LatexNodes2Text
for line in open("sentences.tex"):
    try:
        print(" ".join(LatexNodes2Text().latex_to_text(line.strip()).split()))
    except Exception as error:
        print(type(error).__name__)
PY
venv/bin/python read.py > python.txt
while read -r line; do printf '\\begin{document}\n%s\n\\end{document}\n' "$line" | detex -l | tr -s ' \n' ' ' | sed 's/^ //; s/ $//'; echo; done < sentences.tex > detex.txt
paste -d '#' sentences.tex detex.txt python.txt | sed 's/#/ => /; s/#/ | /' > saw
cat saw
cat > expected <<'TXT'
Plans are \textcolor{red}{not} late. => Plans are late. | Plans are not late.
Plans are \colorbox{yellow}{not} late. => Plans are late. | Plans are not late.
Plans are \foreignlanguage{english}{not} late. => Plans are englishnot late. | Plans are englishnot late.
Plans are \hl{not} late. => Plans are not late. | Plans are not late.
About $7/12$ of plans are late. => About of plans are late. | About 7/12 of plans are late.
Plans are \mbox{not} late. => Plans are not late. | Plans are late.
See \verb|late_plans| and \S7. => See late_plans and 7. | See and 7.
Plans\par Visits => PlansVisits | PlansVisits
A \index{plan}plan is late. => A plan is late. | A planplan is late.
There are 10\textsuperscript{2} plans. => There are 102 plans. | There are 102 plans.
See \href{https://example.org/a}{the letter}. => See https://example.org/athe letter. | IndexError
TXT
diff expected saw || { echo "changed: other words are left"; exit 1; }
echo "as seen: plans are late (detex, then pylatexenc)"
