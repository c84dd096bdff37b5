import { useMutation } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { Artifact } from '../../kernel/artifacts';
import { toast } from '../../kit/toasts';
import { useKernel } from '../../shell/kernelDoor';

/** What a person does with artifacts; what can be taken back offers it. */
export function useArtifactWork() {
  const { api, queries } = useKernel();
  const [, navigate] = useLocation();
  const refresh = () => queries.invalidateQueries({ queryKey: ['artifacts'] });
  const failed = (error: Error) => toast({ text: 'artifacts.failed', values: { why: error.message }, tone: 'bad' });
  const restore = useMutation({
    mutationFn: (artifact: Artifact) => api.restoreArtifact(artifact.id),
    onSuccess: refresh,
    onError: failed,
  });
  const remove = useMutation({
    mutationFn: (artifact: Artifact) => api.deleteArtifact(artifact.id),
    onSuccess: async (_, artifact) => {
      toast({ text: 'done.deleted', action: { label: 'do.undo', run: () => restore.mutate(artifact) } });
      await refresh();
    },
    onError: failed,
  });
  const regenerate = useMutation({
    mutationFn: (artifact: Artifact) => api.regenerateArtifact(artifact.id),
    onSuccess: (run) => {
      toast({ text: 'done.started', action: { label: 'do.watch', run: () => navigate(`/runs/${run.id}`) } });
    },
    onError: failed,
  });
  return { remove, restore, regenerate };
}
