import { useQuery } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import type { Receipt } from '../../kernel/objects';
import { Chip } from '../../kit/Chip';
import { ErrorCard } from '../../kit/ErrorCard';
import { ShortId } from '../../kit/Facts';
import { useText } from '../../kit/i18n/useText';
import { SkeletonText } from '../../kit/Skeleton';
import { useKernel } from '../../shell/kernelDoor';
import { Fact, Part } from './inspectorParts';

/** The proof that a call happened, and how. */
export function ReceiptFacts({ id }: { id: string }) {
  const { t } = useText();
  const { api } = useKernel();
  const receipt = useQuery({ queryKey: ['receipt', id], queryFn: () => api.receipt(id), staleTime: Infinity });
  return (
    <Part title={t('strand.receipt')}>
      {receipt.isPending && <SkeletonText lines={3} />}
      {receipt.error && <ErrorCard error={receipt.error} onRetry={() => void receipt.refetch()} />}
      {receipt.data && <ReceiptCard receipt={receipt.data} />}
    </Part>
  );
}

function ReceiptCard({ receipt }: { receipt: Receipt }) {
  const { t } = useText();
  return (
    <div className="rounded-control border border-line bg-desk p-3">
      <p className="mb-1.5 flex items-center gap-2">
        <ShieldCheck className="size-4 text-ok" aria-hidden />
        <span className="font-medium">{receipt.ok ? t('receipt.ok') : t('receipt.failed')}</span>
        <span className="ml-auto">
          <Chip>{receipt.isolation}</Chip>
        </span>
      </p>
      <dl>
        <Fact name={t('receipt.id')}>
          <ShortId id={receipt.id} />
        </Fact>
        <Fact name={t('receipt.rule')}>{receipt.rule || receipt.decision}</Fact>
        <Fact name={t('receipt.arguments')}>
          <span title={receipt.arguments_sha256}>{receipt.arguments_sha256.slice(0, 12)}…</span>
        </Fact>
        <Fact name={t('receipt.result')}>
          <span title={receipt.result_sha256}>{receipt.result_sha256.slice(0, 12)}…</span>
        </Fact>
      </dl>
    </div>
  );
}
