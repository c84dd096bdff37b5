import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import {
  completed,
  dispatched,
  eventsOf,
  failed,
  modelAnswered,
  started,
  toolAnswered,
  toolCalled,
} from '../../../test/events';
import { addDelta, noDeltas } from '../../kernel/deltas';
import type { Delta, RunBody } from '../../kernel/events';
import { emptyStrand, nextStrand } from '../../kernel/strand';
import { StrandView, type StrandDoors } from './StrandView';

function show(bodies: RunBody[], deltas: Delta[] = [], doors: StrandDoors = {}) {
  const strand = eventsOf(...bodies).reduce(nextStrand, emptyStrand);
  render(<StrandView strand={strand} deltas={deltas.reduce(addDelta, noDeltas)} color="amber" doors={doors} />);
  return screen.getAllByRole('listitem');
}

const say = (type: Delta['type'], source: string, text: string): Delta => ({
  type,
  stream: 'run-1',
  source,
  offset: 0,
  text,
});
const call = [started(), dispatched(), modelAnswered(1, '', 'call-1'), toolCalled('call-1')];

test('a call shows its tool, its command and, when it has ended, its output and code', () => {
  const knots = show([...call, toolAnswered('call-1', 'one\ntwo', false), failed()]);

  expect(knots[1]?.textContent).toContain('exec');
  expect(knots[1]?.textContent).toContain('ls -la');
  expect(knots[1]?.textContent).toContain('exit 1');
  expect(within(knots[1] as HTMLElement).getByLabelText('Output').textContent).toBe('one\ntwo');
  expect(screen.getByRole('alert').textContent).toContain('It broke.');
});

test('a command to another agent shows what was demanded and what came back', () => {
  const child = { run_id: 'run-1', child_id: 'run-2', call_id: 'call-1' };
  const assignment = {
    task: 'count the notes',
    constraints: ['Read only.'],
    timeout_s: 40,
    output_format: '{"type":"array"}',
  };
  const [knot] = show([
    started(),
    dispatched(),
    { type: 'run.child_started', ...child, persona_id: 'pers-coder', goal: 'count the notes', assignment },
    { type: 'run.child_begun', ...child },
    {
      type: 'run.child_failed',
      ...child,
      code: 'invalid',
      detail: '',
      duration_ms: 2000,
      tokens_in: 30,
      tokens_out: 4,
    },
  ]);

  expect(within(screen.getByRole('list', { name: 'Constraints' })).getByText('Read only.')).toBeTruthy();
  expect(knot?.textContent).toContain('At most 40 s of work');
  expect(knot?.textContent).toContain('{"type":"array"}');
  expect(knot?.textContent).toContain('Error: invalid');
});

test('output streams at the end of what is in sight', () => {
  const lines = Array.from({ length: 9 }, (_, place) => `line ${place + 1}`).join('\n');
  show(call, [say('tool.output', 'call-1', lines)]);

  expect(screen.getByLabelText('Output').textContent).toBe('line 4\nline 5\nline 6\nline 7\nline 8\nline 9');
});

test('what is thought and said right now stands at the end', () => {
  const knots = show(
    [started(), dispatched()],
    [say('thought.delta', 'step-1', 'Hm.'), say('message.delta', 'step-1', 'Hello')],
  );

  expect(knots.map((it) => it.textContent)).toEqual(['Hm.', 'Hello']);
});

test('a model that was asked and is silent yet is told', () => {
  expect(show([started(), dispatched()], [say('model.asked', 'step-1', 'ollama/qwen3')])[0]?.textContent).toBe(
    'Asking ollama/qwen3',
  );
});

test('an ended run says nothing more', () => {
  const knots = show([started(), modelAnswered(1), completed('All good.')], [say('message.delta', 'step-2', 'ghost')]);

  expect(knots).toHaveLength(2);
  expect(knots.at(-1)?.textContent).toMatch(/All good\.$/);
});

test('its doors lead on', async () => {
  const went: string[] = [];
  show([...call, toolAnswered('call-1')], [], {
    onSelect: (key) => went.push(`select ${key}`),
    onReceipt: (receipt) => went.push(receipt),
  });
  await userEvent.click(screen.getByRole('button', { name: /exec/ }));
  await userEvent.click(screen.getByRole('button', { name: 'Receipt' }));

  expect(went).toEqual(['select call-1', 'rcpt-call-1']);
});
