#!/usr/bin/env bash
# Bleve, as it comes, finds "Plans aren’t late." by the phrase "plans are late": its standard analyser takes common words out of texts and leaves a gap, which in a
# phrase any word fills. "not late" is found in each text with late. AND, OR and NOT in its query language are words, and common ones: "plans NOT late"
# is plans or late, "plans AND late" too. A date that is indexed is found by date:>"2022-03-13", by date:"2022-03-14" it is not.
#
# Why it matters: a phrase is quoted to have the words as they stand, and "are" for "aren't" is the opposite. None of it is an error, and the first
# hit may well be right.
#
# Seen 2026-11-30 with github.com/blevesearch/bleve/v2 v2.6.3 (Go 1.26).
set -euo pipefail

command -v go > /dev/null || { echo "needs go"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > main.go <<'GO'
package main

import (
	"fmt"
	"os"
	"sort"
	"strings"

	"github.com/blevesearch/bleve/v2"
)

func main() {
	index, err := bleve.NewMemOnly(bleve.NewIndexMapping())
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	for _, text := range []string{"Plans are late.", "Plans aren’t late.", "Plans were never late.", "Late plans.", "Visits are few."} {
		index.Index(text, map[string]string{"text": text, "date": "2022-03-14"})
	}
	for _, words := range []string{`"plans are late"`, `"plans late"`, `"not late"`, "plans NOT late", "visits AND late", "+plans -late", `date:>"2022-03-13"`, `date:"2022-03-14"`} {
		request := bleve.NewSearchRequest(bleve.NewQueryStringQuery(words))
		result, err := index.Search(request)
		if err != nil {
			fmt.Println(words, err)
			continue
		}
		var found []string
		for _, hit := range result.Hits {
			found = append(found, hit.ID)
		}
		sort.Strings(found)
		fmt.Printf("%s: %d %s\n", words, result.Total, strings.Join(found, " | "))
	}
}
GO
(go mod init search && go get github.com/blevesearch/bleve/v2@v2.6.3 && go mod tidy) > log 2>&1 || { tail -n 5 log; exit 1; }
go run . > saw
cat saw
cat > expected <<'TXT'
"plans are late": 2 Plans are late. | Plans aren’t late.
"plans late": 0 
"not late": 4 Late plans. | Plans are late. | Plans aren’t late. | Plans were never late.
plans NOT late: 4 Late plans. | Plans are late. | Plans aren’t late. | Plans were never late.
visits AND late: 5 Late plans. | Plans are late. | Plans aren’t late. | Plans were never late. | Visits are few.
+plans -late: 0 
date:>"2022-03-13": 5 Late plans. | Plans are late. | Plans aren’t late. | Plans were never late. | Visits are few.
date:"2022-03-14": 0 
TXT
diff expected saw || { echo "changed: Bleve finds other texts"; exit 1; }
echo "as seen: any word stands for a common one"
