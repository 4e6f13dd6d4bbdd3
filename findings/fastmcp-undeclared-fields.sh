#!/usr/bin/env bash
# FastMCP's client gives as the answer of a tool (result.data) only the fields that the tool's schema names: of a hit {"number": "7.10", "quote": "Plans are late."} where the schema
# has number alone, the quote is gone, and of the whole answer "more". JSON Schema lets further fields pass, and the server has sent them: they are in
# structured_content. Dates become Python's, names become attributes ("judgement area" is judgement_area), and the schema's own absent fields are None.
#
# Why it matters: schemas of answers are written once and tools grow. A program that takes data loses what came later and is told nothing, and a field
# that is null, one that was not sent and one with a default look alike in it.
#
# Seen 2026-11-30 with fastmcp 4.2.3 and mcp 2.3.0 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check fastmcp==4.2.3 mcp==2.3.0

cat > ask.py <<'PY'
import asyncio
from fastmcp import Client, FastMCP
from fastmcp.tools import ToolResult
text = {"type": "string"}
server = FastMCP("reports")
answer = {"total": 1, "since": "2022-03-14", "judgement area": "Help", "page": None, "hits": [{"number": "7.10", "quote": "Plans are late."}], "more": "12 reports"}
@server.tool(output_schema={"type": "object", "required": ["total"], "properties": {
    "total": {"type": "integer"}, "since": {"type": "string", "format": "date"}, "judgement area": text, "page": {"type": ["integer", "null"]}, "grade": text,
    "hits": {"type": "array", "items": {"type": "object", "properties": {"number": text}}}}})
def search(words: str) -> ToolResult:
    return ToolResult(content="one paragraph", structured_content=answer)
async def main():
    async with Client(server) as client:
        result = await client.call_tool("search", {"words": "late"})
        print("data:", {name: [vars(hit) for hit in value] if name == "hits" else value for name, value in vars(result.data).items()})
        print("structured_content is what was sent:", result.structured_content == answer)
asyncio.run(main())
PY
venv/bin/python -W ignore ask.py > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
data: {'total': 1, 'since': datetime.date(2022, 3, 14), 'judgement_area': 'Help', 'page': None, 'grade': None, 'hits': [{'number': '7.10'}]}
structured_content is what was sent: True
TXT
diff expected saw || { echo "changed: other fields are in data"; exit 1; }
echo "as seen: fields that the schema does not name are gone"
