#!/usr/bin/env bash
# GeoText finds towns in the first words of sentences: Young (Uruguay) in "Young people are safe.", Of (Turkey) in "Of seven plans", Best (Netherlands), Born (Netherlands), Most (Czechia), Central,
# Police and Enterprise. Reading lies in the United States, where "Reading is taught well" too. Of two words it looks at the pair alone: in "Leaders in Bury Council" and "Social Workers in Hull"
# Hull is found and Bury is not: "Bury Council" is no town. Sandwell and Trafford, which are councils and no towns, are nothing.
#
# Why it matters: reports are sorted by the places that they name, and by country. "Young people" stands at the head of a hundred paragraphs, and the
# country that a set of English reports mentions most is not the one they are about.
#
# Seen 2026-11-30 with geotext 0.4.0 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check geotext==0.4.0
cat > read.py <<'PY'
from geotext import GeoText
for text in ("Young people are safe.", "Of seven plans six are late.", "Best practice is shared.", "Born in May, they wait.", "Most plans are late.", "Central teams agree.",
             "Police visit homes.", "Enterprise is encouraged.", "Reading is taught well.", "They like Reading.", "Leaders in Bury Council agree.", "Social Workers in Hull agree.",
             "Homes in Sandwell and Trafford are full."):
    found = GeoText(text)
    print(f"{text} {', '.join(found.cities) or 'nothing'}; {', '.join(found.country_mentions) or 'no country'}")
PY
venv/bin/python read.py > saw
cat saw
cat > expected <<'TXT'
Young people are safe. Young; UY
Of seven plans six are late. Of; TR
Best practice is shared. Best; NL
Born in May, they wait. Born; NL
Most plans are late. Most; CZ
Central teams agree. Central; US
Police visit homes. Police; PL
Enterprise is encouraged. Enterprise; US
Reading is taught well. Reading; US
They like Reading. Reading; US
Leaders in Bury Council agree. nothing; no country
Social Workers in Hull agree. Hull; GB
Homes in Sandwell and Trafford are full. nothing; no country
TXT
diff expected saw || { echo "changed: other towns are found"; exit 1; }
echo "as seen: young people live in Uruguay"
