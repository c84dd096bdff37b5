import http from 'node:http';

/** A wire-level Ollama with one model in memory; a download stops at a quarter until it is let go on. */
export async function startOllama() {
  let loaded = [{ name: 'llama3.2:latest', model: 'llama3.2:latest', size: 3_000_000_000, size_vram: 0 }];
  const there = ['llama3.2:latest'];
  let release;
  const released = new Promise((done) => (release = done));
  const server = http.createServer(async (request, response) => {
    const body = request.method === 'POST' ? JSON.parse((await text(request)) || '{}') : {};
    const route = `${request.method} ${request.url}`;
    response.setHeader('content-type', 'application/json');
    if (route === 'POST /api/pull') {
      const part = { status: 'pulling abc', digest: 'sha256:abc', total: 1_000_000_000 };
      response.write(`${JSON.stringify({ ...part, completed: 250_000_000 })}\n`);
      await released;
      there.push(body.model);
      response.write(`${JSON.stringify({ ...part, completed: part.total })}\n`);
      return response.end('{"status":"success"}\n');
    }
    if (route === 'POST /api/generate') loaded = loaded.filter((it) => !it.name.startsWith(body.model));
    const answers = {
      'GET /api/version': { version: '0.12.0' },
      'GET /api/tags': { models: there.map((name) => ({ name, model: name, size: 2_000_000_000, details: {} })) },
      'GET /api/ps': { models: loaded.map((it) => ({ ...it, expires_at: inFiveMinutes() })) },
      'POST /api/show': { capabilities: ['completion', 'tools'], details: {}, model_info: {} },
      'POST /api/generate': { done: true },
    };
    response.statusCode = answers[route] ? 200 : 404;
    response.end(JSON.stringify(answers[route] ?? { error: 'not found' }));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    release,
    close: () => new Promise((done) => server.close(done)),
  };
}

const inFiveMinutes = () => new Date(Date.now() + 300_000).toISOString();

async function text(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
