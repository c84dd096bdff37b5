import type { RunTest } from '../../../kernel/past';

export type TestState = 'new' | 'passed' | 'failed';

export function stateOf(test: RunTest): TestState {
  if (test.passed == null) return 'new';
  return test.passed ? 'passed' : 'failed';
}

/** How many tests there are of each state. */
export function countsOf(tests: readonly RunTest[]): Record<TestState, number> {
  const counts = { new: 0, passed: 0, failed: 0 };
  tests.forEach((it) => (counts[stateOf(it)] += 1));
  return counts;
}
