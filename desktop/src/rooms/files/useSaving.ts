import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FileContent } from '../../kernel/objects';
import { Problem } from '../../kernel/problem';
import { toast } from '../../kit/toasts';
import { useKernel } from '../../shell/kernelDoor';
import { dropDraft, keepDraft, useFileDraft } from './drafts';

/** The text of a file as its person has it, and the way to keep it. */
export function useSaving(project: string, content: FileContent) {
  const { api, queries } = useKernel();
  const { path } = content;
  const draft = useFileDraft(project, path);
  const [conflict, setConflict] = useState(false);
  const text = draft?.text ?? content.content;
  const changed = draft !== undefined && draft.text !== content.content;
  const queryKey = ['files', project, 'content', path];

  const save = useMutation({
    mutationFn: (over: boolean | undefined) =>
      api.save(project, {
        path,
        content: text,
        encoding: content.encoding,
        ...(over ? {} : { revision: draft?.revision ?? content.revision }),
      }),
    onSuccess: ({ size, revision }) => {
      queries.setQueryData<FileContent>(queryKey, { ...content, content: text, size, revision });
      dropDraft(project, path);
      setConflict(false);
      toast({ text: 'done.saved' });
    },
    onError: (error) => setConflict(error instanceof Problem && error.code === 'stale_revision'),
  });

  return {
    text,
    changed,
    conflict,
    edit: (next: string) => {
      if (next === content.content) dropDraft(project, path);
      else keepDraft(project, path, { text: next, revision: draft?.revision ?? content.revision });
    },
    save: { ...save, mutate: () => save.mutate(undefined) },
    overwrite: () => save.mutate(true),
    takeTheirs: async () => {
      dropDraft(project, path);
      setConflict(false);
      save.reset();
      await queries.invalidateQueries({ queryKey });
    },
    dismiss: () => setConflict(false),
  };
}
