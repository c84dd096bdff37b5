import type { Http } from './http';
import { Problem } from './problem';
import { createFrameReader, type Frame } from './sse';

export interface StreamTiming {
  /** How long to wait before the given attempt to connect again, from 1. */
  backoffMs: (attempt: number) => number;
  /** Silence after which a connection counts as dead; the kernel pings every 15 s. */
  silenceMs: number;
}

export const usualTiming: StreamTiming = {
  backoffMs: (attempt) => Math.min(500 * 2 ** (attempt - 1), 10_000) * (0.75 + Math.random() / 2),
  silenceMs: 40_000,
};

export interface HeldStream {
  path: string;
  /** What is sent along with each attempt. */
  headers?: () => Record<string, string>;
  /** Answers after which there is no other attempt. */
  hopeless: readonly number[];
  /** Takes a frame and says whether it shows that the connection stands. */
  onFrame: (frame: Frame) => boolean;
  /** The connection is lost; the next attempt has this number, from 1. */
  onLost?: (attempt: number) => void;
}

/** Holds one event stream of the kernel, again and again, until the returned function is called. */
export function holdStream(http: Http, held: HeldStream, timing: StreamTiming): () => void {
  const stopped = new AbortController();
  let attempt = 0;

  async function connectOnce() {
    const silent = new AbortController();
    let alarm = setTimeout(() => silent.abort(), timing.silenceMs);
    const awake = () => {
      clearTimeout(alarm);
      alarm = setTimeout(() => silent.abort(), timing.silenceMs);
    };
    const take = (frame: Frame) => {
      if (held.onFrame(frame)) attempt = 0;
    };
    try {
      const headers = { Accept: 'text/event-stream', ...held.headers?.() };
      const signal = AbortSignal.any([stopped.signal, silent.signal]);
      await readAll(await http.stream(held.path, { headers, signal, cache: 'no-store' }), take, awake);
    } finally {
      clearTimeout(alarm);
    }
  }

  const isStopped = () => stopped.signal.aborted;

  async function keepConnected() {
    while (!isStopped()) {
      try {
        await connectOnce();
      } catch (error) {
        if (error instanceof Problem && held.hopeless.includes(error.status)) return;
      }
      if (isStopped()) return;
      attempt += 1;
      held.onLost?.(attempt);
      await pause(timing.backoffMs(attempt), stopped.signal);
    }
  }

  void keepConnected();
  return () => stopped.abort();
}

async function readAll(response: Response, onFrame: (frame: Frame) => void, onPiece: () => void) {
  const reader = response.body?.getReader();
  if (!reader) return;
  const decoder = new TextDecoder();
  const read = createFrameReader(onFrame);
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    onPiece();
    read(decoder.decode(value, { stream: true }));
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
    if (typeof window === 'undefined') return;
    window.addEventListener('online', () => resolve(), { once: true, signal });
  });
}
