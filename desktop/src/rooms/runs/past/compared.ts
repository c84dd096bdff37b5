import { callWords } from '../../../kernel/callWords';
import type { Aspect, ComparedCall, ComparedStep, StepSide } from '../../../kernel/past';

/** What counts as another way; what it took to get there does not. */
const PARTING: readonly Aspect[] = ['model', 'thought', 'text', 'tool_calls', 'results', 'files'];

export function partings(step: ComparedStep): Aspect[] {
  return step.differs.filter((it) => PARTING.includes(it));
}

/** A step in one line: the calls that it made, else what it said. */
export function stepWords(side: StepSide): string {
  const calls = side.calls.map((it) => `${it.tool} ${callWords(it.arguments).main}`.trim());
  return calls.length > 0 ? calls.join(' · ') : ((side.text || side.thought).trim().split('\n')[0] ?? '');
}

/** The calls of both sides beside each other, by their order. */
export function callPairs(step: ComparedStep): { left?: ComparedCall; right?: ComparedCall }[] {
  const ours = step.left?.calls ?? [];
  const theirs = step.right?.calls ?? [];
  return Array.from({ length: Math.max(ours.length, theirs.length) }, (_, at) => {
    const left = ours[at];
    const right = theirs[at];
    return { ...(left ? { left } : {}), ...(right ? { right } : {}) };
  });
}

/** The nearest step after or before a place that is not the same in both. */
export function nextDiffering(steps: readonly ComparedStep[], from: number, by: 1 | -1): number | undefined {
  const others = steps.filter((it) => !it.same && (it.step - from) * by > 0).map((it) => it.step);
  return by > 0 ? others[0] : others.at(-1);
}
