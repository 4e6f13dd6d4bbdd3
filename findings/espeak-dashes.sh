#!/usr/bin/env bash
# eSpeak NG says "dash" at the hyphen of "16-17" and nothing, not even with a pause, at the dash of "16–17": "ages sixteen seventeen", "14 18 March", and 4–6 visits sounds as four six. It passes over
# more signs: –5 is five, "< 5" is five, 10 000 is ten, nought, nought, nought. "No. 7" is the word no, a pause, and seven, £1.2m is "pound one point two m", and s.17 "s dot one seven".
# −7 with a minus sign and ≤ are read. Abbreviations that can be said as a word are one: "plo", "eikp", "ladoh".
#
# Why it matters: it is the voice that comes with screen readers, and typesetters write ranges with a dash. Who hears a report hears two ages or a number where
# one sees a range, and "fewer than five" as five, unless the reader's own table of signs steps in.
#
# Seen 2026-12-01 with Debian 12's espeak-ng 1.51+dfsg-10+deb12u2 (voice en-gb; printed are its phonemes).
set -euo pipefail

version=$(dpkg-query -W -f '${Version}' espeak-ng 2> /dev/null) || { echo "needs the Debian package espeak-ng"; exit 2; }
echo "espeak-ng $version"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > phrases <<'TXT'
ages 16–17
ages 16-17
4–6 visits
14–18 March
from –5
from −5
< 5
≤ 5
10 000
no. 7
£1.2m
s.17
PLO and EHCP
LADO
TXT
while read -r phrase; do
    echo "$phrase: $(espeak-ng -q -x -v en-gb -- "$phrase" | sed 's/^ *//' | paste -sd '/')"
done < phrases > saw
cat saw
cat > expected <<'TXT'
ages 16–17: 'eIdZI2z s'Iksti:n s'Ev@nt,i:n
ages 16-17: 'eIdZI2z s'Iksti:n d'aS s'Ev@nt,i:n
4–6 visits: f'o@ s'Iks v'IzIts
14–18 March: f'o@ti:n 'eIti:n m'A@tS
from –5: fr0m f'aIv
from −5: fr0m m'aIn@s f'aIv
< 5: _:_:f'aIv
≤ 5: l'Es O@r- 'i:kw@L t@ f'aIv
10 000: t'En z'i@roUz'i@roU z'i@roU
no. 7: n'oU/s'Ev@n
£1.2m: p'aUnd w'0n pOInt t'u: 'Em
s.17: 'Es d0tw'0ns'Ev@n_!
PLO and EHCP: pl'oU and 'eIkp
LADO: l'A:doU
TXT
diff expected saw || { echo "changed: other words are said"; exit 1; }
echo "as seen: a range with a dash is two numbers"
