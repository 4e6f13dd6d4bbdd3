#!/usr/bin/env bash
# The British braille table of liblouis (en_GB, contracted) writes numbers in place of common signs: a bullet is 'x2022', ≤ is 'x2264' and the ¾ of 1¾ 'x00be', in quotes and as digits of its own, where
# the table of Unified English Braille has signs. A word's unseen soft hyphen becomes two hyphens, a no-break hyphen a cell of seven dots. Read back, 16–17
# and 16-17 are "16–again", −5 is "comblee" and Llŷn "Little¥n"; a half comes back. The Welsh table reads "7." back as 74.
#
# Why it matters: reports are handed out in braille, and liblouis is what embossers, displays and screen readers take it from. A list of findings has a code before each item that
# begins with 2022, like a year, and who types braille back gets other ages.
#
# Seen 2026-12-01 with Debian 12's liblouis-bin and liblouis-data 3.24.0-1.
set -euo pipefail

for package in liblouis-bin liblouis-data; do
    version=$(dpkg-query -W -f '${Version}' $package 2> /dev/null) || { echo "needs the Debian package $package"; exit 2; }
    echo "$package $version"
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '%s\n' '• Plans' '≤ 5' '1¾' 2½ 16–17 16-17 −5 well‑known $'under\u00adstanding' Llŷn '7. Plans' > phrases
for table in en-GB-g2.ctb en-ueb-g2.ctb cy-cy-g2.ctb; do
    while read -r phrase; do
        braille=$(lou_translate -f "unicode.dis,$table" <<< "$phrase" 2> log)
        echo "$table, ${phrase//$'\u00ad'/(soft hyphen)}: $braille, back: $(lou_translate -b "unicode.dis,$table" <<< "$braille" 2> log)"
    done < phrases
done > saw
cat saw
cat > expected <<'TXT'
en-GB-g2.ctb, • Plans: ⠄⡳⠭⠆⠴⠆⠆⠄⠀⠠⠏⠇⠁⠝⠎, back: '\xbb022' Plans
en-GB-g2.ctb, ≤ 5: ⠄⡳⠭⠆⠆⠖⠲⠄⠀⠼⠑, back: '\xbbbb6.' 5
en-GB-g2.ctb, 1¾: ⠼⠁⠄⡳⠭⠴⠴⠃⠑⠄, back: 1'\x00be'
en-GB-g2.ctb, 2½: ⠼⠃⠼⠁⠆, back: 2½
en-GB-g2.ctb, 16–17: ⠼⠁⠋⠤⠼⠁⠛, back: 16–again
en-GB-g2.ctb, 16-17: ⠼⠁⠋⠤⠼⠁⠛, back: 16–again
en-GB-g2.ctb, −5: ⠤⠼⠑, back: comblee
en-GB-g2.ctb, well‑known: ⠺⠑⠇⠇⣎⠐⠅⠝, back: well‑known
en-GB-g2.ctb, under(soft hyphen)standing: ⠐⠥⠤⠤⠌⠯⠬, back: under − standing
en-GB-g2.ctb, Llŷn: ⠠⠇⠇⠈⠽⠝, back: Little¥n
en-GB-g2.ctb, 7. Plans: ⠼⠛⠲⠀⠠⠏⠇⠁⠝⠎, back: 7. Plans
en-ueb-g2.ctb, • Plans: ⠸⠲⠀⠠⠏⠇⠁⠝⠎, back: • Plans
en-ueb-g2.ctb, ≤ 5: ⠸⠈⠣⠀⠼⠑, back: ≤ 5
en-ueb-g2.ctb, 1¾: ⠼⠁⠼⠉⠌⠙, back: 1¾
en-ueb-g2.ctb, 2½: ⠼⠃⠼⠁⠌⠃, back: 2½
en-ueb-g2.ctb, 16–17: ⠼⠁⠋⠠⠤⠼⠁⠛, back: 16—17
en-ueb-g2.ctb, 16-17: ⠼⠁⠋⠤⠼⠁⠛, back: 16-17
en-ueb-g2.ctb, −5: ⠐⠤⠼⠑, back: −5
en-ueb-g2.ctb, well‑known: ⠺⠑⠇⠇⠤⠐⠅⠝, back: well-known
en-ueb-g2.ctb, under(soft hyphen)standing: ⠐⠥⠤⠌⠯⠬, back: under-standing
en-ueb-g2.ctb, Llŷn: ⠠⠇⠇⠘⠩⠽⠝, back: Llŷn
en-ueb-g2.ctb, 7. Plans: ⠼⠛⠲⠀⠠⠏⠇⠁⠝⠎, back: 7. Plans
cy-cy-g2.ctb, • Plans: ⠄⡳⠭⠆⠴⠆⠆⠄⠀⠠⠏⠇⠁⠝⠎, back: '\x2''22' Plans
cy-cy-g2.ctb, ≤ 5: ⠄⡳⠭⠆⠆⠖⠲⠄⠀⠼⠑, back: '\x2264' 5
cy-cy-g2.ctb, 1¾: ⠼⠁⠹⠒⠌⠆⠼, back: 1¾
cy-cy-g2.ctb, 2½: ⠼⠃⠹⠂⠌⠆⠼, back: 2½
cy-cy-g2.ctb, 16–17: ⠼⠁⠋⠰⠤⠼⠁⠛, back: 16–17
cy-cy-g2.ctb, 16-17: ⠼⠁⠋⠤⠼⠁⠛, back: 16-ag
cy-cy-g2.ctb, −5: ⠄⡳⠭⠆⠆⠂⠆⠄⠼⠑, back: '\x22.2'5
cy-cy-g2.ctb, well‑known: ⠺⠑⠇⠇⠤⠅⠝⠕⠺⠝, back: well‐known
cy-cy-g2.ctb, under(soft hyphen)standing: ⠥⠝⠙⠻⠤⠌⠁⠝⠙⠔⠛, back: under‐storianding
cy-cy-g2.ctb, Llŷn: ⠠⠇⠇⠈⠽⠝, back: Ll¥n
cy-cy-g2.ctb, 7. Plans: ⠼⠛⠲⠀⠠⠏⠇⠁⠝⠎, back: 74 Plans
TXT
diff expected saw || { echo "changed: other braille is written or read"; exit 1; }
echo "as seen: a bullet is a code in quotes"
