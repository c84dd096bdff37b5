import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { shortId } from '../../kit/format';
import { useText } from '../../kit/i18n/useText';
import { toast } from '../../kit/toasts';
import { useKernel } from '../../shell/kernelDoor';
import { usePersonas, useProjects, useRuns } from '../../shell/queries';
import { csvOf, daysOf, startOf, type Group, type Range, type View } from './view';

const PAGE = 50;
const RECENT = { limit: 200 };

/** What each day of the range cost. */
export function useDays(range: Range) {
  const { api } = useKernel();
  return useQuery({
    queryKey: ['spend', 'days', range],
    queryFn: async () => {
      const from = startOf(range, Date.now());
      const groups = await api.allUsage({ group_by: 'day', ...(from ? { from } : {}) });
      return daysOf(groups, from, Date.now());
    },
    placeholderData: keepPreviousData,
  });
}

function queryOf(view: View) {
  const from = startOf(view.range, Date.now());
  return { group_by: view.by, ...(from ? { from } : {}) };
}

/** The groups of the view, those that cost most first, page by page. */
export function useUsage(view: View) {
  const { api } = useKernel();
  return useInfiniteQuery({
    queryKey: ['spend', 'usage', view.by, view.range],
    queryFn: ({ pageParam }) =>
      api.usage({ ...queryOf(view), limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

/** What a group's key is called by people. */
export function useNames(by: Group): (key: string) => string {
  const { language } = useText();
  const personas = usePersonas().data;
  const projects = useProjects().data;
  const { runs } = useRuns(RECENT);
  return useMemo(() => {
    const names = new Map<string, string>();
    if (by === 'agent') personas?.forEach((it) => names.set(it.id, it.name));
    if (by === 'project') projects?.forEach((it) => names.set(it.id, it.name));
    if (by === 'run') runs.forEach((it) => names.set(it.id, it.goal));
    const dayText = (key: string) =>
      new Date(key).toLocaleDateString(language, { dateStyle: 'medium', timeZone: 'UTC' });
    return (key) => names.get(key) ?? (by === 'day' ? dayText(key) : by === 'run' ? shortId(key) : key);
  }, [by, personas, projects, runs, language]);
}

/** Gives the whole table as a file. */
export function useExport(view: View) {
  const { api } = useKernel();
  const nameOf = useNames(view.by);
  return useMutation({
    mutationFn: async () => csvOf(view.by, await api.allUsage(queryOf(view)), nameOf),
    onSuccess: (csv) => {
      const url = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }));
      const link = Object.assign(document.createElement('a'), { href: url, download: `spend-${view.by}.csv` });
      link.click();
      URL.revokeObjectURL(url);
    },
    onError: (error) => toast({ text: 'files.failed', values: { why: error.message }, tone: 'bad' }),
  });
}
