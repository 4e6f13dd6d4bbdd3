#!/usr/bin/env bash
# bibtexparser 2 cuts fields at a percent sign when asked to decode LaTeX: "https://example.org/a%20b" becomes https://example.org/a,
# and of the title "40% of plans are late" 40 is left. It takes the sign for the start of a comment, which it is not in a BibTeX
# field; reference managers write addresses as they are. What its own encoder wrote (\url{...} around an address in a note) it cuts as
# well, along with the rest of the note. No block counts as failed.
#
# Why it matters: addresses of reports are full of %20, and the shortened ones still look like addresses. Accents cannot be
# read without this step, so it is what one adds first.
#
# Seen 2026-11-30 with bibtexparser 2.1.0 and pylatexenc 2.11 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check bibtexparser==2.1.0 pylatexenc==2.11

cat > read.py <<'PY'
import bibtexparser
from bibtexparser.middlewares import LatexDecodingMiddleware, LatexEncodingMiddleware
bibtex = r"""@techreport{northmere,
  title = {40% of plans are late},
  author = {M{\"u}ller, Jo},
  url = {https://example.org/a%20b.pdf},
  note = {Read https://example.org/a%20b.pdf first}
}"""
plain = "@techreport{northmere, author = {Müller, Jo}, note = {Read https://example.org/a%20b.pdf first}}"
written = bibtexparser.write_string(bibtexparser.parse_string(plain), prepend_middleware=[LatexEncodingMiddleware()])
for label, source, more in [("as it is", bibtex, []), ("decoded", bibtex, [LatexDecodingMiddleware()]),
                            ("encoded", written, []), ("encoded, decoded", written, [LatexDecodingMiddleware()])]:
    library = bibtexparser.parse_string(source, append_middleware=more)
    print(f"{label}: failed {len(library.failed_blocks)}")
    for field in library.entries[0].fields:
        print(" ", field.key, repr(field.value))
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
as it is: failed 0
  title '40% of plans are late'
  author 'M{\\"u}ller, Jo'
  url 'https://example.org/a%20b.pdf'
  note 'Read https://example.org/a%20b.pdf first'
decoded: failed 0
  title '40'
  author 'Müller, Jo'
  url 'https://example.org/a'
  note 'Read https://example.org/a'
encoded: failed 0
  author 'M\\"uller, Jo'
  note 'Read \\url{https://example.org/a%20b.pdf} first'
encoded, decoded: failed 0
  author 'Müller, Jo'
  note 'Read https://example.org/a'
TXT
diff expected saw || { echo "changed: bibtexparser decodes otherwise"; exit 1; }
echo "as seen: what stands behind a percent sign is gone"
