import { useQuery } from '@tanstack/react-query';
import type { Artifact } from '../../kernel/artifacts';
import { useKernel } from '../../shell/kernelDoor';

const NONE: readonly Artifact[] = [];

/** The versions of an artifact that are kept, newest first. */
export function useVersions(id: string): readonly Artifact[] {
  const { api } = useKernel();
  const query = useQuery({
    queryKey: ['artifact', id, 'versions'],
    queryFn: async () => (await api.artifactVersions(id)).versions,
  });
  return query.data ?? NONE;
}
