#!/usr/bin/env bash
# PSPP computes kappa by the places of grades in its table, not by the grades: inspectors of whom one gave 1 and 2 where the other gave 2 and 3, who agree on no report,
# have a kappa of 0.82, and 1, 2, 3 against 1, 2, 4 has 1.00 with a third of the reports graded differently. It counts the diagonal, whatever stands at its two ends.
# Where one has used fewer grades than the other the table has no diagonal, and kappa is left out without a note.
#
# Why it matters: the rarest grade is often given by one of two only. With one such grade on each side the agreement looks perfect, with one on one side
# there is none in the output of many tables, and the program ends well in both cases.
#
# Seen 2026-11-30 with Debian 12's pspp 1.6.2-2.
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' pspp 2> /dev/null) || { echo "needs the Debian package pspp"; exit 2; }
echo "pspp $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

ask() {
    local name=$1
    shift
    { echo "DATA LIST LIST NOTABLE /first second reports."; echo "BEGIN DATA"; printf '%s\n' "$@"; echo "END DATA."; echo "WEIGHT BY reports."
      echo "CROSSTABS /TABLES=first BY second /STATISTICS=KAPPA."; } > ask.sps
    local code=0
    pspp -o answer.csv ask.sps > said 2>&1 || code=$?
    echo "$name: $(grep -E 'Kappa|Valid Cases' answer.csv | cut -d , -f 1-3 | tr -d '\r' | paste -sd ';'); exit $code, said: $(wc -l < said)"
}
ask "1 and 2 against 2 and 3" "1 2 5" "2 3 5" "1 3 1" > saw
ask "1, 2, 3 against 1, 2, 4" "1 1 5" "2 2 5" "3 4 5" >> saw
ask "the second never gave 4" "1 1 10" "1 2 3" "2 1 2" "2 2 8" "3 3 5" "4 3 1" >> saw
ask "one more, 4 by both" "1 1 10" "1 2 3" "2 1 2" "2 2 8" "3 3 5" "4 3 1" "4 4 1" >> saw
cat saw
cat > expected <<'TXT'
1 and 2 against 2 and 3: Measure of Agreement,Kappa,.82;N of Valid Cases,,11.00; exit 0, said: 0
1, 2, 3 against 1, 2, 4: Measure of Agreement,Kappa,1.00;N of Valid Cases,,15.00; exit 0, said: 0
the second never gave 4: N of Valid Cases,,29.00; exit 0, said: 0
one more, 4 by both: Measure of Agreement,Kappa,.70;N of Valid Cases,,30.00; exit 0, said: 0
TXT
diff expected saw || { echo "changed: kappa is printed otherwise"; exit 1; }
echo "as seen: who agree on nothing have a kappa of 0.82"
