import { useMutation } from '@tanstack/react-query';
import type { PathChange } from '../../kernel/undo';
import { withoutHunk, type Hunk } from '../../kit/diff/patch';
import { toast } from '../../kit/toasts';
import { useKernel } from '../kernelDoor';

/** Puts some lines of a project's file back by hand: the file as it is, without one hunk. */
export function useRevertHunk(project: string) {
  const { api, queries } = useKernel();
  return useMutation({
    mutationFn: async ({ change, hunk }: { change: PathChange; hunk: Hunk }) => {
      const file = await api.content(project, change.path);
      const text = file.truncated || file.binary ? null : withoutHunk(file.content, hunk);
      if (text === null) return false;
      await api.save(project, { path: change.path, content: text, revision: file.revision });
      return true;
    },
    onSuccess: (done) => {
      void queries.invalidateQueries({ queryKey: ['files'] });
      void queries.invalidateQueries({ queryKey: ['changes'] });
      toast(done ? { text: 'diff.reverted' } : { text: 'diff.revertGone', tone: 'bad' });
    },
    onError: (error: Error) => toast({ text: 'undo.failed', values: { why: error.message }, tone: 'bad' }),
  });
}
