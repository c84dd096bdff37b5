import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ArtifactFilter } from '../kernel/artifacts';
import { useKernel } from './kernelDoor';

/** Artifacts by their newest version, newest first, page by page. */
export function useArtifacts(filter: ArtifactFilter) {
  const { api } = useKernel();
  const pages = useInfiniteQuery({
    queryKey: ['artifacts', filter],
    queryFn: ({ pageParam }) => api.artifacts(pageParam ? { ...filter, cursor: pageParam } : filter),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const artifacts = useMemo(() => (pages.data?.pages ?? []).flatMap((it) => it.artifacts), [pages.data]);
  return { ...pages, artifacts };
}

export function useArtifact(id: string) {
  const { api } = useKernel();
  return useQuery({ queryKey: ['artifact', id], queryFn: () => api.artifact(id), enabled: id !== '' });
}
