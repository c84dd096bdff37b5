import type { QueuedRun } from '../../kernel/api';

/** The queue with one run at another place. */
export function moved(queue: readonly QueuedRun[], id: string, to: number): QueuedRun[] {
  const run = queue.find((it) => it.run.id === id);
  if (!run) return [...queue];
  const rest = queue.filter((it) => it.run.id !== id);
  rest.splice(to, 0, run);
  return rest.map((it, at) => ({ ...it, position: at + 1 }));
}

/** Where that place is, in the kernel's words: beside the run that stands there now. */
export function placeOf(queue: readonly QueuedRun[], id: string, to: number): { before?: string; after?: string } {
  const from = queue.findIndex((it) => it.run.id === id);
  const there = queue[to]?.run.id ?? '';
  return from < to ? { after: there } : { before: there };
}
