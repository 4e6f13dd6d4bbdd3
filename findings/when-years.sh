#!/usr/bin/env bash
# The Go package when finds "Monday 14 March 2022" and "March 14, 2022" in a text and gives 14 March of the year which it is now; the piece of the
# text that it reports as read has the year in it in the first case. "14-18 March 2022" is 18 March of this year at 14:18. "14 March 2022" by
# itself is no date, "March 2022" neither; 14/06/2022 is read rightly, and 14/06/22 is 14 June of this year or the next.
#
# Why it matters: it is made to find dates in running text. The day and the month are right, the text that was found is the whole date, and of
# every report of every year the date is one of now.
#
# Seen 2026-11-30 with github.com/olebedev/when v1.1.0 (Go 1.26).
set -euo pipefail

command -v go > /dev/null || { echo "needs go"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > go.mod <<'MOD'
module read

go 1.24
MOD
cat > main.go <<'GO'
package main

import (
	"fmt"
	"time"

	"github.com/olebedev/when"
	"github.com/olebedev/when/rules/common"
	"github.com/olebedev/when/rules/en"
)

func main() {
	reader := when.New(nil)
	reader.Add(en.All...)
	reader.Add(common.All...)
	now := time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)
	for _, text := range []string{"14 March 2022", "on Monday 14 March 2022", "March 14, 2022", "14-18 March 2022", "14/06/2022", "14/06/22",
		"March 2022", "14 March to 5 April 2022"} {
		found, err := reader.Parse(text, now)
		if err != nil || found == nil {
			fmt.Printf("%s: nothing\n", text)
			continue
		}
		fmt.Printf("%s: %s, read from %q\n", text, found.Time.Format("2006-01-02 15:04"), found.Text)
	}
}
GO
(go get github.com/olebedev/when@v1.1.0 && go mod tidy) > log 2>&1 || { tail -n 5 log; exit 1; }
go run . > saw
cat saw
cat > expected <<'TXT'
14 March 2022: nothing
on Monday 14 March 2022: 2026-03-14 12:00, read from "Monday 14 March 2022"
March 14, 2022: 2026-03-14 12:00, read from "March 14"
14-18 March 2022: 2026-03-18 14:18, read from "14-18 March 2022"
14/06/2022: 2022-06-14 12:00, read from "14/06/2022"
14/06/22: 2027-06-14 12:00, read from "14/06"
March 2022: nothing
14 March to 5 April 2022: 2026-03-14 12:00, read from "14 March"
TXT
diff expected saw || { echo "changed: other dates are found"; exit 1; }
echo "as seen: the year is not read"
