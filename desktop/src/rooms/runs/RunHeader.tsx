import { useMutation } from '@tanstack/react-query';
import { ArrowLeft, Ban, CirclePause, CirclePlay, RotateCw } from 'lucide-react';
import { useLocation } from 'wouter';
import { hasEnded, type Run } from '../../kernel/objects';
import { Avatar } from '../../kit/Avatar';
import { Button, IconButton } from '../../kit/Button';
import { ShortId, Time, Tokens } from '../../kit/Facts';
import { useText } from '../../kit/i18n/useText';
import { CostChip } from '../../kit/Money';
import { StatusGlyph } from '../../kit/StatusGlyph';
import { toast } from '../../kit/toasts';
import { useKernel } from '../../shell/kernelDoor';
import { usePersona } from '../../shell/queries';
import { Origins } from './past/Origins';
import { RunMenu } from './RunMenu';
import { RunTime } from './RunTable';
import { useRerun } from './useRerun';
import { useSignals } from './useSignals';

/** What a run is, how it stands, and what can be told to it. */
export function RunHeader({ run }: { run: Run }) {
  const { t, n } = useText();
  const [, navigate] = useLocation();
  const persona = usePersona(run.persona_id);
  return (
    <header className="border-b border-line px-4 py-3">
      <div className="flex items-start gap-2">
        <IconButton size="dense" label={t('runs.back')} className="-ml-1.5" onClick={() => navigate('/runs')}>
          <ArrowLeft />
        </IconButton>
        <h1 className="line-clamp-2 min-w-0 flex-1 text-lg font-semibold text-balance">{run.goal}</h1>
        <Steering run={run} />
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
        <CostChip run={run} />
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

/** What a person most often tells a run; one that was recorded elsewhere is told nothing. */
function Steering({ run }: { run: Run }) {
  const { t } = useText();
  const { api, queries } = useKernel();
  const again = useRerun(run);
  const cancel = useMutation({
    mutationFn: () => api.cancelRun(run.id),
    onSuccess: (cancelled) => {
      queries.setQueryData(['run', run.id], cancelled);
      toast({ text: 'done.cancelled' });
    },
  });
  if (run.imported_from) return null;
  if (hasEnded(run.status)) {
    return (
      <Button size="dense" icon={<RotateCw />} onClick={again}>
        {t('runs.again')}
      </Button>
    );
  }
  return (
    <>
      <PauseButton run={run} />
      <Button size="dense" look="danger" icon={<Ban />} disabled={cancel.isPending} onClick={() => cancel.mutate()}>
        {t('runs.cancel')}
      </Button>
    </>
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
