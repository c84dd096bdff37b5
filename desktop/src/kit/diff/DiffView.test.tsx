import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { PathChange } from '../../kernel/undo';
import { DiffView } from './DiffView';

const file = (mode: string) => ({ kind: 'file' as const, mode, size: 4 });

const CHANGES: PathChange[] = [
  {
    path: 'a.txt',
    kind: 'modified',
    before: file('644'),
    after: file('644'),
    patch: '--- a/a.txt\n+++ b/a.txt\n@@ -1,2 +1,2 @@\n same\n-old\n+new\n',
    patch_cut: false,
  },
  { path: 'run.sh', kind: 'mode', before: file('644'), after: file('755'), patch_cut: false },
];

function show() {
  const onRevert = vi.fn();
  render(<DiffView changes={CHANGES} total={5} onMore={vi.fn()} onRevert={onRevert} />);
  return onRevert;
}

test('files are listed with what happened to them, and their lines stand side by side', () => {
  window.HTMLElement.prototype.scrollIntoView = vi.fn();
  show();
  const files = screen.getByRole('navigation');
  expect(within(files).getByRole('button', { name: /a\.txt/ }).textContent).toContain('+1 −1');
  expect(within(files).getByRole('button', { name: 'Show more (3)' })).toBeTruthy();
  const row = screen.getByText('old').closest('tr');
  expect(row && within(row).getByText('new')).toBeTruthy();
  expect(screen.getByText('644 → 755')).toBeTruthy();
});

test('the look changes to one column', async () => {
  show();
  await userEvent.click(screen.getByRole('radio', { name: 'Inline' }));
  const row = screen.getByText('old').closest('tr');
  expect(row && within(row).queryByText('new')).toBeNull();
});

test('N and P lead from change to change', async () => {
  window.HTMLElement.prototype.scrollIntoView = vi.fn();
  show();
  screen.getByRole('region', { name: 'Changes' }).focus();
  await userEvent.keyboard('n');
  expect(document.activeElement?.textContent).toContain('From line 1');
  await userEvent.keyboard('n');
  expect(document.activeElement?.textContent).toContain('Permissions changed');
  await userEvent.keyboard('p');
  expect(document.activeElement?.textContent).toContain('From line 1');
});

test('one hunk is put back', async () => {
  const onRevert = show();
  await userEvent.click(screen.getByRole('button', { name: 'Revert these lines' }));
  expect(onRevert).toHaveBeenCalledWith(CHANGES[0], expect.objectContaining({ freshStart: 1 }));
});
