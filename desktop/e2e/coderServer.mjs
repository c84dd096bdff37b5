import http from 'node:http';

/**
 * A wire-level OpenAI-compatible server that plays a coder: it streams chat completions whose content follows from
 * the tool results it is sent, so that a run really fails its test, edits and passes.
 */
export async function startCoder({ pieceDelayMs = 20 } = {}) {
  const requests = [];
  const server = http.createServer(async (request, response) => {
    if (request.method === 'GET' && request.url.endsWith('/models')) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ object: 'list', data: [{ id: 'coder-1', object: 'model', owned_by: 'test' }] }));
      return;
    }
    const body = JSON.parse(await text(request));
    requests.push(body);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const chunk of chunks(nextMove(body.messages))) {
      if (response.destroyed) return;
      response.write(`data: ${JSON.stringify(chunk)}\n\n`);
      await new Promise((done) => setTimeout(done, pieceDelayMs));
    }
    response.end('data: [DONE]\n\n');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}/v1`,
    requests,
    close: () => new Promise((done) => server.close(done)),
  };
}

const PACKAGE = '{ "name": "sum", "version": "1.0.0", "type": "module", "scripts": { "test": "node --test" } }\n';
const WRONG = 'export const sum = (a, b) => a - b;\n';
const TEST = [
  "import { test } from 'node:test';",
  "import assert from 'node:assert/strict';",
  "import { sum } from './sum.js';",
  "test('adds two numbers', () => assert.equal(sum(2, 3), 5));",
  '',
].join('\n');

/** What the coder does next, seen from the tool results so far. */
function nextMove(messages) {
  const results = messages.filter((message) => message.role === 'tool').map((message) => String(message.content));
  const steps = [
    {
      say: 'I will lay out the project: a package file, one module and its test.',
      calls: [
        ['write_file', { path: 'package.json', content: PACKAGE }],
        ['write_file', { path: 'sum.js', content: WRONG }],
        ['write_file', { path: 'sum.test.js', content: TEST }],
      ],
    },
    { say: 'Now I run the test.', calls: [['exec', { command: 'node --test', timeout_seconds: 60 }]] },
    {
      say: 'The test fails: the module subtracts. I correct the operator.',
      calls: [['edit_file', { path: 'sum.js', search: 'a - b', replace: 'a + b' }]],
    },
    { say: 'I run the test again.', calls: [['exec', { command: 'node --test', timeout_seconds: 60 }]] },
  ];
  let used = 0;
  for (const step of steps) {
    if (results.length < used + step.calls.length) return step;
    used += step.calls.length;
  }
  const passed = /# fail 0|fail 0/.test(results.at(-1) ?? '');
  return {
    say: passed ? 'The project is ready: sum.js has a test and it passes.' : 'The test still fails.',
    calls: [],
  };
}

/** The move as chat completion chunks: text in pieces, then the calls with their arguments cut in two. */
function* chunks(move) {
  const chunk = (delta, finish_reason = null) => ({
    id: 'chatcmpl-test',
    object: 'chat.completion.chunk',
    model: 'coder-1',
    choices: [{ index: 0, delta, finish_reason }],
  });
  yield chunk({ role: 'assistant', content: '' });
  for (const word of move.say.split(/(?<= )/)) yield chunk({ content: word });
  for (const [index, [name, args]] of move.calls.entries()) {
    const whole = JSON.stringify(args);
    const half = Math.floor(whole.length / 2);
    const id = `call_${Math.random().toString(36).slice(2, 10)}`;
    yield chunk({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: whole.slice(0, half) } }] });
    yield chunk({ tool_calls: [{ index, function: { arguments: whole.slice(half) } }] });
  }
  yield chunk({}, move.calls.length > 0 ? 'tool_calls' : 'stop');
  yield { ...chunk({}), choices: [], usage: { prompt_tokens: 900, completion_tokens: 60, total_tokens: 960 } };
}

async function text(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}
