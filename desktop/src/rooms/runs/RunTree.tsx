import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ChevronRight } from 'lucide-react';
import type { Run } from '../../kernel/objects';
import { withFacts } from '../../kernel/runFacts';
import { classes } from '../../kit/classes';
import { useText } from '../../kit/i18n/useText';
import { useKernel } from '../../shell/kernelDoor';
import { useLive } from '../../shell/live';
import { RunCard } from './ChildCard';

/** Everything that a run started, directly or not, as it stands now. */
export function RunTree({ run }: { run: Run }) {
  const { t } = useText();
  const { api } = useKernel();
  const facts = useLive((it) => it.facts);
  const [open, setOpen] = useState(true);
  const tree = useQuery({ queryKey: ['runs', 'tree', run.id], queryFn: () => api.runTree(run.id) });
  const runs = (tree.data?.runs ?? []).map((it) => withFacts(it, facts[it.id]));
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
      {open && <Branch runs={runs} parent={run.id} />}
      {tree.data && !tree.data.complete && <p className="pl-6 text-sm text-ink-3">{t('runs.treeCut')}</p>}
    </section>
  );
}

function Branch({ runs, parent }: { runs: readonly Run[]; parent: string }) {
  const children = runs.filter((it) => it.parent_id === parent);
  if (children.length === 0) return null;
  return (
    <ul className="ml-2 space-y-1.5 border-l border-line pt-1.5 pl-3">
      {children.map((it) => (
        <li key={it.id}>
          <RunCard run={it} />
          <Branch runs={runs} parent={it.id} />
        </li>
      ))}
    </ul>
  );
}
