import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, resolve } from 'node:path';

/** A status and what stands in the body; nothing for a route that is somebody else's. */
export type Answer = [number, unknown];

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
};
const CSP = (port: number) =>
  `default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self'; connect-src 'self'; frame-src http://*.localhost:${port}; frame-ancestors 'none'; base-uri 'none'; object-src 'none'`;

/** Serves the built desktop as the kernel serves it. */
export async function sendPage(root: string | undefined, path: string, port: number, response: ServerResponse) {
  if (!root) return send(response, 404, '', 'text/plain');
  // An address of the desktop may end like a file: only what was built is an asset.
  const built = path.startsWith('/assets/') || path === '/favicon.svg';
  const wanted = built ? resolve(join(root, path)) : join(root, 'index.html');
  try {
    const bytes = await readFile(wanted);
    response.writeHead(200, {
      'Content-Type': TYPES[extname(wanted)] ?? 'application/octet-stream',
      'Content-Security-Policy': CSP(port),
    });
    response.end(bytes);
  } catch {
    send(response, 404, '', 'text/plain');
  }
}

export function list(name: string, all: readonly unknown[]): Answer {
  return [200, { [name]: all, count: all.length }];
}

export function one(all: readonly { id: string }[], id: string): Answer {
  const found = all.find((it) => it.id === id);
  return found ? [200, found] : missing(id);
}

export function missing(what: string): Answer {
  return [404, { code: 'not_found', detail: `${what} is not here.` }];
}

export function send(response: ServerResponse, status: number, body: string, type: string): void {
  response.writeHead(status, { 'Content-Type': type });
  response.end(body);
}

export function problem(response: ServerResponse, status: number, code: string, detail: string): void {
  send(
    response,
    status,
    JSON.stringify({ type: 'about:blank', title: code, status, code, detail, retry: 'never', request_id: 'req-1' }),
    'application/problem+json',
  );
}
