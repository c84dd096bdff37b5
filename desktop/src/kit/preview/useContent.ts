import { useQuery } from '@tanstack/react-query';
import { beginningOf } from '../../kernel/http';

/** More of a text is not shown, in bytes. */
export const SHOWN_BYTES = 1 << 20;

/** The first megabyte of a text. */
export function useContent(url: string) {
  return useQuery({
    queryKey: ['preview', url],
    queryFn: ({ signal }) => beginningOf(url, SHOWN_BYTES, signal),
    staleTime: 60_000,
  });
}
