import { expect, test } from 'vitest';
import { eventsOf, modelAnswered, started, toolAnswered, toolCalled } from '../../../../test/events';
import { makeRun } from '../../../../test/fakeRuns';
import { emptyStrand, nextStrand } from '../../../kernel/strand';
import { changeOf, formOf, LONGEST_OUTPUT, problemOf, type ForkPlace } from './forkForm';

const run = makeRun('run-1', 'Tidy the desk', 'pers-coder', 1);
const strand = eventsOf(
  started(),
  modelAnswered(1, 'I look.', 'call-1'),
  toolCalled('call-1'),
  toolAnswered('call-1'),
).reduce(nextStrand, emptyStrand);
const at = (kind: 'model' | 'call'): ForkPlace => {
  const item = strand.items.find((it) => it.kind === kind);
  return { item, position: item?.position ?? null };
};
const end: ForkPlace = { position: null };

test('a fork of which nothing was changed takes over everything', () => {
  expect(changeOf(formOf(run, end), run, end)).toEqual({ workspace: 'copy' });
  expect(changeOf(formOf(run, at('model')), run, at('model'))).toEqual({ workspace: 'copy', at: 6 });
  expect(changeOf(formOf(run, at('call')), run, at('call'))).toEqual({ workspace: 'copy', at: 12 });
});

test('only what was changed is asked for', () => {
  const form = {
    ...formOf(run, end),
    goal: ' Tidy the shelf ',
    message: 'Gently.',
    model: 'a/b',
    files: 'keep' as const,
  };

  expect(changeOf(form, run, end)).toEqual({
    workspace: 'keep',
    goal: 'Tidy the shelf',
    message: 'Gently.',
    model: 'a/b',
  });
});

test('another answer keeps the thought and the calls that stayed', () => {
  const place = at('model');
  const form = { ...formOf(run, place), text: 'I look twice.' };

  expect(changeOf(form, run, place).answer).toEqual({
    thought: '',
    text: 'I look twice.',
    tool_calls: [{ tool: 'exec', arguments: { command: 'ls' } }],
  });
});

test('another result stands where the tool has answered, and nowhere else', () => {
  const form = { ...formOf(run, at('call')), ok: false, output: 'no such file' };

  expect(changeOf(form, run, at('call')).result).toEqual({ ok: false, output: 'no such file' });
  expect(changeOf(form, run, at('model')).result).toBeUndefined();
});

test('what cannot be is said before it is asked for', () => {
  const place = at('model');
  const form = formOf(run, place);
  const withCall = (tool: string, args: string) => ({ ...form, calls: [{ tool, arguments: args }] });

  expect(problemOf(form, run, place)).toBeUndefined();
  expect(problemOf({ ...form, goal: ' ' }, run, place)).toEqual({ text: 'fork.noGoal' });
  expect(problemOf(withCall('exec', '{"a":'), run, place)).toEqual({ text: 'fork.notJson', tool: 'exec' });
  expect(problemOf(withCall('exec', '[1]'), run, place)).toEqual({ text: 'fork.notJson', tool: 'exec' });
  expect(problemOf(withCall('', '{}'), run, place)).toEqual({ text: 'fork.noTool' });
  const long = { ...formOf(run, at('call')), output: 'x'.repeat(LONGEST_OUTPUT + 1) };
  expect(problemOf(long, run, at('call'))).toEqual({ text: 'fork.longOutput' });
});
