#!/usr/bin/env bash
# Three splitters of sentences do not end one at a number: "Published in 2022. Staff agree." is one sentence for sbd and sentence-splitter (npm) and for Go's
# sentences, and so is "The grade is 2. Staff agree." With £5, 48% or the word seven at the end there are two. Of "Staff agreed in 2022. They came.
# Visits are few in 2022. Plans are late." sbd makes three sentences and the others two. "See para. 7. It is late." they cut behind para.
#
# Why it matters: in reports every other sentence ends with a year, a paragraph or a grade. The sentence shown for a hit has the next one with it, and
# an average length of sentences grows with the years in them.
#
# Seen 2026-11-30 with sbd 1.0.19 and sentence-splitter 5.0.1 (npm, Node 20), github.com/neurosnap/sentences v1.1.2 (Go 1.26).
set -euo pipefail

for program in npm node go; do
    command -v $program > /dev/null || { echo "needs $program"; exit 2; }
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . sbd@1.0.19 sentence-splitter@5.0.1 > /dev/null 2>&1
cat > texts <<'TXT'
Published in 2022. Staff agree.
The grade is 2. Staff agree.
It is £5. Staff agree.
It is 48%. Staff agree.
Homes are seven. Staff agree.
Staff agreed in 2022. They came. Visits are few in 2022. Plans are late.
See para. 7. It is late.
TXT
cat > split.cjs <<'JS'
const sbd = require("sbd"), { split } = require("sentence-splitter");
for (const text of require("fs").readFileSync("texts", "utf8").trim().split("\n")) {
    console.log("sbd:", sbd.sentences(text).join(" | "));
    console.log("sentence-splitter:", split(text).filter((node) => node.type === "Sentence").map((node) => node.raw).join(" | "));
}
JS
mkdir read
cat > read/main.go <<'GO'
package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/neurosnap/sentences/english"
)

func main() {
	texts, _ := os.ReadFile("../texts")
	splitter, err := english.NewSentenceTokenizer(nil)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	for _, text := range strings.Split(strings.TrimSpace(string(texts)), "\n") {
		var found []string
		for _, sentence := range splitter.Tokenize(text) {
			found = append(found, strings.TrimSpace(sentence.Text))
		}
		fmt.Println("sentences:", strings.Join(found, " | "))
	}
}
GO
(cd read && go mod init read && go get github.com/neurosnap/sentences@v1.1.2 && go mod tidy) > log 2>&1 || { tail -n 5 log; exit 1; }
{ node split.cjs; (cd read && go run .); } > saw
cat saw
cat > expected <<'TXT'
sbd: Published in 2022. Staff agree.
sentence-splitter: Published in 2022. Staff agree.
sbd: The grade is 2. Staff agree.
sentence-splitter: The grade is 2. Staff agree.
sbd: It is £5. | Staff agree.
sentence-splitter: It is £5. | Staff agree.
sbd: It is 48%. | Staff agree.
sentence-splitter: It is 48%. | Staff agree.
sbd: Homes are seven. | Staff agree.
sentence-splitter: Homes are seven. | Staff agree.
sbd: Staff agreed in 2022. They came. | Visits are few in 2022. | Plans are late.
sentence-splitter: Staff agreed in 2022. They came. | Visits are few in 2022. Plans are late.
sbd: See para. | 7. It is late.
sentence-splitter: See para. | 7. It is late.
sentences: Published in 2022. Staff agree.
sentences: The grade is 2. Staff agree.
sentences: It is £5. | Staff agree.
sentences: It is 48%. | Staff agree.
sentences: Homes are seven. | Staff agree.
sentences: Staff agreed in 2022. They came. | Visits are few in 2022. Plans are late.
sentences: See para. | 7. It is late.
TXT
diff expected saw || { echo "changed: sentences end elsewhere"; exit 1; }
echo "as seen: no sentence ends at a year"
