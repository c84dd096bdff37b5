import type { ModelPrice } from '../kernel/models';
import type { Run } from '../kernel/objects';
import type { Sum } from '../kernel/spend';
import { Chip } from './Chip';
import { Uncounted } from './Facts';
import { moneyText } from './format';
import { useText } from './i18n/useText';

/** What a model costs a million tokens; unknown is said to be unknown. */
export function PriceText({ price }: { price: ModelPrice | null | undefined }) {
  const { t, language } = useText();
  if (!price) return <span>{t('money.priceUnknown')}</span>;
  if (Number(price.input) === 0 && Number(price.output) === 0) return <span>{t('money.free')}</span>;
  const values = { in: moneyText(price.input, language), out: moneyText(price.output, language) };
  return <span title={t('money.perMillion')}>{t('money.price', values)}</span>;
}

export interface CostProps {
  /** Dollars as decimal text; absent if no price was known. */
  cost: string | null | undefined;
  /** How many answers it does not hold because nobody knows their price. */
  unpriced?: number | undefined;
  /** How many answers of it broke off, so that it is only reckoned what they cost. */
  estimated?: number | undefined;
}

/** What something cost. Where a part has no known price it is at least that much, and without any it is unknown. */
export function Cost({ cost, unpriced = 0, estimated = 0 }: CostProps) {
  const { t, n, language } = useText();
  if (cost == null) return unpriced > 0 ? <span>{t('money.unknown')}</span> : <Uncounted />;
  const exact = t('money.exact', { amount: cost });
  const amount = moneyText(cost, language);
  if (unpriced > 0) return <span title={`${exact}\n${n('money.unpriced', unpriced)}`}>≥ {amount}</span>;
  if (estimated > 0)
    return <span title={`${exact}\n${n('money.estimated', estimated)}`}>{t('estimate.about', { amount })}</span>;
  return <span title={exact}>{amount}</span>;
}

/** What a sum of answers cost; without any answer nothing was spent. */
export function SumCost({ sum }: { sum: Sum }) {
  return <Cost cost={sum.calls === 0 ? '0' : sum.cost} unpriced={sum.unpriced_calls} estimated={sum.estimated_calls} />;
}

/** What a run cost so far; a dash before any model has answered. */
export function RunCost({ run }: { run: Run }) {
  return <Cost cost={run.step === 0 ? null : run.cost} unpriced={run.unpriced_calls} />;
}

/** The same as a chip, in amber while a part of it is not known. */
export function CostChip({ run }: { run: Run }) {
  if (run.step === 0) return null;
  return (
    <Chip tone={run.unpriced_calls > 0 ? 'wait' : 'plain'}>
      <RunCost run={run} />
    </Chip>
  );
}
