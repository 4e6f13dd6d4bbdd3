#!/usr/bin/env bash
# LlamaIndex shows an assistant the Python form of what an MCP tool answered: for "2 hits" and "Plans are late." the model reads meta=None content=[TextContent(type='text', text='2 hits', annotations=None, ...
# isError=False. Of what the tool says of its parameters it hands on less and other things: the least and the greatest value, the form of a date and that no other
# parameters are taken are gone, and each parameter that may be left out may be null, which the tool then refuses.
#
# Why it matters: an assistant asks for reports so. It is told that a search without a region takes null for it and gets an error, and what it quotes from
# is a line of program text.
#
# Seen 2026-11-30 with llama-index-tools-mcp 0.4.8, llama-index-core 0.14.25 and mcp 1.30.0 (PyPI, Python 3.11; 60 MB are downloaded).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check llama-index-tools-mcp==0.4.8 llama-index-core==0.14.25 mcp==1.30.0
cat > server.py <<'PY'
import asyncio
from mcp import types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
server = Server("reports")
PARAMETERS = {"type": "object", "properties": {"query": {"type": "string"}, "limit": {"type": "integer", "minimum": 1, "maximum": 50, "default": 10},
              "since": {"type": "string", "format": "date"}, "region": {"type": "string"}}, "required": ["query"], "additionalProperties": False}

@server.list_tools()
async def tools():
    return [types.Tool(name="search", description="Searches reports.", inputSchema=PARAMETERS)]

@server.call_tool()
async def call(name, arguments):
    return [types.TextContent(type="text", text="2 hits"), types.TextContent(type="text", text="Plans are late.")]

async def main():
    async with stdio_server() as (read, write):
        await server.run(read, write, server.create_initialization_options())
asyncio.run(main())
PY
cat > ask.py <<'PY'
import asyncio, json, sys
from llama_index.tools.mcp import BasicMCPClient, McpToolSpec

async def main():
    tool = (await McpToolSpec(client=BasicMCPClient(sys.executable, args=["server.py"])).to_tool_list_async())[0]
    parameters = tool.metadata.get_parameters_dict()
    for name, parameter in parameters["properties"].items():
        print(f"{name}:", json.dumps({key: value for key, value in parameter.items() if key not in ("title", "description")}))
    print("others:", parameters.get("additionalProperties", "not said"))
    print("late:", (await tool.acall(query="late")).content)
    print("late, region null:", (await tool.acall(query="late", region=None)).content)
asyncio.run(main())
PY
venv/bin/python ask.py > saw 2> log || { tail -n 5 log; exit 1; }
cat saw
cat > expected <<'TXT'
query: {"type": "string"}
limit: {"default": 10, "type": "integer"}
since: {"anyOf": [{"type": "string"}, {"type": "null"}], "default": null}
region: {"anyOf": [{"type": "string"}, {"type": "null"}], "default": null}
others: not said
late: meta=None content=[TextContent(type='text', text='2 hits', annotations=None, meta=None), TextContent(type='text', text='Plans are late.', annotations=None, meta=None)] structuredContent=None isError=False
late, region null: meta=None content=[TextContent(type='text', text="Input validation error: None is not of type 'string'", annotations=None, meta=None)] structuredContent=None isError=True
TXT
diff expected saw || { echo "changed: tools are shown otherwise"; exit 1; }
echo "as seen: the answer is Python"
