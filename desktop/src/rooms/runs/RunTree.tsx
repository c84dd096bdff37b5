import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { Run } from '../../kernel/objects';
import { classes } from '../../kit/classes';
import { useText } from '../../kit/i18n/useText';
import { SubAgents } from '../../shell/agents/SubAgent';
import { useRunTree } from '../../shell/agents/useRunTree';

/** Everything that a run started, directly or not, as it stands now. */
export function RunTree({ run }: { run: Run }) {
  const { t } = useText();
  const [open, setOpen] = useState(true);
  const { runs, complete } = useRunTree(run);
  if (runs.length < 2) return null;
  return (
    <section aria-label={t('runs.tree')} className="max-w-200 pb-4">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex items-center gap-1.5 rounded-control text-sm text-ink-2"
      >
        <ChevronRight aria-hidden className={classes('size-4 transition-transform', open && 'rotate-90')} />
        {t('runs.tree')} · {runs.length - 1}
      </button>
      {open && <SubAgents parent={run.id} runs={runs} />}
      {!complete && <p className="pl-6 text-sm text-ink-3">{t('runs.treeCut')}</p>}
    </section>
  );
}
