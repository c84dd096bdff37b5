import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { FileEntry } from '../src/kernel/objects';
import { list, missing, type Answer } from './fakeHttp';
import * as things from './fakeThings';

/** The kernel's projects, all of them with the same few files. */
export class FakeFiles {
  /** Content by path. */
  content: Record<string, string>;
  readonly #watchers = new Set<ServerResponse>();

  constructor(empty: boolean) {
    this.content = empty ? {} : { ...things.files };
  }

  /** @param pattern the route with `{id}` for every id */
  answer(pattern: string, query: URLSearchParams, body: Record<string, unknown>, port: number): Answer | null {
    const path = query.get('path') ?? '';
    switch (pattern) {
      case 'GET /v1/projects':
        return list('projects', things.projects);
      case 'GET /v1/projects/{id}/files':
        return list('entries', this.#entries(path));
      case 'GET /v1/projects/{id}/files/content':
        return this.#read(path);
      case 'GET /v1/projects/{id}/files/search':
        return this.#search(query);
      case 'POST /v1/projects/{id}/files/move':
        return this.#move(body as { from: string; to: string });
      case 'DELETE /v1/projects/{id}/files':
        return this.#remove(path);
      case 'PUT /v1/projects/{id}/files/content':
        return this.#save(body as { path: string; content: string; revision?: string });
      case 'POST /v1/projects/{id}/views':
        return [
          201,
          { url: `http://view-1.localhost:${port}/${String(body['path'])}`, expires_at: new Date().toISOString() },
        ];
      default:
        return null;
    }
  }

  /** How many follow what happens to the files. */
  get watching(): number {
    return this.#watchers.size;
  }

  watch(response: ServerResponse) {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write('event: watching\ndata: {"live":true}\n\n');
    this.#watchers.add(response);
    response.on('close', () => this.#watchers.delete(response));
  }

  /** Says that somebody did something in a folder. */
  touch(folder: string) {
    for (const it of this.#watchers)
      it.write(`event: files.touched\ndata: ${JSON.stringify({ folders: [folder] })}\n\n`);
  }

  /** Loses everybody who follows. */
  cut() {
    for (const it of this.#watchers) it.destroy();
  }

  #entries(folder: string): FileEntry[] {
    const prefix = folder ? `${folder}/` : '';
    const found = new Map<string, FileEntry>();
    for (const [path, content] of Object.entries(this.content)) {
      if (!path.startsWith(prefix)) continue;
      const [name = '', ...rest] = path.slice(prefix.length).split('/');
      found.set(name, {
        name,
        path: prefix + name,
        kind: rest.length > 0 ? 'dir' : 'file',
        size: content.length,
        modified_at: new Date().toISOString(),
      });
    }
    return [...found.values()];
  }

  #search(query: URLSearchParams): Answer {
    const wanted = (query.get('q') ?? '').toLowerCase();
    const hits = Object.entries(this.content).flatMap(([path, text]) => {
      const file = { path, kind: 'file', size: text.length };
      if (query.get('in') !== 'contents') return path.toLowerCase().includes(wanted) ? [file] : [];
      return text
        .split('\n')
        .map((line, at) => ({ ...file, line: at + 1, column: line.toLowerCase().indexOf(wanted) + 1, text: line }))
        .filter((it) => it.column > 0);
    });
    return [200, { hits, count: hits.length, complete: true }];
  }

  #move({ from, to }: { from: string; to: string }): Answer {
    const moved = (path: string) => (isIn(path, from) ? to + path.slice(from.length) : path);
    this.content = Object.fromEntries(Object.entries(this.content).map(([path, text]) => [moved(path), text]));
    return [200, {}];
  }

  #remove(path: string): Answer {
    this.content = Object.fromEntries(Object.entries(this.content).filter(([it]) => !isIn(it, path)));
    return [204, undefined];
  }

  #read(path: string): Answer {
    const content = this.content[path];
    if (content === undefined) return missing(path);
    const { length: size } = content;
    const plain = { binary: false, truncated: false, mime_type: 'text/plain', encoding: 'utf-8', offset: 0 };
    return [200, { path, content, size, revision: sha(content), ...plain }];
  }

  #save({ path, content, revision }: { path: string; content: string; revision?: string }): Answer {
    const before = this.content[path];
    const stale = revision !== undefined && before !== undefined && sha(before) !== revision;
    if (stale) return [409, { code: 'stale_revision', detail: `${path} has changed since.` }];
    this.content[path] = content;
    return [200, { path, size: content.length, revision: sha(content) }];
  }
}

const isIn = (path: string, thing: string) => path === thing || path.startsWith(`${thing}/`);

const sha = (text: string) => createHash('sha256').update(text).digest('hex');
