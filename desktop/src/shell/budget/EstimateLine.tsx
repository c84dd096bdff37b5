import { useQuery } from '@tanstack/react-query';
import { durationText, moneyText } from '../../kit/format';
import { useText } from '../../kit/i18n/useText';
import { useKernel } from '../kernelDoor';

export interface EstimateLineProps {
  persona: string | undefined;
  model: string;
  /** Whether there is something to start. */
  wanted: boolean;
}

/** What a run will about take, where similar ones tell; nothing where they do not. */
export function EstimateLine({ persona, model, wanted }: EstimateLineProps) {
  const { t, n, language } = useText();
  const { api } = useKernel();
  const { data } = useQuery({
    queryKey: ['estimate', persona ?? '', model],
    queryFn: () => api.estimate({ ...(persona ? { persona_id: persona } : {}), ...(model ? { model } : {}) }),
    enabled: wanted,
    staleTime: 60_000,
    retry: false,
  });
  if (!wanted || !data || data.runs === 0) return null;
  const { cost, duration_ms } = data;
  const parts = [
    cost ? t('estimate.about', { amount: moneyText(cost.median, language) }) : t('money.priceUnknown'),
    ...(duration_ms ? [durationText(duration_ms.median, language)] : []),
  ];
  const most = cost ? t('estimate.most', { amount: moneyText(cost.p90, language) }) : undefined;
  return (
    <span title={most} className="min-w-0 truncate text-sm text-ink-3">
      {parts.join(', ')}, {n('estimate.from', data.runs)}
    </span>
  );
}
