import type { Delta, DurableEvent } from './events';
import { isDelta } from './events';
import type { Http } from './http';
import { Problem } from './problem';
import { isPulling, type Pull } from './pulls';
import { createFrameReader, type Frame } from './sse';

export type Connection = 'connecting' | 'live' | 'offline';

export interface StreamListener {
  onEvent: (event: DurableEvent) => void;
  onDelta: (delta: Delta) => void;
  /** How far a model's download has come. */
  onPull: (pull: Pull) => void;
  onConnection: (connection: Connection) => void;
  /** Events are missing that will not come again: whatever was folded from them must be read anew. */
  onGap: () => void;
}

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

/**
 * Holds the one connection to `/v1/events` until the returned function is called. Every durable event is handed over
 * once and in order: a frame at or below the last sequence is dropped, and a lost connection resumes after it.
 */
export function followEvents(http: Http, listener: StreamListener, timing: StreamTiming = usualTiming): () => void {
  const stopped = new AbortController();
  let last = 0;
  let attempt = 0;

  function handle(frame: Frame) {
    const data = JSON.parse(frame.data) as { type?: string; seq?: number; head?: number };
    if (frame.event === 'connected') {
      if (last === 0) last = data.head ?? 0;
      // A head below what was seen means another journal stands behind the address now.
      else if ((data.head ?? last) < last) {
        last = data.head ?? 0;
        listener.onGap();
      }
      attempt = 0;
      return listener.onConnection('live');
    }
    if (frame.event === 'gap') return listener.onGap();
    const event = { ...data, type: data.type ?? frame.event };
    if (isDelta(event)) return listener.onDelta(event);
    if (isPulling(event)) return listener.onPull(JSON.parse(event.text) as Pull);
    const seq = data.seq ?? Number(frame.id);
    if (!(seq > last)) return;
    last = seq;
    listener.onEvent({ ...event, seq } as DurableEvent);
  }

  async function connectOnce() {
    const silent = new AbortController();
    let alarm = setTimeout(() => silent.abort(), timing.silenceMs);
    const awake = () => {
      clearTimeout(alarm);
      alarm = setTimeout(() => silent.abort(), timing.silenceMs);
    };
    try {
      const headers: Record<string, string> = { Accept: 'text/event-stream' };
      if (last > 0) headers['Last-Event-ID'] = String(last);
      const signal = AbortSignal.any([stopped.signal, silent.signal]);
      const response = await http.stream('/v1/events', { headers, signal, cache: 'no-store' });
      await readAll(response, handle, awake);
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
        if (error instanceof Problem && error.status === 401) return;
      }
      if (isStopped()) return;
      attempt += 1;
      listener.onConnection(attempt > 1 ? 'offline' : 'connecting');
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
