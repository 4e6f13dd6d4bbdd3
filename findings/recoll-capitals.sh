#!/usr/bin/env bash
# Recoll, the desktop's search, finds nothing for "Visit" where "visit" finds "Visits are few.", and nothing for "Plan" though a text begins with "Plans": a word with a capital is not looked for in its other forms.
# A whole word finds its text in any case ("Late", "Plans"). NOT is a word like others: "NOT late" and "plans AND NOT late" find the text "Plans are not late.", and it alone; the minus
# is what excludes, but "-late" by itself finds nothing.
#
# Why it matters: who copies the first word of a sentence, or writes names of areas as reports do ("Homes", "Leaders"), gets fewer reports than by small
# letters, and sees no sign of it.
#
# Seen 2026-11-30 with Debian 12's recollcmd 1.34.3-1.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' recollcmd 2> /dev/null) || { echo "needs the Debian package recollcmd"; exit 2; }
echo "recollcmd $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir texts settings
echo 'Plans are late in most homes.' > texts/a.txt
echo 'Plans are not late.' > texts/b.txt
echo 'Visits are few.' > texts/c.txt
echo "topdirs = $folder/texts" > settings/recoll.conf
HOME=$folder recollindex -c "$folder/settings" > log 2>&1 || { tail -n 5 log; exit 1; }
while read -r question; do
    found=$(HOME=$folder recollq -c "$folder/settings" "$question" 2> /dev/null | grep -o '[abc]\.txt' | sort -u | paste -sd ' ' || true)
    echo "$question: ${found:-nothing}"
done > saw <<'TXT'
visit
Visit
Visits
plan
Plan
late
Late
plans -late
visits -late
-late
NOT late
plans AND NOT late
TXT
cat saw
cat > expected <<'TXT'
visit: c.txt
Visit: nothing
Visits: c.txt
plan: a.txt b.txt
Plan: nothing
late: a.txt b.txt
Late: a.txt b.txt
plans -late: nothing
visits -late: c.txt
-late: nothing
NOT late: b.txt
plans AND NOT late: b.txt
TXT
diff expected saw || { echo "changed: other texts are found"; exit 1; }
echo "as seen: a capital hides other forms"
