import type { Delta, DurableEvent } from './events';

/** Text of one source so far; `start` is above 0 when the first piece that was seen was not the first that was sent. */
export interface Piece {
  start: number;
  text: string;
}

/** What is being said right now in one run, and which sources have ended and may say no more. */
export interface Deltas {
  asked: Readonly<Record<string, string>>;
  pieces: Readonly<Record<string, Piece>>;
  closed: Readonly<Record<string, true>>;
}

export const noDeltas: Deltas = { asked: {}, pieces: {}, closed: {} };

export type PieceType = 'message.delta' | 'thought.delta' | 'tool.output' | 'tool.error';

const keyOf = (type: PieceType, source: string) => `${type} ${source}`;

export function textOf(deltas: Deltas, type: PieceType, source: string): string {
  return deltas.pieces[keyOf(type, source)]?.text ?? '';
}

/** Puts a piece where its offset says. What is there already is kept, so that a piece that comes twice changes nothing. */
export function nextPiece(piece: Piece | undefined, offset: number, text: string): Piece {
  if (!piece) return { start: offset, text };
  const end = piece.start + piece.text.length;
  if (offset > end) return { start: offset, text };
  if (offset + text.length <= end) return piece;
  return { start: piece.start, text: piece.text + text.slice(end - offset) };
}

export function addDelta(deltas: Deltas, delta: Delta): Deltas {
  if (deltas.closed[delta.source]) return deltas;
  if (delta.type === 'model.asked') {
    if (deltas.asked[delta.source] === delta.text) return deltas;
    return { ...deltas, asked: { ...deltas.asked, [delta.source]: delta.text } };
  }
  const key = keyOf(delta.type, delta.source);
  const before = deltas.pieces[key];
  const after = nextPiece(before, delta.offset, delta.text);
  return after === before ? deltas : { ...deltas, pieces: { ...deltas.pieces, [key]: after } };
}

/** The durable event that ends a source holds its whole: what was shown of it goes. */
export function endDeltas(deltas: Deltas, event: DurableEvent): Deltas {
  switch (event.type) {
    case 'model.answered':
      return close(deltas, `step-${event.step}`);
    case 'tool.answered':
      return close(deltas, event.call_id);
    case 'run.dispatched':
      // The run was taken up anew: what a dead worker had begun to say is said again from the start.
      return { ...noDeltas, closed: deltas.closed };
    default:
      return deltas;
  }
}

function close(deltas: Deltas, source: string): Deltas {
  return {
    asked: without(deltas.asked, (it) => it === source),
    pieces: without(deltas.pieces, (it) => it.endsWith(` ${source}`)),
    closed: { ...deltas.closed, [source]: true },
  };
}

function without<T>(values: Readonly<Record<string, T>>, gone: (key: string) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !gone(key)));
}

/** The source the run is at: the last model asked or heard. */
export function currentStep(deltas: Deltas): string | undefined {
  const steps = [...Object.keys(deltas.asked), ...Object.keys(deltas.pieces).map((it) => it.split(' ')[1] ?? '')];
  return steps
    .filter((it) => it.startsWith('step-'))
    .sort((a, b) => Number(a.slice(5)) - Number(b.slice(5)))
    .at(-1);
}

/** The last line being said or printed, for a row that has space for one. */
export function lastLine(deltas: Deltas): string {
  const text = Object.values(deltas.pieces).at(-1)?.text ?? '';
  return text.trimEnd().split('\n').at(-1)?.trim() ?? '';
}
