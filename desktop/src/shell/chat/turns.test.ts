import { expect, test } from 'vitest';
import { makeRun } from '../../../test/fakeRuns';
import type { Message } from '../../kernel/objects';
import { activeRunsOf, mentionAt, turnsOf } from './turns';

const message = (id: string, role: Message['role'], run_id: string | null = null): Message => ({
  id,
  conversation_id: 'conv-1',
  role,
  content: id,
  run_id,
  created_at: '2026-11-21T12:00:00Z',
});
const keys = (...args: Parameters<typeof turnsOf>) => turnsOf(...args).map((it) => it.key);

test('a run stands after the words that started it until its answer does', () => {
  const asked = message('q', 'user', 'run-1');

  expect(keys([asked], ['run-1'], null)).toEqual(['q', 'run-1']);
  expect(keys([asked, message('a', 'assistant', 'run-1')], [], null)).toEqual(['q', 'a']);
});

test('a run that ended without an answer stays, for it says why', () => {
  expect(keys([message('q', 'user', 'run-1'), message('q2', 'user', 'run-2')], [], null)).toEqual([
    'q',
    'run-1',
    'q2',
    'run-2',
  ]);
});

test('what was just sent stands before the run it starts', () => {
  expect(keys([], ['run-1'], 'Hello')).toEqual(['sending', 'run-1']);
});

test('what tools and the system say is part of the work, not of the conversation', () => {
  expect(keys([message('t', 'tool'), message('s', 'system'), message('k', 'kernel')], [], null)).toEqual(['k']);
});

test('the runs at work are those read and those heard of, each once', () => {
  const read = [
    makeRun('run-1', '', 'pers-coder', 1, { conversation_id: 'conv-1' }),
    makeRun('run-3', '', 'pers-coder', 1, { conversation_id: 'conv-2' }),
  ];
  const heard = {
    'run-1': { seq: 1, conversationId: 'conv-1', status: 'running' as const },
    'run-2': { seq: 2, conversationId: 'conv-1', status: 'queued' as const },
    'run-4': { seq: 3, conversationId: 'conv-1', status: 'completed' as const },
  };

  expect(activeRunsOf('conv-1', heard, read)).toEqual(['run-1', 'run-2']);
});

test('a mention is what is typed after its sign, right before the caret', () => {
  expect(mentionAt('ask @co', 7)).toEqual({ kind: 'agent', typed: 'co', start: 4 });
  expect(mentionAt('#read', 5)).toEqual({ kind: 'file', typed: 'read', start: 0 });
  expect(mentionAt('ana@example', 11)).toBeNull();
  expect(mentionAt('@coder hello', 12)).toBeNull();
});
