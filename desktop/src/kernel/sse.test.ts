import { expect, test } from 'vitest';
import { createFrameReader, type Frame } from './sse';

function read(...pieces: string[]): Frame[] {
  const frames: Frame[] = [];
  const reader = createFrameReader((it) => frames.push(it));
  pieces.forEach(reader);
  return frames;
}

const text = 'id: 7\nevent: run.started\ndata: {"seq":7}\n\n: ping\n\nevent: message.delta\ndata: one\ndata: two\n\n';
const frames = [
  { id: '7', event: 'run.started', data: '{"seq":7}' },
  { id: '', event: 'message.delta', data: 'one\ntwo' },
];

test('frames are read whole', () => {
  expect(read(text)).toEqual(frames);
});

test('wherever the network cuts, the frames are the same', () => {
  for (let cut = 1; cut < text.length; cut += 1) {
    expect(read(text.slice(0, cut), text.slice(cut))).toEqual(frames);
  }
  expect(read(...text.split(/(?=[^])/))).toEqual(frames);
});

test('all three line ends are understood, also cut between their halves', () => {
  expect(read(...text.replaceAll('\n', '\r\n').split(/(?=[^])/))).toEqual(frames);
  expect(read(text.replaceAll('\n', '\r'), '\r')).toEqual(frames);
});

test('a frame without data and one without an end are not told', () => {
  expect(read('event: x\n\n', 'data: half')).toEqual([]);
});

test('comments are told apart', () => {
  let pings = 0;
  createFrameReader(
    () => undefined,
    () => (pings += 1),
  )(': ping\n\n: ping\n\n');

  expect(pings).toBe(2);
});
