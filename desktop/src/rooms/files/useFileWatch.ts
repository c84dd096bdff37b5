import { useEffect } from 'react';
import { followFiles } from '../../kernel/fileStream';
import { useKernel } from '../../shell/kernelDoor';

const GATHER_MS = 400;

/** Reads the project's files anew when somebody changes them, for as long as they are looked at. */
export function useFileWatch(project: string): void {
  const { http, queries } = useKernel();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer = undefined;
      void queries.invalidateQueries({ queryKey: ['files', project] });
    };
    const stop = followFiles(http, project, () => {
      timer ??= setTimeout(refresh, GATHER_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [http, queries, project]);
}
