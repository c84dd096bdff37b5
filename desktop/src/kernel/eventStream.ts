import type { Delta, DurableEvent } from './events';
import { isDelta } from './events';
import type { Http } from './http';
import { holdStream, usualTiming, type StreamTiming } from './heldStream';
import { isPulling, type Pull } from './pulls';
import type { Frame } from './sse';

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

/**
 * Holds the one connection to `/v1/events` until the returned function is called. Every durable event is handed over
 * once and in order: a frame at or below the last sequence is dropped, and a lost connection resumes after it.
 */
export function followEvents(http: Http, listener: StreamListener, timing: StreamTiming = usualTiming): () => void {
  let last = 0;

  function take(frame: Frame) {
    const data = JSON.parse(frame.data) as { type?: string; seq?: number; head?: number };
    if (frame.event === 'connected') return connected(data.head);
    if (frame.event === 'gap') return listener.onGap();
    const event = { ...data, type: data.type ?? frame.event };
    if (isDelta(event)) return listener.onDelta(event);
    if (isPulling(event)) return listener.onPull(JSON.parse(event.text) as Pull);
    const seq = data.seq ?? Number(frame.id);
    if (!(seq > last)) return;
    last = seq;
    listener.onEvent({ ...event, seq } as DurableEvent);
  }

  function connected(head: number | undefined) {
    if (last === 0) last = head ?? 0;
    // A head below what was seen means another journal stands behind the address now.
    else if ((head ?? last) < last) {
      last = head ?? 0;
      listener.onGap();
    }
    listener.onConnection('live');
  }

  return holdStream(
    http,
    {
      path: '/v1/events',
      headers: (): Record<string, string> => (last > 0 ? { 'Last-Event-ID': String(last) } : {}),
      hopeless: [401],
      onFrame: (frame) => {
        take(frame);
        return frame.event === 'connected';
      },
      onLost: (attempt) => listener.onConnection(attempt > 1 ? 'offline' : 'connecting'),
    },
    timing,
  );
}
