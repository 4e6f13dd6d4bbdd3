#!/usr/bin/env bash
# Three readers of LaTeX number a list three ways. Of a list that begins with 7 by \setcounter{enumi}{6}, whose third item has a label of its own
# (\item[(a)]), LaTeX prints 7., 8., (a), 9. pandoc has 7, 8, 9 and 10 and no (a), HeVeA 1, 2, 3 and 4, and latex2rtf 1, 2, (a) and 3. A list of
# enumitem that starts with 7 is 1, 2 for all of them. None of them says that something was left out.
#
# Why it matters: findings are cited by their number, and a report that was set with LaTeX is turned into other forms with these. The printed
# report and each of the others disagree about which finding is the ninth.
#
# Seen 2026-11-30 with pandoc 3.9 (pypandoc_binary 1.17, PyPI, Python 3.11) and Debian 12's hevea 2.36-1, latex2rtf 2.3.18a-3 and
# libreoffice-writer-nogui 4:7.4.7-1+deb12u14, which shows the RTF; texlive-latex-extra and poppler-utils for the page.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' libreoffice-writer-nogui 2> /dev/null || dpkg-query -W -f '${Version}' libreoffice-writer 2> /dev/null) ||
    { echo "needs the Debian package libreoffice-writer-nogui"; exit 2; }
echo "LibreOffice $version"
for package in hevea latex2rtf texlive-latex-extra poppler-utils; do
    version=$(dpkg-query -W -f '${Version}' $package 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypandoc_binary==1.17

cat > counter.tex <<'TEX'
\documentclass{article}
\begin{document}
\begin{enumerate}
\setcounter{enumi}{6}
\item Plans are late.
\item Visits are few.
\item[(a)] Help is good.
\item Staff agree.
\end{enumerate}
\end{document}
TEX
sed 's/\\begin{document}/\\usepackage{enumitem}\n&/; s/\\begin{enumerate}/&[start=7]/; /setcounter/d' counter.tex > enumitem.tex
numbers() { sed 's|^\xef\xbb\xbf||' | grep -E '(late|few|good|agree)\.' | sed -E 's/^[[:space:]]*//; s/[[:space:]]*[A-Z][a-z]+ (are|is|agree).*//' | paste -sd ' '; }
for name in counter enumitem; do
    pdflatex -interaction=batchmode $name.tex > /dev/null
    echo "$name, page: $(pdftotext -layout $name.pdf - | numbers)"
    venv/bin/python -c "import pypandoc; print(pypandoc.convert_file('$name.tex', 'plain', extra_args=['--verbose']))" > $name.plain 2> log
    echo "$name, pandoc: $(numbers < $name.plain), said: $(grep -c enum log || true)"
    hevea -text -o $name.hevea.txt $name.tex > /dev/null 2>&1
    echo "$name, HeVeA: $(numbers < $name.hevea.txt)"
    latex2rtf -o $name.rtf $name.tex > /dev/null 2>&1
    soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to txt:Text $name.rtf > /dev/null 2>&1
    echo "$name, latex2rtf: $(numbers < $name.txt)"
done > saw
cat saw
cat > expected <<'TXT'
counter, page: 7. 8. (a) 9.
counter, pandoc: 7. 8. 9. 10., said: 0
counter, HeVeA: 1. 2. 3. 4.
counter, latex2rtf: 1. 2. (a) 3.
enumitem, page: 7. 8. (a) 9.
enumitem, pandoc: 1. 2. 3. 4., said: 0
enumitem, HeVeA: 1. 2. 3. 4.
enumitem, latex2rtf: 1. 2. (a) 3.
TXT
diff expected saw || { echo "changed: items have other numbers"; exit 1; }
echo "as seen: each reader has other numbers"
