#!/usr/bin/env bash
# openapi-python-client makes of the two values "focused visit" and "focused-visit" of a list one name, of which the second value is gone: whichever stands last is FOCUSED_VISIT, and nothing is
# said; of "good" and "Good" it says that they clash. How lists are to be sent it does not read: kind=good,poor (explode: false) is sent as kind=good&kind=poor,
# and tag[area]=help (deepObject) as area=help, another parameter. An answer with a grade that is not in the list is taken, as text.
#
# Why it matters: kinds of reports and areas come from forms and have such pairs. The client cannot ask for one of them, and what it does ask is
# taken by many servers as a question without the filter, which has an answer.
#
# Seen 2026-11-30 with openapi-python-client 0.29.1 and httpx 0.28.1 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check openapi-python-client==0.29.1 httpx==0.28.1

cat > describe.py <<'PY'
import json, sys
kinds = json.loads(sys.argv[1])
text = {"type": "string"}
parameters = [{"name": "kind", "in": "query", "style": "form", "explode": False, "schema": {"type": "array", "items": {"type": "string", "enum": kinds}}},
              {"name": "tag", "in": "query", "style": "deepObject", "explode": True, "schema": {"type": "object", "additionalProperties": text}}]
answer = {"type": "object", "properties": {"grade": {"type": ["string", "null"], "enum": ["good", "poor", None]}}}
responses = {"200": {"description": "an answer", "content": {"application/json": {"schema": answer}}}}
json.dump({"openapi": "3.1.0", "info": {"title": "Reports", "version": "1"}, "paths": {"/search": {"get": {"operationId": "search", "parameters": parameters, "responses": responses}}}}, sys.stdout)
PY
make() {
    venv/bin/python describe.py "$1" > api.json
    rm -rf client
    venv/bin/openapi-python-client generate --path api.json --output-path client --meta none > log 2>&1 || true
    grep -o 'Duplicate key [A-Z_]* in enum' log || grep -E '^ +[A-Z_0-9]+ = ' client/models/search_kind_item.py | sed 's/^ *//' | paste -sd ';'
}
{
    echo "two kinds that differ in a hyphen: $(make '["focused visit", "focused-visit", "area"]')"
    echo "in the other order: $(make '["focused-visit", "focused visit", "area"]')"
    echo "two that differ in a capital: $(make '["good", "Good"]')"
    echo "others: $(make '["good", "poor"]')"
} > saw
cat > ask.py <<'PY'
import httpx
from client import Client
from client.api.default import search
from client.models import SearchKindItem, SearchTag
def answer(request):
    print("asked:", request.url.query.decode())
    return httpx.Response(200, json={"grade": "outstanding"})
client = Client(base_url="http://reports.example", httpx_args={"transport": httpx.MockTransport(answer)})
tag = SearchTag()
tag["area"] = "help"
print("grade:", repr(search.sync(client=client, kind=[SearchKindItem.GOOD, SearchKindItem.POOR], tag=tag).grade))
PY
venv/bin/python ask.py >> saw
cat saw
cat > expected <<'TXT'
two kinds that differ in a hyphen: AREA = "area";FOCUSED_VISIT = "focused-visit"
in the other order: AREA = "area";FOCUSED_VISIT = "focused visit"
two that differ in a capital: Duplicate key GOOD in enum
others: GOOD = "good";POOR = "poor"
asked: kind=good&kind=poor&area=help
grade: 'outstanding'
TXT
diff expected saw || { echo "changed: the client asks otherwise"; exit 1; }
echo "as seen: a kind is lost and lists are sent another way"
