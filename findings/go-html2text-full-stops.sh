#!/usr/bin/env bash
# The Go package html2text, asked for plain text only (TextOnly), puts a full stop behind each heading, as meant, and behind each bold word: "Plans are <b>not</b>
# late." is "Plans are not. late.", the bold number 7. is "7.." In both of its ways a marked part of a word is a word by itself ("un derst and"), the items of a
# numbered list have no numbers (with asterisks, or nothing), and those of an inner list stand on the line of the outer one.
#
# Why it matters: a full stop ends a sentence, so "Plans are not" is one, for a splitter and for a reader; numbers by which findings are cited are gone
# whatever the options.
#
# Seen 2026-11-30 with github.com/jaytaylor/html2text v0.0.0-20230321000545-74c2419ad056 and github.com/olekukonko/tablewriter v0.0.5 (Go 1.26).
set -euo pipefail

command -v go > /dev/null || { echo "needs go"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > main.go <<'GO'
package main

import (
	"fmt"

	"github.com/jaytaylor/html2text"
)

func main() {
	for _, page := range []string{
		"<h2>Plans</h2><p>Plans are <b>not</b> late.</p>",
		"<p><b>7.</b> Plans are late.</p>",
		"<p>They un<b>derst</b>and.</p>",
		"<ol start='7'><li>Plans</li><li>Visits<ol type='a'><li>in homes</li></ol></li></ol>",
	} {
		plain, err := html2text.FromString(page, html2text.Options{TextOnly: true})
		usual, other := html2text.FromString(page)
		fmt.Printf("%s\n  TextOnly: %q %v\n  without: %q %v\n", page, plain, err, usual, other)
	}
}
GO
(go mod init read && go get github.com/jaytaylor/html2text@v0.0.0-20230321000545-74c2419ad056 github.com/olekukonko/tablewriter@v0.0.5 && go mod tidy) > log 2>&1 ||
    { tail -n 5 log; exit 1; }
go run . > saw
cat saw
cat > expected <<'TXT'
<h2>Plans</h2><p>Plans are <b>not</b> late.</p>
  TextOnly: "Plans.\n\nPlans are not. late." <nil>
  without: "-----\nPlans\n-----\n\nPlans are *not* late." <nil>
<p><b>7.</b> Plans are late.</p>
  TextOnly: "7.. Plans are late." <nil>
  without: "*7.* Plans are late." <nil>
<p>They un<b>derst</b>and.</p>
  TextOnly: "They un derst. and." <nil>
  without: "They un *derst* and." <nil>
<ol start='7'><li>Plans</li><li>Visits<ol type='a'><li>in homes</li></ol></li></ol>
  TextOnly: "Plans\nVisits in homes" <nil>
  without: "* Plans\n* Visits * in homes" <nil>
TXT
diff expected saw || { echo "changed: html2text writes other text"; exit 1; }
echo "as seen: a bold word ends a sentence"
