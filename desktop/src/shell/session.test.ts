import { beforeEach, expect, test } from 'vitest';
import { codeIn, sessionLost, signedIn, signedOut, useSession } from './session';
import { roomsOpen, startupPart } from './startup';

const me = { user: { id: 'user-ana', name: 'Ana' }, org_id: 'org-local', permissions: [] };
const state = () => useSession.getState().state;

beforeEach(() => useSession.setState({ state: 'unknown', me: null }));

test('who never signed in is signed out; whose session is lost is asked again', () => {
  sessionLost();
  expect(state()).toBe('signedOut');
  signedIn(me);
  sessionLost();
  expect(state()).toBe('expired');
  sessionLost();
  expect(state()).toBe('expired');
  signedIn(me);
  expect(state()).toBe('signedIn');
  signedOut();
  expect(state()).toBe('signedOut');
});

test('a code is found in a link or stands alone', () => {
  expect(codeIn(' http://localhost:8080/login?code=ab-12 \n')).toBe('ab-12');
  expect(codeIn('ab-12')).toBe('ab-12');
});

test('the start is whole when the last room is open and the stream is there', () => {
  const done = { ready: true, asked: true, rooms: { open: 8, all: 8 }, connected: true };

  expect(startupPart(done)).toBeCloseTo(1);
  expect(startupPart({ ...done, rooms: { open: 4, all: 8 } })).toBeCloseTo(0.7);
  expect(startupPart({ ready: false, asked: false, rooms: null, connected: false })).toBeLessThan(0.1);
  expect(roomsOpen([{ state: 'open' }, { state: 'starting' }])).toEqual({ open: 1, all: 2 });
});
