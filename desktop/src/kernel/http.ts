import { problemOf, Unreachable } from './problem';

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** The part of a WebSocket that the desktop needs. */
export interface LineSocket {
  readyState: number;
  onopen: (() => void) | null;
  onmessage: ((event: { data: string }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  send: (text: string) => void;
  close: () => void;
}

/** The one way to the kernel: adds what every request needs and turns refusals into problems. */
export interface Http {
  get: <T>(path: string, query?: Query) => Promise<T>;
  send: <T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown, query?: Query) => Promise<T>;
  upload: <T>(path: string, form: FormData, onProgress: (part: number) => void) => Promise<T>;
  stream: (path: string, init: RequestInit) => Promise<Response>;
  socket: (path: string) => LineSocket;
  /** Starts something whose answer streams; resolves when the stream has ended, however it did. */
  drain: (path: string, body: unknown) => Promise<void>;
}

export function withQuery(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** The first bytes of a text that the kernel serves, as text. */
export async function beginningOf(path: string, bytes: number, signal: AbortSignal): Promise<string> {
  let response: Response;
  try {
    response = await fetch(path, {
      credentials: 'same-origin',
      headers: { Range: `bytes=0-${bytes - 1}` },
      signal,
    });
  } catch (cause) {
    throw signal.aborted ? cause : new Unreachable(cause);
  }
  // Nothing of an empty text is beyond its end.
  if (response.status === 416) return '';
  if (!response.ok) throw await problemOf(response);
  return response.text();
}

function freshKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((it) => it.toString(16).padStart(2, '0')).join('');
}

/** @param onUnauthenticated told whenever a request is refused for want of a session */
export function createHttp(onUnauthenticated: () => void): Http {
  async function checked(path: string, init: RequestInit): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(path, { credentials: 'same-origin', ...init });
    } catch (cause) {
      if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
      throw new Unreachable(cause);
    }
    if (response.ok) return response;
    const problem = await problemOf(response);
    if (response.status === 401) onUnauthenticated();
    throw problem;
  }

  async function bodyOf<T>(response: Response): Promise<T> {
    const text = await response.text();
    return (text ? JSON.parse(text) : undefined) as T;
  }

  return {
    get: async (path, query) =>
      bodyOf(await checked(withQuery(path, query), { headers: { Accept: 'application/json' } })),
    send: async (method, path, body, query) => {
      const headers: Record<string, string> = { Accept: 'application/json' };
      if (method === 'POST') headers['Idempotency-Key'] = freshKey();
      if (body !== undefined) headers['Content-Type'] = 'application/json';
      const init: RequestInit = { method, headers };
      if (body !== undefined) init.body = JSON.stringify(body);
      return bodyOf(await checked(withQuery(path, query), init));
    },
    upload: (path, form, onProgress) => upload(path, form, onProgress, onUnauthenticated),
    stream: (path, init) => checked(path, init),
    socket: (path) => new WebSocket(`${location.origin.replace(/^http/, 'ws')}${path}`) as unknown as LineSocket,
    drain: async (path, body) => {
      const response = await checked(path, {
        method: 'POST',
        headers: { Accept: 'text/event-stream', 'Content-Type': 'application/json', 'Idempotency-Key': freshKey() },
        body: JSON.stringify(body),
      });
      // What it says is heard on the one event stream as well; a cut here ends only the listening.
      await response.text().catch(() => undefined);
    },
  };
}

/** `fetch` tells nothing about how much was sent, so an upload goes by XMLHttpRequest. */
function upload<T>(path: string, form: FormData, onProgress: (part: number) => void, onUnauthenticated: () => void) {
  return new Promise<T>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('Idempotency-Key', freshKey());
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onerror = () => reject(new Unreachable(new Error('The upload was cut off.')));
    request.onload = () => {
      if (request.status < 300) return resolve(JSON.parse(request.responseText) as T);
      if (request.status === 401) onUnauthenticated();
      problemOf(new Response(request.responseText, { status: request.status })).then(reject, reject);
    };
    request.send(form);
  });
}
