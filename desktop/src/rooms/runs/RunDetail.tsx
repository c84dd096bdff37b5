import { useMutation } from '@tanstack/react-query';
import { ArrowLeft, Ban, CirclePause, CirclePlay, PanelRight, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { hasEnded, type Run } from '../../kernel/objects';
import { Avatar } from '../../kit/Avatar';
import { Button, IconButton } from '../../kit/Button';
import { classes } from '../../kit/classes';
import { ErrorCard } from '../../kit/ErrorCard';
import { ShortId, Time, Tokens } from '../../kit/Facts';
import { useText } from '../../kit/i18n/useText';
import { SkeletonText } from '../../kit/Skeleton';
import { StatusGlyph } from '../../kit/StatusGlyph';
import { StrandView } from '../../kit/strand/StrandView';
import { toast } from '../../kit/toasts';
import { AskCard } from '../../shell/AskCard';
import { useCrumbs } from '../../shell/crumbs';
import { useKernel } from '../../shell/kernelDoor';
import { usePersona, useRun } from '../../shell/queries';
import { useRunStrand } from '../../shell/useRunStrand';
import { useShortcut } from '../../shell/useShortcuts';
import { useStartRun } from '../../shell/useStartRun';
import { ChildCard } from './ChildCard';
import { DoubtCards } from './DoubtCards';
import { Inspector } from './Inspector';
import { RunMenu } from './RunMenu';
import { RunTime } from './RunTable';
import { RunTree } from './RunTree';
import { SayLine } from './SayLine';
import { MORE_STEPS, useSignals } from './useSignals';

/** One run: its strand at the left, what is selected of it at the right. */
export function RunDetail({ id }: { id: string }) {
  const { t } = useText();
  const { run, isPending, error, refetch } = useRun(id);
  const [, navigate] = useLocation();
  useCrumbs({ label: run?.goal ?? id });
  useShortcut('runs.back', () => navigate('/runs'));
  if (isPending) return <SkeletonText lines={8} />;
  if (error) return <ErrorCard error={error} onRetry={() => void refetch()} />;
  if (!run) return null;
  return (
    <section aria-label={t('runs.run', { goal: run.goal })} className="flex h-full flex-col" data-status={run.status}>
      <RunHeader run={run} />
      <RunBody run={run} />
      {!hasEnded(run.status) && <MoreSteps run={run} />}
      {!hasEnded(run.status) && <SayLine run={run} />}
    </section>
  );
}

function useRerun(run: Run) {
  const start = useStartRun();
  return () =>
    start.mutate({
      goal: run.goal,
      project_id: run.project_id,
      persona_id: run.persona_id,
      ...(run.model ? { model: run.model } : {}),
    });
}

function RunHeader({ run }: { run: Run }) {
  const { t, n } = useText();
  const { api, queries } = useKernel();
  const [, navigate] = useLocation();
  const persona = usePersona(run.persona_id);
  const again = useRerun(run);
  const cancel = useMutation({
    mutationFn: () => api.cancelRun(run.id),
    onSuccess: (cancelled) => {
      queries.setQueryData(['run', run.id], cancelled);
      toast({ text: 'done.cancelled' });
    },
  });
  return (
    <header className="border-b border-line px-4 py-3">
      <div className="flex items-start gap-2">
        <IconButton size="dense" label={t('runs.back')} className="-ml-1.5" onClick={() => navigate('/runs')}>
          <ArrowLeft />
        </IconButton>
        <h1 className="line-clamp-2 min-w-0 flex-1 text-lg font-semibold text-balance">{run.goal}</h1>
        {hasEnded(run.status) ? (
          <Button size="dense" icon={<RotateCw />} onClick={again}>
            {t('runs.again')}
          </Button>
        ) : (
          <>
            <PauseButton run={run} />
            <Button
              size="dense"
              look="danger"
              icon={<Ban />}
              disabled={cancel.isPending}
              onClick={() => cancel.mutate()}
            >
              {t('runs.cancel')}
            </Button>
          </>
        )}
        <RunMenu run={run} />
      </div>
      <div className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-ink-2 sm:pl-8">
        <StatusGlyph status={run.status} withWord />
        <span className="flex items-center gap-1.5">
          <Avatar persona={persona} />
          {persona?.name}
        </span>
        {run.model && <span className="font-mono">{run.model}</span>}
        <span>{n('chat.steps', run.step)}</span>
        <span className="font-mono">
          <Tokens tokensIn={run.tokens_in} tokensOut={run.tokens_out} />
        </span>
        <span className="font-mono">
          <RunTime run={run} />
        </span>
        <Time at={run.created_at} className="text-ink-3" />
        <ShortId id={run.id} />
        <Origins run={run} />
      </div>
    </header>
  );
}

function PauseButton({ run }: { run: Run }) {
  const { t } = useText();
  const { signal } = useSignals(run);
  const wanted = run.status === 'paused' ? 'resume' : 'pause';
  return (
    <Button
      size="dense"
      icon={wanted === 'resume' ? <CirclePlay /> : <CirclePause />}
      disabled={signal.isPending}
      onClick={() => signal.mutate(wanted)}
    >
      {t(`signal.${wanted}`)}
    </Button>
  );
}

/** The runs that this one comes from. */
function Origins({ run }: { run: Run }) {
  const { t } = useText();
  const origins = [
    [run.parent_id, t('runs.parent')],
    [run.retry_of, t('runs.retryOf')],
    [run.fork_of, t('runs.forkOf')],
  ] as const;
  return origins.map(
    ([id, words]) =>
      id && (
        <Link key={id} href={`/runs/${id}`} className="rounded-sm text-ember-ink underline-offset-2 hover:underline">
          {words}
        </Link>
      ),
  );
}

/** Offers more steps to a run that has used up its own. */
function MoreSteps({ run }: { run: Run }) {
  const { t } = useText();
  const { signal } = useSignals(run);
  if (run.status !== 'waiting' || run.waiting?.reason !== 'step_limit') return null;
  return (
    <div role="status" className="flex flex-wrap items-center gap-3 border-t border-line bg-raised px-4 py-2">
      <p className="min-w-0 flex-1">{t('runs.continue', { steps: run.step })}</p>
      <Button look="primary" size="dense" disabled={signal.isPending} onClick={() => signal.mutate('continue')}>
        {t('signal.continue', { steps: MORE_STEPS })}
      </Button>
    </div>
  );
}

function RunBody({ run }: { run: Run }) {
  const { t } = useText();
  const { strand, deltas, loading, error, retry } = useRunStrand(run.id);
  const persona = usePersona(run.persona_id);
  const [, navigate] = useLocation();
  const again = useRerun(run);
  const [selected, setSelected] = useState<string | undefined>(undefined);
  const [sheet, setSheet] = useState(false);
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
              onRetry: again,
              renderChild: (child) => <ChildCard id={child.childId} />,
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
        />
      </div>
    </div>
  );
}
