import { ChevronRight, Copy, Pencil, RotateCw } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { currentStep, textOf } from '../../kernel/deltas';
import { hasEnded, type Message, type Run } from '../../kernel/objects';
import { Avatar } from '../../kit/Avatar';
import { IconButton } from '../../kit/Button';
import { classes } from '../../kit/classes';
import { copyText } from '../../kit/copyText';
import { ErrorCard } from '../../kit/ErrorCard';
import { Duration, Time } from '../../kit/Facts';
import { useText } from '../../kit/i18n/useText';
import { Markdown } from '../../kit/Markdown';
import { SkeletonText } from '../../kit/Skeleton';
import { StatusGlyph } from '../../kit/StatusGlyph';
import { StrandView } from '../../kit/strand/StrandView';
import { SubAgent } from '../agents/SubAgent';
import { useRunTree } from '../agents/useRunTree';
import { AskCard } from '../AskCard';
import { usePersona, useRun } from '../queries';
import { useRunStrand } from '../useRunStrand';
import type { Turn } from './turns';

export interface TurnViewProps {
  turn: Turn;
  last: boolean;
  onEdit: (text: string) => void;
  onRetry: (() => void) | undefined;
}

export function TurnView({ turn, last, onEdit, onRetry }: TurnViewProps) {
  if (turn.kind === 'sending') return <Said text={turn.text} />;
  if (turn.kind === 'run') return <LiveAnswer runId={turn.runId} onRetry={last ? onRetry : undefined} />;
  const { message } = turn;
  if (message.role === 'user') {
    return <Said text={message.content} message={message} onEdit={() => onEdit(message.content)} />;
  }
  return <Answer message={message} onRetry={last ? onRetry : undefined} />;
}

function Said({ text, message, onEdit }: { text: string; message?: Message; onEdit?: () => void }) {
  const { t } = useText();
  return (
    <div className="group ml-8 flex flex-col items-end">
      <div className="max-w-full rounded-panel bg-raised px-3 py-2 break-words whitespace-pre-wrap">{text}</div>
      <Doings at={message?.created_at}>
        <IconButton size="dense" label={t('do.copy')} onClick={() => copyText(text)}>
          <Copy />
        </IconButton>
        {onEdit && (
          <IconButton size="dense" label={t('chat.edit')} onClick={onEdit}>
            <Pencil />
          </IconButton>
        )}
      </Doings>
    </div>
  );
}

function Doings({ at, children }: { at?: string | undefined; children: ReactNode }) {
  return (
    <div className="flex h-7 items-center opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 max-md:opacity-100">
      {at && <Time at={at} className="mr-1 text-xs text-ink-3" />}
      {children}
    </div>
  );
}

function Answer({ message, onRetry }: { message: Message; onRetry: (() => void) | undefined }) {
  const { t } = useText();
  return (
    <div className="group min-w-0">
      {message.run_id && <Work runId={message.run_id} />}
      <Markdown text={message.content} />
      <Doings at={message.created_at}>
        <IconButton size="dense" label={t('do.copy')} onClick={() => copyText(message.content)}>
          <Copy />
        </IconButton>
        {onRetry && (
          <IconButton size="dense" label={t('do.retry')} onClick={onRetry}>
            <RotateCw />
          </IconButton>
        )}
      </Doings>
    </div>
  );
}

/** What a run did for its answer, folded to one line. */
function Work({ runId }: { runId: string }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const { run } = useRun(runId);
  const persona = usePersona(run?.persona_id);
  return (
    <div className="mb-1.5">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex h-7 max-w-full items-center gap-1.5 rounded-control text-sm text-ink-3 hover:text-ink"
      >
        <Avatar persona={persona} />
        {run ? <WorkLine run={run} /> : t('chat.work')}
        <ChevronRight className={classes('size-3.5 transition-transform', open && 'rotate-90')} aria-hidden />
      </button>
      {open && <WorkStrand runId={runId} withoutAnswer />}
    </div>
  );
}

function WorkLine({ run }: { run: Run }) {
  const { n } = useText();
  return (
    <>
      <span>{n('chat.steps', run.step)}</span>
      {!!run.children && <span>· {n('chat.subAgents', run.children)}</span>}
      {run.duration_ms != null && (
        <span>
          · <Duration ms={run.duration_ms} />
        </span>
      )}
    </>
  );
}

interface WorkStrandProps {
  runId: string;
  withoutAnswer?: boolean;
  onRetry?: (() => void) | undefined;
}

function WorkStrand({ runId, withoutAnswer = false, onRetry }: WorkStrandProps) {
  const { strand, deltas, loading, error, retry } = useRunStrand(runId);
  const { run } = useRun(runId);
  const { runs } = useRunTree(run);
  const persona = usePersona(run?.persona_id);
  if (loading) return <SkeletonText lines={2} />;
  if (error) return <ErrorCard error={error} onRetry={retry} />;
  return (
    <div className="py-1 [--strand-ground:var(--surface-1)]">
      <StrandView
        strand={strand}
        deltas={deltas}
        color={persona?.color}
        compact
        withoutAnswer={withoutAnswer}
        doors={{
          onRetry,
          renderAsk: (ask) => <AskCard ask={ask} runEnded={hasEnded(strand.status)} />,
          renderChild: (child) => <SubAgent item={child} runs={runs} />,
        }}
      />
    </div>
  );
}

/** A run on its answer: the work as it happens, and the answer as it is said. */
function LiveAnswer({ runId, onRetry }: { runId: string; onRetry: (() => void) | undefined }) {
  const { t } = useText();
  const { strand, deltas } = useRunStrand(runId);
  const { run } = useRun(runId);
  const persona = usePersona(run?.persona_id);
  const step = currentStep(deltas);
  const speaking = step ? textOf(deltas, 'message.delta', step) : '';
  const answer = strand.items.find((it) => it.kind === 'answer');
  const status = run?.status ?? strand.status;
  return (
    <div className="min-w-0" aria-busy={!hasEnded(status)}>
      <div className="mb-1.5 flex items-center gap-2 text-sm">
        <Avatar persona={persona} />
        <span className="font-medium">{persona?.name}</span>
        <StatusGlyph status={status} withWord />
        <Link href={`/runs/${runId}`} className="ml-auto rounded-sm text-ink-3 hover:text-ink">
          {t('chat.openRun')}
        </Link>
      </div>
      <WorkStrand runId={runId} withoutAnswer onRetry={onRetry} />
      {(answer?.text ?? speaking) && <Markdown text={answer?.text ?? speaking} />}
    </div>
  );
}
