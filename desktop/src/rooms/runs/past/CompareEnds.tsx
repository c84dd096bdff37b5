import { hasEnded, type Run } from '../../../kernel/objects';
import { useText } from '../../../kit/i18n/useText';
import { DiffPair } from './DiffPair';

/** What came of both. */
export function CompareEnds({ left, right }: { left: Run; right: Run }) {
  const { t } = useText();
  const end = (run: Run) => run.answer ?? run.error?.detail ?? t(`status.${run.status}`);
  const differ = left.status !== right.status || end(left) !== end(right);
  if (!hasEnded(left.status) && !hasEnded(right.status)) return null;
  return (
    <section aria-label={t('compare.end')} className="px-4 py-3">
      <h2 className="pb-2 font-medium">{t('compare.end')}</h2>
      <DiffPair label={t('compare.end')} left={end(left)} right={end(right)} differ={differ} />
    </section>
  );
}
