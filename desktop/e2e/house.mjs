import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

const run = promisify(execFile);
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const AULE = path.join(ROOT, 'aule');

/** An operating system on a temporary home, started and spoken to by the same commands that a person types. */
export class House {
  constructor(environment = {}) {
    this.home = mkdtempSync(path.join(os.tmpdir(), 'aule-e2e-'));
    this.environment = {
      ...process.env,
      OPENAI_API_KEY: '',
      OPENAI_BASE_URL: '',
      OLLAMA_HOST: '',
      NO_COLOR: '1',
      ...environment,
    };
  }

  async up() {
    this.port ??= await freePort();
    const { stdout } = await this.aule(['up', '--no-open', '--port', String(this.port)]);
    this.link = stdout.match(/http:\/\/\S+\/login\?code=\S+/)?.[0];
    if (!this.link) throw new Error(`aule up printed no sign-in link:\n${stdout}`);
    return this;
  }

  get address() {
    return `http://localhost:${this.port}`;
  }

  /** Runs one command; rejects with its output when it exits with another code than 0. */
  aule(args, options = {}) {
    return run(AULE, [...args, '--home', this.home], {
      env: this.environment,
      maxBuffer: 1 << 26,
      timeout: 240_000,
      ...options,
    });
  }

  /** Starts one command and returns while it works. */
  start(args) {
    return spawn(AULE, [...args, '--home', this.home], { env: this.environment, stdio: ['ignore', 'pipe', 'pipe'] });
  }

  async api(method, route, body) {
    const token = readFileSync(path.join(this.home, 'owner.token'), 'utf8').trim();
    const answer = await fetch(`http://127.0.0.1:${this.port}${route}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const content = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${route} answered ${answer.status}: ${content}`);
    return content ? JSON.parse(content) : null;
  }

  /** Kills the kernel as a power cut would; returns when nobody answers on its port any more. */
  async kill9() {
    const { pid } = JSON.parse(readFileSync(path.join(this.home, 'kernel.json'), 'utf8'));
    process.kill(pid, 'SIGKILL');
    await eventually(
      'the port is free',
      () =>
        fetch(`${this.address}/health/live`).then(
          () => false,
          () => true,
        ),
      10_000,
    );
  }

  /** A fresh sign-in link. */
  async signInLink() {
    return (await this.api('POST', '/v1/login/links', {})).url;
  }

  file(name) {
    return path.join(this.home, 'projects/default', name);
  }

  async close() {
    try {
      await this.aule(['down']);
    } finally {
      rmSync(this.home, { recursive: true, force: true });
    }
  }
}

/** Waits until the check gives something, 60 seconds at most. */
export async function eventually(what, check, patienceMs = 60_000) {
  const end = Date.now() + patienceMs;
  for (;;) {
    const found = await check();
    if (found) return found;
    if (Date.now() > end) throw new Error(`gave up waiting: ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** A real Chromium with an empty profile. */
export async function openBrowser() {
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((it) =>
    existsSync(it),
  );
  if (!executablePath) throw new Error('no Chromium found; install the package chromium');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

async function freePort() {
  const server = net.createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}
