import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LineSocket } from './http';
import { TerminalLine } from './terminalLine';
import type { TerminalFrame } from './terminals';

class Socket implements LineSocket {
  readyState = 1;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly sent: string[] = [];
  send(text: string) {
    this.sent.push(text);
  }
  close() {
    this.readyState = 3;
  }
  say(frame: object) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

let sockets: Socket[];
let paths: string[];
let frames: TerminalFrame[];
let states: string[];
let line: TerminalLine;

/** The connection of this number, from 0. */
function socket(number: number): Socket {
  const made = sockets[number];
  if (!made) throw new Error(`There is no connection ${number}.`);
  return made;
}

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  paths = [];
  frames = [];
  states = [];
  line = new TerminalLine(
    'term-1',
    { onFrame: (it) => frames.push(it), onState: (it) => states.push(it), onBroken: () => undefined },
    (path) => {
      paths.push(path);
      const made = new Socket();
      sockets.push(made);
      return made;
    },
  );
  line.open();
});

afterEach(() => vi.useRealTimers());

test('a line that breaks comes back behind what was heard', () => {
  socket(0).onopen?.();
  socket(0).say({ type: 'output', offset: 0, text: 'hello', end: 5 });
  socket(0).onclose?.({ code: 1006 });
  vi.runAllTimers();

  expect(paths).toEqual(['/v1/terminals/term-1/socket?after=0', '/v1/terminals/term-1/socket?after=5']);
  expect(states).toEqual(['connecting', 'open', 'connecting', 'connecting']);
});

test('a mark that was seen is not told again', () => {
  const mark = { type: 'typed', number: 1, offset: 5, kind: 'person', name: 'Ana' };
  socket(0).say(mark);
  socket(0).onclose?.({ code: 4008 });
  vi.runAllTimers();
  socket(1).say(mark);
  socket(1).say({ ...mark, number: 2 });

  expect(frames.map((it) => it.type === 'typed' && it.number)).toEqual([1, 2]);
});

test('after the end nobody tries again', () => {
  socket(0).say({ type: 'ended', exit_code: 0, reason: 'exited' });
  socket(0).onclose?.({ code: 1000 });
  vi.runAllTimers();

  expect(sockets).toHaveLength(1);
  expect(states.at(-1)).toBe('ended');
});

test('what is typed goes out as frames, also what came before the line, but not into a broken one', () => {
  line.type('ls\r');
  expect(socket(0).sent).toEqual([]);
  socket(0).onopen?.();
  line.resize(80, 24);
  socket(0).readyState = 3;
  line.type('lost');

  expect(socket(0).sent.map((it) => JSON.parse(it) as unknown)).toEqual([
    { type: 'input', text: 'ls\r' },
    { type: 'resize', columns: 80, rows: 24 },
  ]);
});
