import type { QueuedRun } from '../src/kernel/api';
import type { DeadLetter, Run } from '../src/kernel/objects';

/** A run and everything below it, the nearer ones first. */
export function treeOf(runs: readonly Run[], root: string): Run[] {
  const level = runs.filter((it) => it.id === root);
  const below = (parents: readonly Run[]): Run[] => {
    const children = runs.filter((it) => parents.some((parent) => parent.id === it.parent_id));
    return children.length > 0 ? [...children, ...below(children)] : [];
  };
  return [...level, ...below(level)];
}

export function lettersOf(failed: readonly Run[], closed: readonly string[]): DeadLetter[] {
  return failed
    .filter((it) => !closed.includes(it.id))
    .map((it) => ({
      id: it.id,
      goal: it.goal,
      code: it.error?.code ?? 'internal',
      detail: it.error?.detail ?? '',
      failed_at: it.ended_at ?? it.created_at,
      attempts: 1,
      project_id: it.project_id,
      persona_id: it.persona_id,
    }));
}

export function queueOf(queued: readonly Run[]): QueuedRun[] {
  return queued.map((run, at) => ({
    position: at + 1,
    since: run.created_at,
    priority: run.priority,
    owner: run.owner,
    run,
  }));
}
