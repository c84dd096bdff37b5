import { PanelRight } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { hasEnded, type Run } from '../../kernel/objects';
import type { StrandItem } from '../../kernel/strand';
import { IconButton } from '../../kit/Button';
import { classes } from '../../kit/classes';
import { ErrorCard } from '../../kit/ErrorCard';
import { useText } from '../../kit/i18n/useText';
import { SkeletonText } from '../../kit/Skeleton';
import { StrandView } from '../../kit/strand/StrandView';
import { SubAgent } from '../../shell/agents/SubAgent';
import { useRunTree } from '../../shell/agents/useRunTree';
import { AskCard } from '../../shell/AskCard';
import { BudgetWaitCard } from '../../shell/budget/BudgetWaitCard';
import { useKernel } from '../../shell/kernelDoor';
import { usePersona } from '../../shell/queries';
import { useRunStrand } from '../../shell/useRunStrand';
import { useShortcut } from '../../shell/useShortcuts';
import { DoubtCards } from './DoubtCards';
import { Inspector } from './Inspector';
import { ForkDialog } from './past/ForkDialog';
import type { ForkPlace } from './past/forkForm';
import { RunTree } from './RunTree';
import { useRerun } from './useRerun';

/** A run's strand at the left, what is selected of it at the right. */
export function RunBody({ run }: { run: Run }) {
  const { t } = useText();
  const { api } = useKernel();
  const { strand, deltas, loading, error, retry } = useRunStrand(run.id);
  const { runs } = useRunTree(run);
  const persona = usePersona(run.persona_id);
  const [, navigate] = useLocation();
  const again = useRerun(run);
  const [selected, setSelected] = useState<string | undefined>(undefined);
  const [sheet, setSheet] = useState(false);
  const [fork, setFork] = useState<ForkPlace | null>(null);
  const chosen = strand.items.find((it) => it.key === selected);
  // The places of a run that was recorded elsewhere are those of its record, which its events here do not tell.
  const forkAt = run.imported_from ? undefined : (item: StrandItem) => setFork({ item, position: item.position });
  useShortcut(
    'runs.fork',
    () => (chosen && forkAt ? forkAt(chosen) : setFork({ position: null })),
    strand.items.length > 0,
  );
  const select = (key: string) => {
    setSelected(key);
    setSheet(true);
  };
  const openFile = (path: string) =>
    navigate(`/files/${run.project_id}/${path.split('/').map(encodeURIComponent).join('/')}`);
  return (
    <div className="relative flex min-h-0 flex-1">
      <div
        className="min-w-0 flex-1 overflow-y-auto px-4 py-4 focus-visible:-outline-offset-2"
        tabIndex={0}
        role="region"
        aria-label={t('strand.label')}
      >
        {loading && <SkeletonText lines={6} />}
        {error && <ErrorCard error={error} onRetry={retry} />}
        <RunTree run={run} />
        <DoubtCards run={run} />
        <BudgetWaitCard run={run} />
        <div className="max-w-200">
          <StrandView
            strand={strand}
            deltas={deltas}
            color={persona?.color}
            doors={{
              selected,
              onSelect: select,
              onReceipt: (_, key) => select(key),
              onOpenFile: openFile,
              pictureUrl: (path) => api.rawUrl(run.project_id, path),
              onRetry: run.imported_from ? undefined : again,
              onFork: forkAt,
              renderChild: (child) => <SubAgent item={child} runs={runs} />,
              renderAsk: (ask) => <AskCard ask={ask} runEnded={hasEnded(strand.status)} />,
            }}
          />
        </div>
      </div>
      <IconButton
        label={t('runs.inspector')}
        className="absolute right-3 bottom-3 z-10 border border-line bg-raised shadow-float lg:hidden"
        aria-expanded={sheet}
        onClick={() => setSheet(!sheet)}
      >
        <PanelRight />
      </IconButton>
      <div
        className={classes(
          'w-90 shrink-0 overflow-y-auto border-l border-line bg-panel',
          'max-lg:absolute max-lg:inset-y-0 max-lg:right-0 max-lg:z-20 max-lg:max-w-full max-lg:shadow-float max-sm:w-full',
          !sheet && 'max-lg:hidden',
        )}
      >
        <Inspector
          run={run}
          strand={strand}
          selected={selected}
          onClose={() => setSheet(false)}
          onOpenFile={openFile}
          onFork={forkAt}
        />
      </div>
      {fork && <ForkDialog run={run} place={fork} onClose={() => setFork(null)} />}
    </div>
  );
}
