#!/usr/bin/env bash
# The Go package cat, which reads .odt, .docx and .rtf as text, takes of an .odt the words that stand directly in a paragraph: headings and the items
# of lists and tables are not there, and of "Plans are not late." with a bold "not" it has "Plans are  late." From RTF a paragraph is read up to its
# first sign beyond ASCII: "Plans for children aged 16–17 are late." is "Plans for children aged 16". The .docx of the same report is whole.
#
# Why it matters: it is one of the few packages that read all three without other programs. What is gone are the findings and the grades, the "not",
# and whatever follows a dash or a curly apostrophe, and no error is returned.
#
# Seen 2026-11-30 with github.com/lu4p/cat v0.1.5 (Go 1.26); input by pandoc 3.9 (pypandoc_binary 1.17, PyPI, Python 3.11).
set -euo pipefail

command -v go > /dev/null || { echo "needs go"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pypandoc_binary==1.17
cat > report.html <<'HTML'
<h1>Northmere</h1>
<p>Plans are <b>not</b> late.</p>
<ol><li>Visits are few.</li></ol>
<table><tr><th>Area</th><th>Grade</th></tr><tr><td>Help</td><td>Good</td></tr></table>
<p>Plans for children aged 16–17 are late.</p>
<p>Staff agree.</p>
HTML
for kind in odt docx rtf; do
    venv/bin/python -c "import pypandoc; pypandoc.convert_file('report.html', '$kind', outputfile='report.$kind', extra_args=['-s'])"
done
mkdir read
cat > read/main.go <<'GO'
package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/lu4p/cat"
)

func main() {
	for _, kind := range []string{"docx", "odt", "rtf"} {
		text, err := cat.File("../report." + kind)
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Printf("%s: %q\n", kind, strings.Join(strings.FieldsFunc(text, func(sign rune) bool { return sign == '\n' }), " / "))
	}
}
GO
(cd read && go mod init read && go get github.com/lu4p/cat@v0.1.5 && go mod tidy) > log 2>&1 || { tail -n 5 log; exit 1; }
(cd read && go run .) > saw
cat saw
cat > expected <<'TXT'
docx: "Northmere / Plans are not late. / Visits are few. / Area / Grade / Help / Good / Plans for children aged 16–17 are late. / Staff agree."
odt: "Plans are  late. / Plans for children aged 16–17 are late. / Staff agree."
rtf: "Northmere Plans are not late. 1. Visits are few. Area  Grade   Help  Good    Plans for children aged 16 Staff agree. "
TXT
diff expected saw || { echo "changed: cat reads other words"; exit 1; }
echo "as seen: of .odt and RTF only pieces are read"
