#!/usr/bin/env bash
# parse-prometheus-text-format (npm) makes one histogram of all that have a name: of the durations of two pages, told apart by the label page, only the buckets of the last one are left,
# without the label, and neither has its sum and its count. A histogram without labels has all three. Prometheus's own Python parser has both. Summaries
# go the same way; counters by page are read one by one.
#
# Why it matters: it is how such figures are read in JavaScript, for tests and for small dashboards. The result is a well-formed histogram, of one page,
# which is taken for that of the program.
#
# Seen 2026-11-30 with parse-prometheus-text-format 1.1.1 (npm, Node 20) and prometheus-client 0.26.0 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check prometheus-client==0.26.0
npm install --silent --no-audit --no-fund --prefix . parse-prometheus-text-format@1.1.1 > /dev/null 2>&1

cat > pages.txt <<'METRICS'
# TYPE answers counter
answers{page="search"} 2
answers{page="report"} 6
# TYPE seconds histogram
seconds_bucket{page="search",le="0.1"} 1
seconds_bucket{page="search",le="+Inf"} 2
seconds_sum{page="search"} 3.5
seconds_count{page="search"} 2
seconds_bucket{page="report",le="0.1"} 5
seconds_bucket{page="report",le="+Inf"} 6
seconds_sum{page="report"} 1.5
seconds_count{page="report"} 6
# TYPE size summary
size{page="search",quantile="0.5"} 10
size_sum{page="search"} 20
size_count{page="search"} 2
size{page="report",quantile="0.5"} 30
size_sum{page="report"} 180
size_count{page="report"} 6
METRICS
sed 's/page="[a-z]*",//; s/{page="[a-z]*"}//' pages.txt | sed -n '/^# TYPE seconds/,/^seconds_count/p' > whole.txt
cat > read.cjs <<'JS'
const { readFileSync } = require("node:fs"), parse = require("parse-prometheus-text-format");
for (const name of ["pages.txt", "whole.txt"])
    for (const family of parse(readFileSync(name, "utf8"))) console.log(`npm, ${name}, ${family.name}: ${JSON.stringify(family.metrics)}`);
JS
node read.cjs > saw
cat > read.py <<'PY'
from prometheus_client.parser import text_string_to_metric_families
for family in text_string_to_metric_families(open("pages.txt").read()):
    print(f"Python, pages.txt, {family.name}:", "; ".join(f"{sample.name} {sample.labels.get('page')} {sample.value:g}" for sample in family.samples))
PY
venv/bin/python read.py >> saw
cat saw
cat > expected <<'TXT'
npm, pages.txt, answers: [{"value":"2","labels":{"page":"search"}},{"value":"6","labels":{"page":"report"}}]
npm, pages.txt, seconds: [{"buckets":{"0.1":"5","+Inf":"6"}}]
npm, pages.txt, size: [{"quantiles":{"0.5":"30"}}]
npm, whole.txt, seconds: [{"buckets":{"0.1":"1","+Inf":"2"},"count":"2","sum":"3.5"}]
Python, pages.txt, answers: answers_total search 2; answers_total report 6
Python, pages.txt, seconds: seconds_bucket search 1; seconds_bucket search 2; seconds_sum search 3.5; seconds_count search 2; seconds_bucket report 5; seconds_bucket report 6; seconds_sum report 1.5; seconds_count report 6
Python, pages.txt, size: size search 10; size_sum search 20; size_count search 2; size report 30; size_sum report 180; size_count report 6
TXT
diff expected saw || { echo "changed: histograms are read otherwise"; exit 1; }
echo "as seen: of two histograms the buckets of one are left"
