import { useQuery } from '@tanstack/react-query';
import { ErrorCard } from '../../kit/ErrorCard';
import { useText } from '../../kit/i18n/useText';
import { FramedPage } from '../../kit/preview/FramedPage';
import { SkeletonText } from '../../kit/Skeleton';
import { useKernel } from '../../shell/kernelDoor';
import { nameOf } from './paths';

/** A page made by others, shown under its own origin: it can reach neither this desktop nor its session. */
export function PageView({ project, path }: { project: string; path: string }) {
  const { t } = useText();
  const { api } = useKernel();
  const view = useQuery({
    queryKey: ['view', project, path],
    queryFn: () => api.view(project, path),
    staleTime: Infinity,
    gcTime: 0,
  });
  if (view.isPending) return <SkeletonText lines={8} />;
  if (view.error) return <ErrorCard error={view.error} onRetry={() => void view.refetch()} />;
  return <FramedPage url={view.data.url} title={t('files.pageOf', { name: nameOf(path) })} />;
}
