// The Model Context Protocol, spoken by the clients of its authors: the second of both ages, the first.

import assert from "node:assert/strict";

import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { Client as FirstClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as FirstStdio } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport as FirstHttp } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const [program, index, url] = process.argv.slice(2);
const command = { command: program, args: ["--index", index, "mcp"] };
const named = { name: "test", version: "1" };
const mcp = () => new URL(`${url}/mcp`);

const cases = [
  ["2, legacy, stdio", () => new Client(named), () => new StdioClientTransport(command)],
  ["2, auto, stdio", () => new Client(named, { versionNegotiation: { mode: "auto" } }), () => new StdioClientTransport(command)],
  ["2, legacy, http", () => new Client(named), () => new StreamableHTTPClientTransport(mcp())],
  ["2, auto, http", () => new Client(named, { versionNegotiation: { mode: "auto" } }), () => new StreamableHTTPClientTransport(mcp())],
  ["1, stdio", () => new FirstClient(named), () => new FirstStdio(command)],
  ["1, http", () => new FirstClient(named), () => new FirstHttp(mcp())],
];

const api = async (asked) => (await fetch(`${url}/api/v1/${asked}`)).json();
const expected = await api("search?q=supervision&limit=3");

for (const [name, client, transport] of cases) {
  const assistant = client();
  await assistant.connect(transport());
  const { tools } = await assistant.listTools();
  assert.ok(tools.length > 10, name);
  assert.equal(assistant.getServerVersion().name, "findings", name);
  // Both clients hold answers against the output schema of the tool.
  const found = await assistant.callTool({ name: "search", arguments: { q: "supervision", limit: 3 } });
  assert.deepEqual(found.structuredContent, expected, name);
  assert.ok(found.content[1].text.includes(expected.hits[0].id), name);
  const shown = await assistant.callTool({ name: "show", arguments: { id: expected.hits[0].id } });
  assert.equal(shown.structuredContent.paragraph.id, expected.hits[0].id, name);
  for (const [tool, given] of [
    ["reports", { latest: true }],
    ["themes", { section: ["improvement"], "min-reports": 2, "min-hits": 2 }],
    ["themes-trend", { q: "supervision" }],
    ["track", {}],
    ["track", { q: "supervision" }],
  ]) {
    const answer = await assistant.callTool({ name: tool, arguments: given });
    assert.ok(!answer.isError, `${name} ${tool}`);
  }
  const wrong = await assistant.callTool({ name: "search", arguments: { quarry: "supervision" } });
  assert.equal(wrong.isError, true, name);
  assert.match(wrong.content[0].text, /the parameters are q/, name);
  await assistant.close();
}
console.log(`${cases.length} clients answered`);
