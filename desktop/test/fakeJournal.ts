import type { ServerResponse } from 'node:http';
import type { Delta, DurableEvent, RunBody } from '../src/kernel/events';
import type { Pulling } from '../src/kernel/pulls';

type Body = RunBody | (Record<string, unknown> & { type: string });

/** Events in order with their watchers, as the real journal's live side has them. */
export class FakeJournal {
  readonly events: (DurableEvent & { stream: string })[] = [];
  readonly #watchers = new Set<ServerResponse>();
  #clock = Date.now();

  /** The time of the next event; moves back for histories, and on by the given milliseconds. */
  at(time: number): this {
    this.#clock = time;
    return this;
  }

  append(stream: string, body: Body, afterMs = 0): DurableEvent {
    this.#clock += afterMs;
    const seq = this.events.length + 1;
    const event = {
      seq,
      event_id: `0190-${seq}`,
      stream,
      position: this.events.filter((it) => it.stream === stream).length + 1,
      at: new Date(this.#clock).toISOString(),
      actor: 'kernel',
      project_id: 'proj-default',
      correlation: stream,
      ...body,
    } as unknown as DurableEvent;
    this.events.push(event);
    this.#watchers.forEach((it) => writeDurable(it, event));
    return event;
  }

  say(delta: Delta): void {
    this.tell(delta);
  }

  /** Tells of something that is shown and not kept. */
  tell(piece: Delta | Pulling): void {
    this.#watchers.forEach((it) => it.write(`event: ${piece.type}\ndata: ${JSON.stringify(piece)}\n\n`));
  }

  /** Sends what came after the given sequence, then whatever comes. */
  watch(response: ServerResponse, after: number | null): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    const head = this.events.length;
    response.write(`event: connected\ndata: ${JSON.stringify({ channel: 'broadcast', head })}\n\n`);
    if (after !== null) this.events.slice(after).forEach((it) => writeDurable(response, it));
    this.#watchers.add(response);
    response.on('close', () => this.#watchers.delete(response));
  }

  get watching(): number {
    return this.#watchers.size;
  }

  /** Cuts every connection, as a restart does. */
  cut(): void {
    this.#watchers.forEach((it) => it.destroy());
  }
}

function writeDurable(response: ServerResponse, event: DurableEvent): void {
  response.write(`id: ${event.seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
}
