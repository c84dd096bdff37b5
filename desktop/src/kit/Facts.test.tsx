import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Tokens } from './Facts';

test('tokens that nobody counted are not shown as none', () => {
  render(<Tokens tokensIn={0} tokensOut={0} />);
  expect(screen.getByText('–').title).toBe('not counted');
});

test('counted tokens are shown in and out', () => {
  render(<Tokens tokensIn={1200} tokensOut={0} />);
  expect(screen.getByText('1.2k → 0')).toBeTruthy();
});
