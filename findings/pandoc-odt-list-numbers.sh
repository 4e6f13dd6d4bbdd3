#!/usr/bin/env bash
# pandoc counts an OpenDocument list anew that goes on behind another one: what LibreOffice shows as 1, 2, a
# bullet and 3 comes out as 1, 2, a bullet and 1 in every format that pandoc writes. It reads text:continue-numbering, and
# not text:continue-list, which LibreOffice writes where a list of another kind stands between.
#
# Why it matters: findings are numbered through a whole report, and lists of bullets stand between. Converted by pandoc, those behind
# the first bullets have the numbers of other findings, and nothing says so.
#
# Seen 2026-11-29 with pandoc 3.9 (pypandoc_binary 1.17 from PyPI, Python 3.11) and Debian 12's libreoffice-writer-nogui
# 4:7.4.7-1+deb12u14.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' libreoffice-writer-nogui 2>/dev/null) ||
    version=$(dpkg-query -W -f '${Version}' libreoffice-writer 2>/dev/null) ||
    { echo "needs the Debian package libreoffice-writer-nogui or libreoffice-writer"; exit 2; }
echo "LibreOffice Writer $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypandoc_binary==1.17

cat > report.fodt <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
  xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
  office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-format="1"
  style:num-suffix="."/></text:list-style>
<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>
</office:automatic-styles>
<office:body><office:text>
<text:list xml:id="a" text:style-name="N"><text:list-item><text:p>Plans are late.</text:p></text:list-item>
<text:list-item><text:p>Staff are kind:</text:p></text:list-item></text:list>
<text:list text:style-name="B"><text:list-item><text:p>to children</text:p></text:list-item></text:list>
<text:list text:continue-list="a" text:style-name="N"><text:list-item><text:p>Leaders know it.</text:p></text:list-item></text:list>
</office:text></office:body></office:document>
XML
HOME="$folder" soffice --headless --convert-to odt report.fodt > /dev/null 2>&1
HOME="$folder" soffice --headless --convert-to "txt:Text (encoded):UTF8" report.fodt > /dev/null 2>&1
shown=$(grep -o '[0-9]*\. Leaders know it' report.txt)
read=$(venv/bin/python -c 'import pypandoc; print(pypandoc.convert_file("report.odt", "plain"))' | grep -o '[0-9]*\. *Leaders know it')
echo "as LibreOffice shows it: $shown"
echo "as pandoc reads it:      $read"
[ "$shown" = "3. Leaders know it" ] || { echo "changed: LibreOffice counts otherwise"; exit 1; }
[ "$read" = "1.  Leaders know it" ] || { echo "changed: pandoc counts otherwise"; exit 1; }
echo "as seen: the list begins again at 1"
