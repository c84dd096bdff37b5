import type { ModelPrice } from '../kernel/models';
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
