import type { Run } from '../../kernel/objects';
import { useStartRun } from '../../shell/useStartRun';

/** Gives a run's goal to its agent once more. */
export function useRerun(run: Run) {
  const start = useStartRun();
  return () =>
    start.mutate({
      goal: run.goal,
      project_id: run.project_id,
      persona_id: run.persona_id,
      ...(run.model ? { model: run.model } : {}),
    });
}
