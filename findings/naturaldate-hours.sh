#!/usr/bin/env bash
# The Go package go-naturaldate takes the day of a date for an hour: "14 March" and "March 14" are 30 March at two in the afternoon when read on 30 November, and with
# the year each day of March is the same moment: "14 March 2022", "1 March 2022" and "March 2022" are 22 June 2026 at six, 2022 hours after
# that 30 March began. "14th of March" is right. "2022" alone is 22 February 2027. The error is nil for each.
#
# Why it matters: "14 March 2022" is the plainest way to write a date, and a package that says it reads natural dates gives a time in another year
# for it. Nothing else in the answer says that it is no date of the text.
#
# Seen 2026-11-30 with github.com/tj/go-naturaldate v1.3.0 (Go 1.26).
set -euo pipefail

command -v go > /dev/null || { echo "needs go"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > main.go <<'GO'
package main

import (
	"fmt"
	"time"

	"github.com/tj/go-naturaldate"
)

func main() {
	now := time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)
	for _, text := range []string{"14th of March", "March", "14 March", "March 14", "5 March", "14 March 2022", "1 March 2022", "March 2022", "2022"} {
		read, err := naturaldate.Parse(text, now)
		fmt.Printf("%s: %s, error %v\n", text, read.Format("2006-01-02 15:04"), err)
	}
}
GO
(go mod init read && go get github.com/tj/go-naturaldate@v1.3.0 && go mod tidy) > log 2>&1 || { tail -n 5 log; exit 1; }
go run . > saw
cat saw
cat > expected <<'TXT'
14th of March: 2026-03-14 12:00, error <nil>
March: 2026-03-30 12:00, error <nil>
14 March: 2026-03-30 14:00, error <nil>
March 14: 2026-03-30 14:00, error <nil>
5 March: 2026-03-30 05:00, error <nil>
14 March 2022: 2026-06-22 06:00, error <nil>
1 March 2022: 2026-06-22 06:00, error <nil>
March 2022: 2026-06-22 06:00, error <nil>
2022: 2027-02-22 06:00, error <nil>
TXT
diff expected saw || { echo "changed: go-naturaldate reads the dates otherwise"; exit 1; }
echo "as seen: a day is an hour"
