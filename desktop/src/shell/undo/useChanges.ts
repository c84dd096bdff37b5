import { useInfiniteQuery } from '@tanstack/react-query';
import type { ChangePage } from '../../kernel/undo';

/** Pages of changes, put together as they are asked for. */
export function useChanges(name: readonly string[], page: (cursor?: string) => Promise<ChangePage>) {
  const query = useInfiniteQuery({
    queryKey: ['changes', ...name],
    queryFn: ({ pageParam }) => page(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    retry: false,
  });
  return {
    changes: query.data?.pages.flatMap((it) => it.changes) ?? [],
    total: query.data?.pages.at(-1)?.total ?? 0,
    isPending: query.isPending,
    error: query.error,
    refetch: () => void query.refetch(),
    more: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
  };
}
