import { expect, test } from 'vitest';
import {
  asked,
  completed,
  dispatched,
  eventsOf,
  modelAnswered,
  resolved,
  started,
  toolAnswered,
  toolCalled,
  waiting,
} from '../../test/events';
import type { RunEvent } from './events';
import { addEvent, emptyTimeline } from './timeline';

const events = eventsOf(
  started(),
  dispatched(),
  modelAnswered(1, 'First look.', 'call-1', 'call-2'),
  toolCalled('call-1'),
  toolAnswered('call-1'),
  asked('conf-1', 'call-2'),
  waiting(),
  resolved('conf-1', 'call-2'),
  dispatched(2),
  toolCalled('call-2'),
  toolAnswered('call-2', 'gone'),
  modelAnswered(2, 'Done.'),
  completed(),
);

const folded = (all: readonly RunEvent[]) => all.reduce(addEvent, emptyTimeline);
const expected = folded(events);

test('an event that comes twice counts once', () => {
  const again = folded([...events, ...events]);

  expect(again.strand).toEqual(expected.strand);
  expect(again.events).toHaveLength(events.length);
  expect(addEvent(expected, events[4] as RunEvent)).toBe(expected);
});

test('a reload in the middle, with live events before the history, misses none and doubles none', () => {
  for (let cut = 0; cut <= events.length; cut += 1) {
    const live = events.slice(cut);
    expect(folded([...live.slice(0, 2), ...events.slice(0, cut + 1), ...live]).strand).toEqual(expected.strand);
  }
});

test('any order with any repetition comes to the same strand', () => {
  let seed = 11;
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  for (let round = 0; round < 120; round += 1) {
    const mixed = [...events, ...events.filter(() => random(2) === 0)];
    for (let place = mixed.length - 1; place > 0; place -= 1) {
      const other = random(place + 1);
      [mixed[place], mixed[other]] = [mixed[other] as RunEvent, mixed[place] as RunEvent];
    }
    expect(folded(mixed)).toEqual(expected);
  }
});

test('two pages of a history are the same as one', () => {
  expect(folded(events.slice(6)).events).toHaveLength(events.length - 6);
  expect([...events.slice(6), ...events.slice(0, 6)].reduce(addEvent, emptyTimeline)).toEqual(expected);
});
