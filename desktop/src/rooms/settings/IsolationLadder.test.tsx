import { screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDesktop } from '../../../test/desktop';
import { FakeKernel } from '../../../test/fakeKernel';

let kernel: FakeKernel;
let close = () => undefined as unknown;

beforeEach(async () => {
  kernel = await new FakeKernel().start();
  kernel.signedIn = true;
});

afterEach(async () => {
  close();
  await kernel.stop();
});

test('every rung of the ladder stands there: in force, working here, or missing with how to get it', async () => {
  ({ close } = openDesktop(kernel, '/settings/system'));
  const ladder = within(await screen.findByRole('region', { name: 'Walls for commands' }));
  await ladder.findByText('bwrap');

  const rungs = ladder.getAllByRole('listitem').map((it) => it.textContent);
  expect(rungs).toHaveLength(4);
  expect(rungs[0]).toContain('in force');
  expect(rungs[1]).toContain('works here');
  expect(rungs[2]).toContain('not here');
  expect(rungs[2]).toContain('Install podman and gVisor and restart the kernel.');
});
