#!/usr/bin/env bash
# What makes addresses of titles changes their numbers: "2½ hours" is 21-2-hours for python-slugify and 2-hours for five packages of npm, "Section 7.10" is section-710 for github-slugger and slug, as is 71.0,
# and "16–17", with the dash that is printed, 1617. £5m is ps5m for python-slugify, pound5m for slugify (npm), gbp5m for speakingurl and 5m for the rest; 50% and < 5 are
# "50percent" and "less-5" for slugify. "Children’s" and "Children's" are two addresses for python-slugify, childrens and children-s, and one for the others.
#
# Why it matters: headings and reports are linked to by such addresses. Two programs make two of one heading, and sections 7.1 and 71 have
# the same one.
#
# Seen 2026-11-30 with python-slugify 9.2.0 and text-unidecode 1.3 (PyPI, Python 3.11); slugify 1.6.9, @sindresorhus/slugify 3.0.1, github-slugger 2.0.0, speakingurl 14.0.1 and slug 12.0.1 (npm, Node 20).
set -euo pipefail

command -v node > /dev/null || { echo "needs node"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check python-slugify==9.2.0 text-unidecode==1.3
npm install --silent --no-audit --no-fund slugify@1.6.9 @sindresorhus/slugify@3.0.1 github-slugger@2.0.0 speakingurl@14.0.1 slug@12.0.1 > log 2>&1 || { tail -n 5 log; exit 1; }
printf '%s\n' 'Children’s services' "Children's services" '2½ hours' 'Section 7.10' 'Section 71.0' '16–17 years' 'Cost £5m' '50% late' 'Plans < 5' 'No. 7/12' > titles.txt
cat > python.py <<'PY'
from slugify import slugify
for line in open("titles.txt"):
    print(slugify(line.strip()))
PY
cat > node.mjs <<'JS'
import { readFileSync } from "node:fs";
import sindre from "@sindresorhus/slugify";
import { slug as github } from "github-slugger";
import slug from "slug";
import slugify from "slugify";
import speaking from "speakingurl";
for (const title of readFileSync("titles.txt", "utf8").trim().split("\n")) console.log([slugify(title), sindre(title), github(title), speaking(title), slug(title)].join(", "));
JS
venv/bin/python python.py > python.txt
node node.mjs > node.txt
{ echo "title: python-slugify, slugify, @sindresorhus/slugify, github-slugger, speakingurl, slug"; paste -d '|' titles.txt python.txt node.txt | sed 's/|/: /; s/|/, /'; } > saw
cat saw
cat > expected <<'TXT'
title: python-slugify, slugify, @sindresorhus/slugify, github-slugger, speakingurl, slug
Children’s services: childrens-services, Children's-services, childrens-services, childrens-services, children-s-services, childrens-services
Children's services: children-s-services, Children's-services, childrens-services, childrens-services, children-s-services, childrens-services
2½ hours: 21-2-hours, 2-hours, 2-hours, 2-hours, 2-hours, 2-hours
Section 7.10: section-7-10, Section-7.10, section-7-10, section-710, section-7-10, section-710
Section 71.0: section-71-0, Section-71.0, section-71-0, section-710, section-71-0, section-710
16–17 years: 16-17-years, 16-17-years, 16-17-years, 1617-years, 16-17-years, 1617-years
Cost £5m: cost-ps5m, Cost-pound5m, cost-5m, cost-5m, cost-gbp5m, cost-5m
50% late: 50-late, 50percent-late, 50-late, 50-late, 50-late, 50-late
Plans < 5: plans-5, Plans-less-5, plans-5, plans--5, plans-less-than-5, plans-5
No. 7/12: no-7-12, No.-712, no-7-12, no-712, no-7-12, no-712
TXT
diff expected saw || { echo "changed: titles have other addresses"; exit 1; }
echo "as seen: £5m is ps5m"
