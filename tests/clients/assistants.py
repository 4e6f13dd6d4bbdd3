"""The Model Context Protocol, spoken by the Python client of its authors."""

import asyncio
import json
import sys
import urllib.request

from mcp import Client, StdioServerParameters

PROGRAM, INDEX, URL = sys.argv[1:]


async def check(name, server, mode):
    async with Client(server, mode=mode) as client:
        tools = (await client.list_tools()).tools
        assert len(tools) > 10, name
        found = await client.call_tool("search", {"q": "supervision", "limit": 3})
        with urllib.request.urlopen(f"{URL}/api/v1/search?q=supervision&limit=3") as answer:
            assert found.structured_content == json.load(answer), name
        wrong = await client.call_tool("show", {})
        assert wrong.is_error and "`id`" in wrong.content[0].text, name


async def main():
    stdio = StdioServerParameters(command=PROGRAM, args=["--index", INDEX, "mcp"])
    for mode in ("auto", "legacy"):
        await check(f"stdio {mode}", stdio, mode)
        await check(f"http {mode}", f"{URL}/mcp", mode)
    print("4 clients answered")


asyncio.run(main())
