import { expect, test } from 'vitest';
import {
  at,
  completed,
  dispatched,
  eventsOf,
  modelAnswered,
  started,
  toolAnswered,
  toolCalled,
} from '../../test/events';
import type { Delta, RunEvent } from '../kernel/events';
import { emptyTimeline } from '../kernel/timeline';
import { afterDelta, afterEvent, afterGap, afterHistory, silentLive, type Live } from './live';
import { touchedBy } from './touched';

const events = eventsOf(
  started(),
  dispatched(),
  modelAnswered(1, '', 'call-1'),
  toolCalled('call-1'),
  toolAnswered('call-1'),
  modelAnswered(2, 'Done.'),
  completed(),
);
const watching: Live = { ...silentLive, timelines: { 'run-1': emptyTimeline } };
const say = (source: string, text: string, offset = 0): Delta => ({
  type: 'message.delta',
  stream: 'run-1',
  source,
  offset,
  text,
});
const strandOf = (live: Live) => live.timelines['run-1']?.strand;
const whole = strandOf(afterHistory(watching, 'run-1', events));

test('history and live events join wherever the page was loaded', () => {
  for (let cut = 0; cut <= events.length; cut += 1) {
    const early = events.slice(cut, cut + 1).reduce(afterEvent, watching);
    const joined = afterHistory(early, 'run-1', events.slice(0, cut + 1));
    expect(strandOf(events.slice(cut).reduce(afterEvent, joined))).toEqual(whole);
  }
});

test('a run nobody looks at keeps its facts but not its events', () => {
  const live = events.slice(0, 4).reduce<Live>(afterEvent, silentLive);

  expect(live.timelines).toEqual({});
  expect(live.facts['run-1']).toMatchObject({ status: 'running', step: 1 });
});

test('deltas are shown until their durable event, and none after the end', () => {
  const speaking = afterDelta(watching, say('step-1', 'Hel'), 0);
  const answered = afterEvent(speaking, events[2] as RunEvent);
  const ended = events.reduce<Live>(afterEvent, answered);

  expect(Object.keys(speaking.deltas['run-1']?.pieces ?? {})).toHaveLength(1);
  expect(answered.deltas['run-1']?.pieces).toEqual({});
  expect(ended.deltas).toEqual({});
  expect(afterDelta(ended, say('step-3', 'ghost'), 0)).toBe(ended);
});

test('history closes what it tells the end of, and leaves what is being said', () => {
  const speaking = afterDelta(afterDelta(watching, say('step-1', 'old'), 0), say('step-2', 'now'), 0);
  const joined = afterHistory(speaking, 'run-1', events.slice(0, 5));

  expect(Object.keys(joined.deltas['run-1']?.pieces ?? {})).toEqual(['message.delta step-2']);
});

test('after a gap everything is learnt anew, for the runs that are looked at', () => {
  const gone = afterGap(afterHistory(watching, 'run-1', events));

  expect(gone).toMatchObject({ generation: 1, facts: {}, deltas: {}, timelines: { 'run-1': { events: [] } } });
});

test('events say which facts to ask for again', () => {
  expect(touchedBy(at(1, started()))).toEqual([['run', 'run-1'], ['status'], ['runs']]);
  expect(touchedBy(at(1, toolCalled('call-1')))).toEqual([]);
  const checkpoint = { ...at(1, started()), checkpoint_id: 'chk-1' };
  expect(touchedBy({ ...checkpoint, type: 'checkpoint.made' })).toEqual([['checkpoints']]);
  expect(touchedBy({ ...at(1, started()), type: 'process.ended', process_id: 'prc-1' })).toEqual([['processes']]);
  expect(touchedBy({ ...checkpoint, type: 'checkpoint.restored' })).toEqual([['files'], ['checkpoints'], ['changes']]);
  expect(touchedBy({ ...checkpoint, type: 'undo.made' })).toEqual([['files'], ['checkpoints'], ['changes']]);
  expect(touchedBy({ ...checkpoint, type: 'checkpoint.named' })).toEqual([['checkpoints']]);
});
