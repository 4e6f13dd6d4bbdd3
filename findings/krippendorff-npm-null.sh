#!/usr/bin/env bash
# The npm package krippendorff counts null as a grade like any other: alpha of three inspectors is 0.538 with the two grades that were not given as undefined or
# NaN, and 0.282 with null or an empty text. JSON has no undefined: written as JSON and read again, the very ratings of 0.538 make 0.282. Its
# README names undefined as the mark of a missing value.
#
# Why it matters: ratings come out of a database or a file as JSON or CSV, where what is missing is null or nothing. Two blanks are then two who agree
# with each other and with nobody else, and the figure is one that could be true.
#
# Seen 2026-11-30 with krippendorff 0.1.0 (npm, Node 20) and krippendorff 0.9.0 (PyPI, Python 3.11).
set -euo pipefail

command -v npm > /dev/null || { echo "needs npm"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check krippendorff==0.9.0
npm install --silent --no-audit --no-fund --prefix . krippendorff@0.1.0 > /dev/null 2>&1
cat > agree.cjs <<'JS'
const { alpha } = require("krippendorff");
const ratings = (none) => [["a", "b", "c", "c", "b"], ["a", "b", "c", "c", none], [none, "c", "c", "b", "b"]];
const show = (name, values) => console.log(`${name}: ${alpha(values).toFixed(3)}`);
show("undefined", ratings(undefined));
show("NaN", ratings(NaN));
show("null", ratings(null));
show("empty text", ratings(""));
show("undefined, by way of JSON", JSON.parse(JSON.stringify(ratings(undefined))));
JS
cat > agree.py <<'PY'
import krippendorff, numpy
none = numpy.nan
ratings = numpy.array([[1, 2, 3, 3, 2], [1, 2, 3, 3, none], [none, 3, 3, 2, 2]])
print(f"PyPI's krippendorff, nan: {krippendorff.alpha(ratings, level_of_measurement='nominal'):.3f}")
PY
{ node agree.cjs; venv/bin/python agree.py; } > saw
cat saw
cat > expected <<'TXT'
undefined: 0.538
NaN: 0.538
null: 0.282
empty text: 0.282
undefined, by way of JSON: 0.282
PyPI's krippendorff, nan: 0.538
TXT
diff expected saw || { echo "changed: missing grades are counted otherwise"; exit 1; }
echo "as seen: null is a grade"
