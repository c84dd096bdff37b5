import { useMutation } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, CircleOff, Ellipsis, Pencil, Plug, Power, Trash2 } from 'lucide-react';
import { Link } from 'wouter';
import type { Provider } from '../../../kernel/models';
import { Button, IconButton } from '../../../kit/Button';
import { Chip } from '../../../kit/Chip';
import { ErrorCard } from '../../../kit/ErrorCard';
import { clockTime } from '../../../kit/format';
import { useText } from '../../../kit/i18n/useText';
import { Menu, type MenuItem } from '../../../kit/Menu';
import { useKernel } from '../../../shell/kernelDoor';
import { PullProgress } from './PullRow';
import { TrialSteps } from './TrialSteps';
import { usePulls } from './useLocalModels';

export interface ProviderCardProps {
  provider: Provider;
  onEdit: () => void;
  onToggle: () => void;
  onDelete: () => void;
}

/** A place where models come from: whether it can be used, why not, and what can be done with it. */
export function ProviderCard({ provider, onEdit, onToggle, onDelete }: ProviderCardProps) {
  const { t } = useText();
  const { api } = useKernel();
  const trial = useMutation({ mutationFn: (how: { first_token?: boolean }) => api.tryProvider(provider.name, how) });
  const title = provider.title ?? t(provider.name === 'gguf' ? 'provider.gguf' : 'provider.builtin');
  const off = provider.enabled === false;
  return (
    <li className="rounded-panel border border-line bg-panel p-3">
      <div className="flex items-start gap-3">
        <Standing provider={provider} />
        <div className="min-w-0 flex-1">
          <h3 className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
            {title}
            <span className="font-mono text-xs text-ink-3">{provider.name}</span>
            <Chips provider={provider} />
          </h3>
          <Where provider={provider} />
          {!provider.available && !off && <p className="mt-1 text-sm text-ink-2">{provider.reason}</p>}
        </div>
        {provider.source !== 'builtin' && (
          <span className="flex shrink-0 items-center gap-1">
            <Button
              size="dense"
              icon={<Plug />}
              disabled={off || trial.isPending}
              aria-label={t('provider.test', { name: title })}
              onClick={() => trial.mutate({})}
            >
              {t('do.test')}
            </Button>
            <Menu
              trigger={
                <IconButton size="dense" label={t('provider.more', { name: title })}>
                  <Ellipsis />
                </IconButton>
              }
              items={doingsOf(provider, t, onEdit, onToggle, onDelete)}
            />
          </span>
        )}
      </div>
      <Downloading provider={provider.name} />
      <div role="status">
        {trial.isPending && <p className="mt-2 text-sm text-ink-3">{t('settings.testing')}</p>}
        {trial.data && <TrialSteps trial={trial.data} onAskForAWord={() => trial.mutate({ first_token: true })} />}
      </div>
      {trial.error && <ErrorCard error={trial.error} onRetry={() => trial.mutate({})} />}
    </li>
  );
}

function doingsOf(
  provider: Provider,
  t: ReturnType<typeof useText>['t'],
  onEdit: () => void,
  onToggle: () => void,
  onDelete: () => void,
): MenuItem[] {
  const off = provider.enabled === false;
  const items: MenuItem[] = [
    { id: 'edit', icon: <Pencil />, label: t('do.edit'), onPick: onEdit },
    { id: 'power', icon: <Power />, label: off ? t('provider.on') : t('provider.off'), onPick: onToggle },
  ];
  // What the settings or the environment hold comes back by itself, so that it can only be switched off.
  if (provider.source !== 'stored' && provider.source !== 'found') return items;
  return [
    ...items,
    { id: 'delete', icon: <Trash2 />, danger: true, apart: true, label: t('do.delete'), onPick: onDelete },
  ];
}

function Standing({ provider }: { provider: Provider }) {
  const { t } = useText();
  const look = 'mt-0.5 size-4 shrink-0';
  if (provider.enabled === false)
    return <CircleOff className={`${look} text-ink-3`} role="img" aria-label={t('provider.isOff')} />;
  return provider.available ? (
    <CircleCheck className={`${look} text-ok`} role="img" aria-label={t('models.available')} />
  ) : (
    <CircleAlert className={`${look} text-wait`} role="img" aria-label={t('models.unavailable')} />
  );
}

function Chips({ provider }: { provider: Provider }) {
  const { t, n, language } = useText();
  const { circuit } = provider;
  return (
    <>
      <Chip>{provider.is_local ? t('models.local') : t('models.remote')}</Chip>
      {provider.enabled === false && <Chip>{t('provider.isOff')}</Chip>}
      {provider.available && <Chip>{n('provider.models', provider.models)}</Chip>}
      {circuit.state === 'probing' && <Chip tone="wait">{t('provider.probing')}</Chip>}
      {circuit.state === 'open' && (
        <Chip tone="wait">
          {circuit.probe_at
            ? t('provider.rests', { time: clockTime(circuit.probe_at, language) })
            : t('provider.restsShort')}
        </Chip>
      )}
    </>
  );
}

/** What this provider downloads now. */
function Downloading({ provider }: { provider: string }) {
  const { t } = useText();
  const { pulls } = usePulls();
  const own = pulls.filter((it) => it.pull.state === 'running' && it.pull.model.startsWith(`${provider}/`));
  return own.map((it) => (
    <div key={it.pull.model} className="mt-2 border-t border-line pt-2">
      <Link href="/settings/models/local" className="block truncate font-mono text-sm hover:underline">
        {t('pull.running')} {it.pull.model}
      </Link>
      <PullProgress news={it} />
    </div>
  ));
}

function Where({ provider }: { provider: Provider }) {
  const { t } = useText();
  const key = provider.api_key ? t('provider.keySet', { key: provider.api_key }) : '';
  const from =
    provider.source === 'environment' && provider.key_variable
      ? t('provider.fromVariable', { name: provider.key_variable })
      : provider.source === 'found'
        ? t('provider.found')
        : '';
  if (!provider.base_url) return null;
  return (
    <p className="mt-0.5 flex flex-wrap gap-x-3 text-sm text-ink-3">
      <span className="min-w-0 truncate font-mono" title={provider.base_url}>
        {provider.base_url}
      </span>
      {key && <span>{key}</span>}
      {from && <span>{from}</span>}
    </p>
  );
}
