import { Columns2, X } from 'lucide-react';
import { useLocation } from 'wouter';
import { Button } from '../../../kit/Button';
import { useText } from '../../../kit/i18n/useText';
import { useShortcut } from '../../../shell/useShortcuts';

export interface ChosenBarProps {
  chosen: readonly string[];
  onClear: () => void;
}

/** Says how many runs are chosen to be compared, and leads there. */
export function ChosenBar({ chosen, onClear }: ChosenBarProps) {
  const { t } = useText();
  const [, navigate] = useLocation();
  const [left, right] = chosen;
  const compare = () => left && right && navigate(`/runs/compare?left=${left}&right=${right}`);
  useShortcut('runs.compare', compare, right !== undefined);
  if (chosen.length === 0) return null;
  return (
    <div role="status" className="flex min-h-12 items-center gap-3 border-t border-line bg-raised px-4 py-2">
      <p className="min-w-0 flex-1">{right ? t('compare.two') : t('compare.one')}</p>
      <Button size="dense" look="quiet" icon={<X />} onClick={onClear}>
        {t('compare.clear')}
      </Button>
      <Button size="dense" look="primary" icon={<Columns2 />} disabled={!right} keys="C" onClick={compare}>
        {t('compare.start')}
      </Button>
    </div>
  );
}
