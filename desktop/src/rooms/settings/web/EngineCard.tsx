import { useMutation } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, CircleAlert, CircleCheck, CircleOff, Plug } from 'lucide-react';
import type { Engine, WebChange, WebSettings } from '../../../kernel/web';
import { Button, IconButton } from '../../../kit/Button';
import { Chip } from '../../../kit/Chip';
import { ErrorCard } from '../../../kit/ErrorCard';
import { clockTime } from '../../../kit/format';
import { useText } from '../../../kit/i18n/useText';
import { useKernel } from '../../../shell/kernelDoor';
import { EngineAccess } from './EngineAccess';
import { askedOf, moved, toggled } from './engineOrder';

export interface EngineCardProps {
  engine: Engine;
  web: WebSettings;
  busy: boolean;
  onSave: (change: WebChange) => void;
}

const NEEDS = { searxng: 'web.needsAddress', brave: 'web.needsKey', duckduckgo: 'web.needsNothing' } as const;

/** One search engine: its place in the order, what it needs, and whether it answers. */
export function EngineCard({ engine, web, busy, onSave }: EngineCardProps) {
  const { t } = useText();
  const { api } = useKernel();
  const trial = useMutation({ mutationFn: () => api.testWeb(engine.name) });
  const asked = askedOf(web.engines);
  const place = asked.indexOf(engine.name);
  const name = engine.title;
  return (
    <li className="rounded-panel border border-line bg-panel p-3" aria-label={name}>
      <div className="flex flex-wrap items-start gap-3">
        <Standing engine={engine} />
        <div className="min-w-0 flex-1">
          <h3 className="flex flex-wrap items-center gap-2 font-medium">
            {name}
            <State engine={engine} />
          </h3>
          {!engine.ready && <p className="mt-0.5 text-sm text-ink-2">{t(NEEDS[engine.name])}</p>}
        </div>
        <span className="flex shrink-0 items-center gap-1">
          <label className="mr-1 flex h-7 items-center">
            <input
              type="checkbox"
              className="size-4 accent-(--ember)"
              aria-label={t('web.asked', { name })}
              checked={engine.asked}
              disabled={busy}
              onChange={() => onSave({ engines: toggled(web.engines, engine.name) })}
            />
          </label>
          <IconButton
            size="dense"
            label={t('web.up', { name })}
            disabled={busy || place < 1}
            onClick={() => onSave({ engines: moved(web.engines, engine.name, -1) })}
          >
            <ArrowUp />
          </IconButton>
          <IconButton
            size="dense"
            label={t('web.down', { name })}
            disabled={busy || place < 0 || place === asked.length - 1}
            onClick={() => onSave({ engines: moved(web.engines, engine.name, 1) })}
          >
            <ArrowDown />
          </IconButton>
          <Button
            size="dense"
            icon={<Plug />}
            aria-label={t('web.test', { name })}
            disabled={trial.isPending}
            onClick={() => trial.mutate()}
          >
            {t('do.test')}
          </Button>
        </span>
      </div>
      <EngineAccess engine={engine} web={web} busy={busy} onSave={onSave} />
      <div role="status">
        {trial.isPending && <p className="mt-2 text-sm text-ink-3">{t('web.asking', { name })}</p>}
        {trial.data && (
          <p className={`mt-2 text-sm ${trial.data.status === 'ok' ? 'text-ok' : 'text-bad'}`}>{trial.data.message}</p>
        )}
      </div>
      {trial.error && <ErrorCard error={trial.error} onRetry={() => trial.mutate()} />}
    </li>
  );
}

function Standing({ engine }: { engine: Engine }) {
  const { t } = useText();
  const look = 'mt-0.5 size-4 shrink-0';
  if (!engine.asked) return <CircleOff className={`${look} text-ink-3`} role="img" aria-label={t('web.notAsked')} />;
  return engine.ready ? (
    <CircleCheck className={`${look} text-ok`} role="img" aria-label={t('web.ready')} />
  ) : (
    <CircleAlert className={`${look} text-ink-3`} aria-hidden />
  );
}

function State({ engine }: { engine: Engine }) {
  const { t, language } = useText();
  const { state, probe_at } = engine.circuit;
  if (!engine.asked) return <Chip>{t('web.notAsked')}</Chip>;
  if (state === 'probing') return <Chip tone="wait">{t('web.probing')}</Chip>;
  if (state === 'open' && probe_at)
    return <Chip tone="wait">{t('web.open', { time: clockTime(probe_at, language) })}</Chip>;
  return null;
}
