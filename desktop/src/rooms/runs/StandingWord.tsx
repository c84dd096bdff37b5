import type { Run } from '../../kernel/objects';
import { useText } from '../../kit/i18n/useText';

const REASONS = ['approval', 'budget', 'child', 'input', 'step_limit', 'timer'] as const;

/** What keeps a run from going on, in a word or two; nothing while it goes on. */
export function StandingWord({ run }: { run: Run }) {
  const { t } = useText();
  if (run.imported_from) return <span className="pr-1.5 text-info">{t('runs.imported')}</span>;
  const reason = REASONS.find((it) => run.status === 'waiting' && it === run.waiting?.reason);
  if (reason) return <span className="pr-1.5 text-wait">{t(`runs.waitsFor.${reason}`)}</span>;
  if (run.status === 'queued' && run.position) return <span className="pr-1.5 font-mono">#{run.position}</span>;
  if (run.status === 'retrying' && run.retrying)
    return <span className="pr-1.5 font-mono text-wait">×{run.retrying.attempt}</span>;
  return null;
}
