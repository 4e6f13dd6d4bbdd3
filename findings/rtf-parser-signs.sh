#!/usr/bin/env bash
# rtf-parser, under npm's rtf-to-html, reads RTF's named signs as nothing: with \endash "2021–2022" is 20212022, with \rquote "children’s"
# is "childrens", and the marks of \bullet lists are gone. Of a sign in Unicode it keeps the substitute too, which is there for
# programs that know no Unicode: pandoc's "2021\u8211-2022" is "2021–-2022", "children\u8217's" is "children’'s". Only the signs
# written as bytes (\'92) come out right.
#
# Why it matters: which of the three ways a letter has depends on what wrote it. Ranges of years become a number or hold two dashes, and
# children’s is found neither as it is printed nor as it is typed.
#
# Seen 2026-11-30 with rtf-parser 1.3.3 and @iarna/rtf-to-html 1.1.0 (npm, Node 20), one input made by pandoc 3.9 (PyPI:
# pypandoc_binary 1.17, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit rtf-parser@1.3.3 @iarna/rtf-to-html@1.1.0 > /dev/null
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypandoc_binary==1.17

start='{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Calibri;}}\pard\f0 '
printf '%s' "$start"'\bullet  In 2021\endash 2022 children\rquote s plans were \ldblquote late\rdblquote .\par}' > named.rtf
printf '%s' "$start"'\'"'95 In 2021\\'962022 children\\'92s plans were \\'93late\\'94.\\par}" > bytes.rtf
venv/bin/python -c 'import pypandoc
pypandoc.convert_text("• In 2021–2022 children’s plans were “late”.", "rtf", "markdown", outputfile="unicode.rtf", extra_args=["--standalone"])'
grep -o 'In 2021.*children[^ ]*' unicode.rtf > saw

cat > read.js <<'JS'
const fs = require("fs");
const words = html => html.replace(/<[^>]*>/g, "").trim();
(async () => {
  for (const name of ["named", "bytes", "unicode"]) {
    const rtf = fs.readFileSync(`${name}.rtf`, "latin1");
    const html = await new Promise((done, fail) =>
      require("@iarna/rtf-to-html").fromString(rtf, { template: (_, __, content) => content }, (error, html) => error ? fail(error) : done(html)));
    const text = await new Promise((done, fail) => require("rtf-parser").string(rtf, (error, document) => error ? fail(error)
      : done(document.content.flatMap(paragraph => paragraph.content || []).map(span => span.value).join(""))));
    console.log(`${name}: ${words(html)}${words(html) === text.trim() ? "" : ` (parser: ${text.trim()})`}`);
  }
})();
JS
node read.js >> saw
cat saw
cat > expected <<'TXT'
In 2021\u8211-2022 children\u8217's
named: In 20212022 childrens plans were late.
bytes: • In 2021–2022 children’s plans were “late”.
unicode: •? In 2021–-2022 children’'s plans were “"late”".
TXT
diff expected saw || { echo "changed: the signs are read otherwise"; exit 1; }
echo "as seen: named signs are lost, those in Unicode come with their substitutes"
