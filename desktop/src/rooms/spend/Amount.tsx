import type { BillSide } from '../../kernel/bills';
import { moneyText } from '../../kit/format';
import { useText } from '../../kit/i18n/useText';

/** What one side says it cost. */
export function Amount({ side }: { side: BillSide }) {
  const { t, language } = useText();
  if (side.cost == null) return <span>{t('money.unknown')}</span>;
  return <span title={t('money.exact', { amount: side.cost })}>{moneyText(side.cost, language)}</span>;
}
