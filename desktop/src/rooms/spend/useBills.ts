import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Bill } from '../../kernel/bills';
import { toast } from '../../kit/toasts';
import { useKernel } from '../../shell/kernelDoor';

const KEY = ['spend', 'bills'];

/** The bills that were compared, the newest first, page by page. */
export function useBills() {
  const { api } = useKernel();
  return useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam }) => api.bills(pageParam || undefined),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

/** Where a bill and the ledger do not say the same. */
export function useDifferences(bill: Bill) {
  const { api } = useKernel();
  return useInfiniteQuery({
    queryKey: [...KEY, bill.id],
    queryFn: ({ pageParam }) => api.billDifferences(bill.id, pageParam || undefined),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

/** The providers that the ledger knows, those that cost most first. */
export function useProvidersOfLedger() {
  const { api } = useKernel();
  return useQuery({
    queryKey: ['spend', 'providers'],
    queryFn: async () => (await api.allUsage({ group_by: 'provider' })).map((it) => it.key),
  });
}

/** Has a file compared, and forgets what was compared. */
export function useBillWork(onCompared: (bill: Bill) => void) {
  const { api, queries } = useKernel();
  const [part, setPart] = useState(0);
  const refresh = () => queries.invalidateQueries({ queryKey: KEY });
  const compare = useMutation({
    mutationFn: ({ provider, file }: { provider: string; file: File }) => {
      setPart(0);
      return api.importBill(provider, file, setPart);
    },
    onSuccess: async (bill) => {
      await refresh();
      onCompared(bill);
    },
  });
  const remove = useMutation({
    mutationFn: (bill: Bill) => api.removeBill(bill.id),
    onSuccess: async () => {
      toast({ text: 'done.deleted' });
      await refresh();
    },
    onError: (error: Error) => toast({ text: 'files.failed', values: { why: error.message }, tone: 'bad' }),
  });
  return { compare, remove, part };
}
