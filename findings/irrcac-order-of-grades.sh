#!/usr/bin/env bash
# irrCAC weighs grades that are words by their place in the alphabet: for weights="ordinal" good lies next to inadequate and farthest
# from "requires improvement". An ordered pandas Categorical changes nothing, only the argument categories does: alpha is 0.237, with the
# right order 0.746. Even then it is not the ordinal alpha of the package krippendorff (0.769), which refuses words without an order.
#
# Why it matters: how far two readers agree about grades is told by one such number. This one is plausible, low enough to be believed,
# and says that they hardly agree; and two right ones of the same name differ between packages.
#
# Seen 2026-11-30 with irrCAC 0.4.4 and krippendorff 0.9.0, pandas 2.3.3 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check irrCAC==0.4.4 krippendorff==0.9.0 pandas==2.3.3

cat > agree.py <<'PY'
import krippendorff, pandas
from irrCAC.raw import CAC
order = ["inadequate", "requires improvement", "good", "outstanding"]
one, other = [3, 2, 1, 0, 2, 2, 1, 0], [3, 2, 2, 0, 1, 2, 1, 1]
words = [[order[grade] for grade in grades] for grades in (one, other)]
def alpha(columns, **more):
    return CAC(pandas.DataFrame(dict(zip("ab", columns))), weights="ordinal", **more).krippendorff()["est"]["coefficient_value"]
for label, columns, more in [
    ("words", words, {}),
    ("words in an ordered Categorical", [pandas.Categorical(grades, order, ordered=True) for grades in words], {}),
    ("words, categories given", words, {"categories": order}),
    ("numbers", [one, other], {}),
]:
    print(f"irrCAC, {label}: {alpha(columns, **more):.3f}")
try:
    print(f"krippendorff, words: {krippendorff.alpha(words, level_of_measurement='ordinal'):.3f}")
except ValueError:
    print("krippendorff, words: refused")
print(f"krippendorff, words, domain given: {krippendorff.alpha(words, level_of_measurement='ordinal', value_domain=order):.3f}")
PY
venv/bin/python -W ignore agree.py > saw
cat saw
cat > expected <<'TXT'
irrCAC, words: 0.237
irrCAC, words in an ordered Categorical: 0.237
irrCAC, words, categories given: 0.746
irrCAC, numbers: 0.746
krippendorff, words: refused
krippendorff, words, domain given: 0.769
TXT
diff expected saw || { echo "changed: the agreement is another"; exit 1; }
echo "as seen: grades are ordered by the alphabet"
