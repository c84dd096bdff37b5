import { Wrench } from 'lucide-react';
import type { Reliability } from '../../../kernel/models';
import { percentText } from '../../../kit/format';
import { useText } from '../../../kit/i18n/useText';

/** The share of a model's tool calls that could be carried out; hovering tells what became of the others. */
export function ToolRate({ reliability }: { reliability: Reliability }) {
  const { t, n, language } = useText();
  const { calls, repaired, refused, unknown, unclear, rate } = reliability;
  if (rate == null) return null;
  const told = [
    n('models.rate.calls', calls),
    n('models.rate.repaired', repaired),
    n('models.rate.refused', refused + unknown),
    n('models.rate.unclear', unclear),
  ].join('\n');
  return (
    <span
      role="img"
      className="flex shrink-0 items-center gap-1 font-mono text-xs text-ink-3 tabular-nums"
      title={told}
      aria-label={t('models.rate', { percent: percentText(rate, language) })}
    >
      <Wrench className="size-3.5" aria-hidden />
      {percentText(rate, language)}
    </span>
  );
}
