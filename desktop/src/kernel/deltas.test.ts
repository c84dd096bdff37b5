import { describe, expect, test } from 'vitest';
import { at, dispatched, modelAnswered, toolAnswered } from '../../test/events';
import { addDelta, currentStep, endDeltas, lastLine, nextPiece, noDeltas, textOf, type Deltas } from './deltas';
import type { Delta, DeltaType } from './events';

const say = (offset: number, text: string, source = 'step-1', type: DeltaType = 'message.delta'): Delta => ({
  type,
  stream: 'run-1',
  source,
  offset,
  text,
});

const heard = (...deltas: Delta[]): Deltas => deltas.reduce(addDelta, noDeltas);
const said = (deltas: Deltas, source = 'step-1') => textOf(deltas, 'message.delta', source);

describe('a piece', () => {
  test('stands where its offset says', () => {
    expect(said(heard(say(0, 'Hello'), say(5, ', world')))).toBe('Hello, world');
  });

  test('that comes twice changes nothing', () => {
    const once = heard(say(0, 'Hello'));

    expect(addDelta(once, say(0, 'Hello'))).toBe(once);
    expect(addDelta(once, say(1, 'ell'))).toBe(once);
  });

  test('that overlaps adds only its new end', () => {
    expect(said(heard(say(0, 'Hello'), say(3, 'lo, world')))).toBe('Hello, world');
  });

  test('after a hole starts anew, for what lies between is unknown', () => {
    expect(nextPiece({ start: 0, text: 'Hello' }, 9, 'later')).toEqual({ start: 9, text: 'later' });
  });

  test('of a source first heard in its middle keeps where it began', () => {
    const late = heard(say(100, 'the middle'));

    expect(said(addDelta(late, say(110, ' and on')))).toBe('the middle and on');
    expect(said(addDelta(late, say(104, 'middle and on')))).toBe('the middle and on');
  });

  test('counts characters as the kernel does, in UTF-16', () => {
    expect(said(heard(say(0, '🔥a'), say(3, 'b')))).toBe('🔥ab');
  });

  test('cut anywhere and replayed in any overlap comes to the same text', () => {
    const text = 'The quick brown fox jumps over the lazy dog.';
    let seed = 7;
    const random = (below: number) => (seed = (seed * 16_807) % 2_147_483_647) % below;
    for (let round = 0; round < 200; round += 1) {
      let deltas = noDeltas;
      let end = 0;
      while (end < text.length) {
        const from = random(end + 1);
        const to = Math.max(from, Math.min(text.length, end + random(6)));
        deltas = addDelta(deltas, say(from, text.slice(from, to)));
        end = Math.max(end, to);
      }
      expect(said(deltas)).toBe(text);
    }
  });
});

describe('sources', () => {
  test('and kinds are apart', () => {
    const deltas = heard(say(0, 'one'), say(0, 'two', 'step-2'), say(0, 'hm', 'step-1', 'thought.delta'));

    expect(said(deltas)).toBe('one');
    expect(said(deltas, 'step-2')).toBe('two');
    expect(textOf(deltas, 'thought.delta', 'step-1')).toBe('hm');
  });

  test('go when their durable event comes, and what straggles in afterwards is not heard', () => {
    const open = heard(
      say(0, 'Hello'),
      say(0, 'out', 'call-1', 'tool.output'),
      say(0, 'hm', 'step-1', 'thought.delta'),
    );
    const answered = endDeltas(open, at(9, modelAnswered(1, 'Hello', 'call-1')));

    expect(said(answered)).toBe('');
    expect(textOf(answered, 'thought.delta', 'step-1')).toBe('');
    expect(textOf(answered, 'tool.output', 'call-1')).toBe('out');
    expect(addDelta(answered, say(5, ' again'))).toBe(answered);
    expect(endDeltas(answered, at(10, toolAnswered('call-1'))).pieces).toEqual({});
  });

  test('begin again when a run is taken up anew', () => {
    expect(said(endDeltas(heard(say(0, 'Half a sen')), at(9, dispatched(2))))).toBe('');
  });

  test('tell which step is at work', () => {
    expect(currentStep(noDeltas)).toBeUndefined();
    expect(currentStep(heard(say(0, 'ollama/qwen3', 'step-9', 'model.asked'), say(0, 'x', 'step-10')))).toBe('step-10');
  });

  test('give a row its last line', () => {
    expect(lastLine(heard(say(0, 'one\ntwo  \n\n')))).toBe('two');
    expect(lastLine(noDeltas)).toBe('');
  });
});
