#!/usr/bin/env bash
# Filters for rude words take the subject out of reports on children's care: better-profanity writes "**** abuse and ****" for sexual abuse and rape, and stars for gay, organ, oral (health),
# facial (injuries), strip (search), and weed, while neglect and violence stay. alex (npm), which advises writers, objects to
# abuse, black, suicide, drugs, violence, failed, refugees, girls and deaths as profane or as possibly so; for disabled it suggests "Turned off" first.
#
# Why it matters: such filters stand before what is published, quoted or sent to a model. The paragraph reads on without the word that it is about,
# and nothing says that it was another one.
#
# Seen 2026-11-30 with better-profanity 0.7.0 (PyPI, Python 3.11) and alex 11.0.1 (npm, Node 20).
set -euo pipefail

command -v node > /dev/null || { echo "needs node"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check better-profanity==0.7.0
npm install --silent --no-audit --no-fund alex@11.0.1 > log 2>&1 || { tail -n 5 log; exit 1; }
cat > sentences.txt <<'TXT'
Sexual abuse and rape are recorded well.
Lesbian and gay young people are heard.
Dentists see to the oral health of children.
Facial injuries are seen by a doctor.
A strip search is the last resort.
Use of weed and alcohol is known.
Neglect and violence are recorded well.
Disabled and black children wait.
Leaders failed refugees and girls.
Deaths, suicide and drugs are reviewed.
TXT
cat > read.py <<'PY'
from better_profanity import profanity
profanity.load_censor_words()
for line in open("sentences.txt"):
    print(profanity.censor(line.strip()))
PY
cat > read.mjs <<'JS'
import { readFileSync } from "node:fs";
import { text } from "alex";
for (const line of readFileSync("sentences.txt", "utf8").trim().split("\n")) {
  const words = text(line).messages.map((message) => `${message.actual}${message.expected?.[0] ? ` (${message.expected[0]})` : ""}`);
  console.log(words.length ? words.join(", ") : "nothing");
}
JS
venv/bin/python read.py > stars
node read.mjs > advice
paste -d '|' stars advice | sed 's/|/ Advice: /' > saw
cat saw
cat > expected <<'TXT'
**** abuse and **** are recorded well. Advice: Sexual, abuse, rape
Lesbian and **** young people are heard. Advice: Lesbian, gay
Dentists see to the **** health of children. Advice: oral
**** injuries are seen by a doctor. Advice: nothing
A **** search is the last resort. Advice: nothing
Use of **** and alcohol is known. Advice: nothing
Neglect and violence are recorded well. Advice: violence
Disabled and black children wait. Advice: Disabled (Turned off), black
Leaders failed refugees and girls. Advice: failed, refugees, girls (people), girls
Deaths, suicide and drugs are reviewed. Advice: Deaths, suicide, drugs
TXT
diff expected saw || { echo "changed: other words are taken for rude ones"; exit 1; }
echo "as seen: the paragraph's subject is starred"
