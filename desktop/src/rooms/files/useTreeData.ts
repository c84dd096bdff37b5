import { useQueries } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useKernel } from '../../shell/kernelDoor';
import { useOpenFiles } from './openFiles';
import { ancestorsOf } from './paths';
import type { Listings } from './tree';

/** The folders that are open, among them those above the file that is shown. */
export function useOpenFolders(selected: string) {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(ancestorsOf(selected)));
  const [shown, setShown] = useState(selected);
  if (shown !== selected) {
    setShown(selected);
    setOpen(new Set([...open, ...ancestorsOf(selected)]));
  }
  const toggle = (path: string) => {
    const next = new Set(open);
    if (!next.delete(path)) next.add(path);
    setOpen(next);
  };
  return { open, toggle, closeAll: () => setOpen(new Set()) };
}

/** What the open folders hold, each read when it is opened first. */
export function useListings(project: string, open: ReadonlySet<string>) {
  const { api } = useKernel();
  const hidden = useOpenFiles((it) => it.hidden);
  const folders = useMemo(() => ['', ...open], [open]);
  const queries = useQueries({
    queries: folders.map((folder) => ({
      queryKey: ['files', project, folder, hidden],
      queryFn: async () => (await api.files(project, folder, hidden)).entries,
    })),
  });
  const listings: Listings = Object.fromEntries(folders.map((folder, place) => [folder, queries[place]?.data]));
  return { listings, root: queries[0] };
}
