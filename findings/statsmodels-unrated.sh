#!/usr/bin/env bash
# statsmodels counts a missing grade as a grade of its own: aggregate_raters makes a column "nan" of it, and Fleiss' kappa takes two inspectors who both
# gave nothing as two who agree. Of five reports kappa is 0.338; with two more that nobody has graded yet it is 0.601. Three grades taken away from
# the five make it -0.031. To krippendorff's alpha reports without a grade make no difference.
#
# Why it matters: agreement between inspectors is computed while grading goes on, or of reports that not all of them have read. Blank rows make it
# nearly twice as high and blank cells nearly nothing, and neither function says that there were any.
#
# Seen 2026-11-30 with statsmodels 0.15.0, krippendorff 0.9.0 and numpy 2.4.6 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check statsmodels==0.15.0 krippendorff==0.9.0 numpy==2.4.6

cat > count.py <<'PY'
import krippendorff, numpy
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa
none = numpy.nan
graded = [[1, 1, 1], [2, 2, 2], [1, 2, 1], [3, 3, 2], [2, 1, 2]]
tables = {"all graded": graded, "two reports not graded": graded + [[none] * 3] * 2,
          "three grades missing": [[1, 1, none], [2, 2, none], [1, 2, none]] + graded[3:]}
for name, rows in tables.items():
    grades = numpy.array(rows, dtype=float)
    counts, columns = aggregate_raters(grades)
    print(f"{name}: statsmodels {fleiss_kappa(counts):.3f}, columns {' '.join(str(float(column)) for column in columns)}; "
          f"krippendorff {krippendorff.alpha(grades.T, level_of_measurement='nominal'):.3f}")
PY
venv/bin/python -W ignore count.py > saw
cat saw
cat > expected <<'TXT'
all graded: statsmodels 0.338, columns 1.0 2.0 3.0; krippendorff 0.382
two reports not graded: statsmodels 0.601, columns 1.0 2.0 3.0 nan; krippendorff 0.382
three grades missing: statsmodels -0.031, columns 1.0 2.0 3.0 nan; krippendorff 0.250
TXT
diff expected saw || { echo "changed: missing grades are counted otherwise"; exit 1; }
echo "as seen: missing grades agree with each other"
