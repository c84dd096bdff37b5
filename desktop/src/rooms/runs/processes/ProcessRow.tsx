import { ChevronRight, CircleCheck, CircleDot, CircleX, ExternalLink, OctagonPause, Pin, Square } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Process } from '../../../kernel/processes';
import { Button, IconButton } from '../../../kit/Button';
import { classes } from '../../../kit/classes';
import { CodeBlock } from '../../../kit/CodeBlock';
import { Time } from '../../../kit/Facts';
import { useText } from '../../../kit/i18n/useText';
import { useLog, useProcessActions } from './useProcesses';

const KNOWN = ['stopped', 'run_ended', 'project_deleted', 'kernel_stopped', 'kernel_died'] as const;

function isKnown(reason: string): reason is (typeof KNOWN)[number] {
  return KNOWN.some((it) => it === reason);
}

/** One process: how it stands, what can be done with it, and what it says when unfolded. */
export function ProcessRow({ process, withRun = false }: { process: Process; withRun?: boolean }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  return (
    <li className="border-b border-line py-1.5 last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex min-h-7 min-w-40 flex-1 items-center gap-2 rounded-sm text-left"
        >
          <ChevronRight
            aria-hidden
            className={classes('size-3.5 shrink-0 text-ink-3 transition-transform', open && 'rotate-90')}
          />
          <Glyph process={process} />
          <span className="min-w-0 truncate font-mono text-sm" title={process.command}>
            {process.kind === 'session' ? t('processes.session', { language: process.command }) : process.command}
          </span>
        </button>
        <Actions process={process} />
      </div>
      <p className="flex flex-wrap gap-x-2 pl-5.5 text-sm text-ink-3">
        <Standing process={process} />
        <Time at={process.ended_at ?? process.started_at} />
        {process.kept && <span>{t('processes.kept')}</span>}
        {withRun && process.run_id && (
          <Link href={`/runs/${process.run_id}`} className="rounded-sm underline underline-offset-2 hover:text-ink">
            {t('processes.toRun')}
          </Link>
        )}
      </p>
      {open && <Log id={process.id} />}
    </li>
  );
}

function Glyph({ process }: { process: Process }) {
  const { t } = useText();
  const label = process.state === 'running' ? t('processes.running') : t('processes.ended');
  if (process.state === 'running') return <CircleDot aria-label={label} className="size-4 shrink-0 text-ember-ink" />;
  return process.exit_code === 0 || process.reason !== 'exited' ? (
    <CircleCheck aria-label={label} className="size-4 shrink-0 text-ink-3" />
  ) : (
    <CircleX aria-label={label} className="size-4 shrink-0 text-bad" />
  );
}

function Standing({ process }: { process: Process }) {
  const { t } = useText();
  if (process.state === 'running') return <span>{t('processes.running')}</span>;
  const reason = process.reason ?? '';
  if (reason !== 'exited') return <span>{isKnown(reason) ? t(`reason.${reason}`) : reason}</span>;
  return (
    <span className={classes('font-mono', process.exit_code !== 0 && 'text-bad')}>
      {t('processes.exit', { code: process.exit_code ?? '?' })}
    </span>
  );
}

function Actions({ process }: { process: Process }) {
  const { t } = useText();
  const { stop, keep, interrupt, open } = useProcessActions(process);
  if (process.state !== 'running') return null;
  return (
    <span className="flex shrink-0 flex-wrap items-center gap-1 max-sm:ml-5.5">
      {process.ports.map((port) => (
        <Button key={port} size="dense" icon={<ExternalLink />} onClick={() => open.mutate(port)}>
          {t('processes.open', { port })}
        </Button>
      ))}
      {process.kind === 'session' && (
        <IconButton size="dense" label={t('processes.interrupt')} onClick={() => interrupt.mutate()}>
          <OctagonPause />
        </IconButton>
      )}
      {process.run_id && !process.kept && (
        <IconButton size="dense" label={t('processes.keep')} disabled={keep.isPending} onClick={() => keep.mutate()}>
          <Pin />
        </IconButton>
      )}
      <IconButton size="dense" label={t('processes.stop')} disabled={stop.isPending} onClick={() => stop.mutate()}>
        <Square />
      </IconButton>
    </span>
  );
}

function Log({ id }: { id: string }) {
  const { t } = useText();
  const text = useLog(id);
  return (
    <div className="mt-1.5 pl-5.5">
      {text ? (
        <CodeBlock text={text} label={t('processes.log')} fold={12} keep="end" />
      ) : (
        <p className="text-sm text-ink-3">{t('processes.noLog')}</p>
      )}
    </div>
  );
}
