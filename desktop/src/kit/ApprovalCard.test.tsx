import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { Confirmation, Resolution } from '../kernel/objects';
import { ApprovalCard } from './ApprovalCard';

const request: Confirmation = {
  id: 'conf-1',
  call_id: 'call-1',
  kind: 'approval',
  tool: 'exec',
  arguments: { command: 'curl \u202etxt.exe', timeout_s: 5 },
  preview: 'Run a command',
  rule: 'exec-network',
  reason: 'It reaches the network.',
  options: [],
  status: 'pending',
  created_at: new Date().toISOString(),
};

function show(confirmation: Confirmation) {
  const answers: Resolution[] = [];
  render(<ApprovalCard confirmation={confirmation} large onResolve={(it) => answers.push(it)} />);
  return answers;
}

const press = (name: RegExp | string) => userEvent.click(screen.getByRole('button', { name }));

test('shows the exact command with what it hides, why it is asked, and every argument', () => {
  show(request);

  expect(screen.getByLabelText('Command').textContent).toBe('curl RLOtxt.exe');
  expect(screen.getByRole('alert').textContent).toMatch(/cannot normally be seen/);
  expect(screen.getByText('It reaches the network.')).toBeTruthy();
  expect(screen.getByLabelText('Argument timeout_s').textContent).toBe('5');
});

test('offers approve, reject and always', async () => {
  const answers = show(request);
  await press(/^Approve/);
  await press(/^Reject/);
  await press('Always for this');

  expect(answers).toEqual([
    { decision: 'approve', remember: 'once' },
    { decision: 'reject' },
    { decision: 'approve', remember: 'always' },
  ]);
});

test('an edit sends the arguments as they were changed', async () => {
  const answers = show(request);
  await press(/^Edit/);
  await userEvent.clear(screen.getByLabelText('command'));
  await userEvent.type(screen.getByLabelText('command'), 'true');
  await press('Approve the edit');

  expect(answers).toEqual([{ decision: 'edit', args: { command: 'true', timeout_s: 5 } }]);
});

test('an edit that is no JSON cannot be approved', async () => {
  show(request);
  await press(/^Edit/);
  await userEvent.type(screen.getByLabelText('timeout_s'), 'x');

  expect(screen.getByRole('button', { name: 'Approve the edit' }).hasAttribute('disabled')).toBe(true);
  expect(screen.getByRole('alert').textContent).toMatch(/timeout_s is not valid JSON/);
});

test('a question is answered by an option or in own words', async () => {
  const answers = show({ ...request, kind: 'question', preview: 'Which colour?', options: ['Red', 'Blue'] });
  await press('Blue');
  await userEvent.type(screen.getByRole('textbox', { name: 'Which colour?' }), 'Green{Enter}');

  expect(answers).toEqual([
    { decision: 'answer', text: 'Blue' },
    { decision: 'answer', text: 'Green' },
  ]);
});

test('once answered it stays, and asks no more', () => {
  show({ ...request, status: 'rejected', text: 'Not this host' });

  expect(screen.queryByRole('button', { name: /Approve/ })).toBeNull();
  expect(screen.getByText('Rejected')).toBeTruthy();
  expect(screen.getByText('· Not this host')).toBeTruthy();
});
