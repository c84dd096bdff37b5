import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Run } from '../../../kernel/objects';
import { toast } from '../../../kit/toasts';
import { useKernel } from '../../../shell/kernelDoor';
import { partOf, tooLarge } from './importParts';

/** Takes in the files of runs, one after the other, and tells how much has gone. */
export function useImport(project: string | undefined) {
  const { api, queries } = useKernel();
  const [, navigate] = useLocation();
  const [part, setPart] = useState(0);
  const take = useMutation({
    mutationFn: async (files: readonly File[]) => {
      const large = files.find(tooLarge);
      if (large) throw new TooLarge(large.name);
      const taken: Run[] = [];
      for (const [at, file] of files.entries()) {
        setPart(partOf(at, files.length, 0));
        const { runs } = await api.importRun(file, project, (it) => setPart(partOf(at, files.length, it)));
        taken.push(...runs.slice(0, 1));
      }
      return taken;
    },
    onSuccess: (taken) => {
      const [first] = taken;
      if (!first) return;
      if (taken.length === 1) return navigate(`/runs/${first.id}`);
      toast({ text: 'import.done', values: { count: taken.length } });
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: ['runs'] }),
  });
  return { take, part };
}

export type Import = ReturnType<typeof useImport>;

/** The kernel would refuse it after all of it was sent. */
export class TooLarge extends Error {
  readonly file: string;

  constructor(file: string) {
    super(`${file} is larger than 50 MB.`);
    this.name = 'TooLarge';
    this.file = file;
  }
}
