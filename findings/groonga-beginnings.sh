#!/usr/bin/env bash
# Groonga finds texts by a word that is in none of them: "lat" finds each text with late, "20" the one with 2022, since a word without a hit is looked for as the beginning of others. As
# soon as one text has the very word, the others are gone: "plan" finds one text with plan and none of four with plans. AND and NOT are words: "plans AND late"
# finds nothing and "plans NOT late" the text "Plans are not late."; OR, + and - are signs. A question of -late alone is a syntax error.
#
# Why it matters: whether a report never says a word cannot be asked so, and the count of a word falls when one more text is added. The escalation can be
# turned off (match_escalation_threshold -1).
#
# Seen 2026-11-30 with Debian 12's groonga-bin 12.1.2.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' groonga-bin 2> /dev/null) || { echo "needs the Debian package groonga-bin"; exit 2; }
echo "groonga-bin $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > make.grn <<'GRN'
table_create Reports TABLE_HASH_KEY ShortText
column_create Reports text COLUMN_SCALAR Text
table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram --normalizer NormalizerAuto
column_create Terms reports_text COLUMN_INDEX|WITH_POSITION Reports text
load --table Reports
[{"_key": "a", "text": "Plans are late."}, {"_key": "b", "text": "Plans are not late."}, {"_key": "c", "text": "Plans of 2022 are few."}, {"_key": "d", "text": "Plans and visits."}]
GRN
groonga -n reports.db < make.grn > log
ask() {
    while read -r question; do
        echo "select Reports --match_columns text --query '$question' --output_columns _key --sort_keys _key"
    done < questions | groonga reports.db | python3 -c '
import json, sys
for question, line in zip(open("questions").read().splitlines(), sys.stdin):
    answer = json.loads(line)
    print(f"{question}:", "error" if answer[0][0] else " ".join(row[0] for row in answer[1][0][2:]) or "nothing")'
}
printf '%s\n' late lat 20 plan 'plans -late' 'plans AND late' 'plans NOT late' -late > questions
ask > saw
printf '%s\n' 'load --table Reports' '[{"_key": "e", "text": "A plan in a lat."}]' | groonga reports.db > log
printf '%s\n' lat plan > questions
{ echo "with one text more:"; ask; } >> saw
cat saw
cat > expected <<'TXT'
late: a b
lat: a b
20: c
plan: a b c d
plans -late: c d
plans AND late: nothing
plans NOT late: b
-late: error
with one text more:
lat: e
plan: e
TXT
diff expected saw || { echo "changed: other texts are found"; exit 1; }
echo "as seen: a word that nobody wrote is found"
