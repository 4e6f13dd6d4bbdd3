#!/usr/bin/env bash
# smolagents gives its model the first piece of what an MCP tool answered: of "2 hits", "Plans are late." and "Visits are few." it is "2 hits", and the fields beside them are gone. A tool that failed has answered, too: the
# text of its error comes back as if it had been found (isError is not looked at). An answer that has fields and no text is an error of Python.
# langchain-mcp-adapters, for the same tools, has all pieces, the fields, and the error marked as one.
#
# Why it matters: an assistant asks for paragraphs and is told how many there are. It has the right number and no quotation, and what it is told after a wrong
# grade reads like a finding.
#
# Seen 2026-12-01 with smolagents 1.26.0, mcpadapt 0.1.19, langchain-mcp-adapters 0.3.2 and mcp 1.30.0 (PyPI, Python 3.11).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check smolagents==1.26.0 mcpadapt==0.1.19 langchain-mcp-adapters==0.3.2 mcp==1.30.0 2> log
cat > server.py <<'PY'
from mcp.server.fastmcp import FastMCP
from mcp.types import CallToolResult, TextContent

server = FastMCP("reports", log_level="ERROR")

def answer(*texts, **more):
    return CallToolResult(content=[TextContent(type="text", text=text) for text in texts], **more)

@server.tool()
def search() -> CallToolResult:
    """Finds paragraphs."""
    return answer("2 hits", "Plans are late.", "Visits are few.", structuredContent={"total": 2})

@server.tool()
def fail() -> CallToolResult:
    """Finds nothing."""
    return answer("there is no grade fine", "there are good and poor", isError=True)

@server.tool()
def count() -> CallToolResult:
    """Counts."""
    return answer(structuredContent={"total": 2})

server.run()
PY
cat > ask.py <<'PY'
import asyncio
import sys
import warnings
warnings.filterwarnings("ignore")
from langchain_mcp_adapters.client import MultiServerMCPClient
from mcp import StdioServerParameters
from smolagents import MCPClient

with MCPClient(StdioServerParameters(command=sys.executable, args=["server.py"])) as tools:
    for tool in tools:
        try:
            print(f"smolagents, {tool.name}: {tool()!r}")
        except ValueError as error:
            print(f"smolagents, {tool.name}: {error!r}")

async def ask():
    client = MultiServerMCPClient({"reports": {"command": sys.executable, "args": ["server.py"], "transport": "stdio"}})
    for tool in await client.get_tools():
        said = await tool.ainvoke({"name": tool.name, "args": {}, "id": "1", "type": "tool_call"})
        print(f"LangChain, {tool.name}: {[piece['text'] for piece in said.content]}, {said.status}, {(said.artifact or {}).get('structured_content')}")

asyncio.run(ask())
PY
venv/bin/python ask.py > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
smolagents, search: '2 hits'
smolagents, fail: 'there is no grade fine'
smolagents, count: ValueError('tool count returned an empty content')
LangChain, search: ['2 hits', 'Plans are late.', 'Visits are few.'], success, {'total': 2}
LangChain, fail: ['there is no grade fine', 'there are good and poor'], error, None
LangChain, count: [], success, {'total': 2}
TXT
diff expected saw || { echo "changed: other pieces are handed on"; exit 1; }
echo "as seen: of three pieces one is handed on"
