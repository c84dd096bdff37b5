import { Plus, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useLocation, useRoute } from 'wouter';
import type { Provider } from '../../../kernel/models';
import { Button } from '../../../kit/Button';
import { ConfirmDialog } from '../../../kit/Dialog';
import { Empty } from '../../../kit/Empty';
import { ErrorCard } from '../../../kit/ErrorCard';
import { useText } from '../../../kit/i18n/useText';
import { SkeletonRows } from '../../../kit/Skeleton';
import { ProviderCard } from './ProviderCard';
import { ProviderDialog } from './ProviderDialog';
import { usePresets, useProviders, useProviderWork } from './useProviderWork';

const HERE = '/settings/models';

/** The places where models come from, and the ways to have more of them. */
export function Providers() {
  const { t } = useText();
  const providers = useProviders();
  const presets = usePresets();
  const [, navigate] = useLocation();
  const [adding] = useRoute(`${HERE}/add`);
  const [, params] = useRoute(`${HERE}/provider/:name`);
  const { save, toggle, remove, discover } = useProviderWork();
  const [deleting, setDeleting] = useState<Provider | null>(null);
  const all = providers.data ?? [];
  const edited = all.find((it) => it.name === params?.name);
  const close = () => {
    save.reset();
    navigate(HERE);
  };
  const free = (presets.data ?? []).filter((it) => !all.some((one) => one.name === it.id));
  return (
    <section aria-label={t('provider.all')} className="mt-8">
      <header className="mb-2 flex flex-wrap items-center gap-2">
        <h2 className="flex-1 font-medium">{t('provider.all')}</h2>
        <Button size="dense" icon={<RotateCw />} disabled={discover.isPending} onClick={() => discover.mutate()}>
          {t('models.discover')}
        </Button>
        <Button size="dense" icon={<Plus />} onClick={() => navigate(`${HERE}/add`)}>
          {t('provider.add')}
        </Button>
      </header>
      {discover.error && <ErrorCard error={discover.error} onRetry={() => discover.mutate()} />}
      {providers.isPending && <SkeletonRows rows={4} tall />}
      {providers.error && <ErrorCard error={providers.error} onRetry={() => void providers.refetch()} />}
      {adding && presets.error && <ErrorCard error={presets.error} onRetry={() => void presets.refetch()} />}
      {providers.data?.length === 0 && <Empty drawing="anvil" sentence={t('provider.none')} />}
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-2">
        {all.map((it) => (
          <ProviderCard
            key={it.name}
            provider={it}
            onEdit={() => navigate(`${HERE}/provider/${encodeURIComponent(it.name)}`)}
            onToggle={() => toggle.mutate(it)}
            onDelete={() => setDeleting(it)}
          />
        ))}
      </ul>
      {(edited ?? (adding && presets.data)) && (
        <ProviderDialog
          key={edited?.name ?? ''}
          provider={edited}
          presets={free}
          error={save.error}
          busy={save.isPending}
          onSave={(draft) => save.mutate({ draft, provider: edited }, { onSuccess: close })}
          onClose={close}
        />
      )}
      {deleting && (
        <ConfirmDialog
          title={t('provider.delete')}
          description={t('provider.deleteWhy', { name: deleting.title ?? deleting.name })}
          verb={t('do.delete')}
          onConfirm={() => remove.mutate(deleting.name)}
          onClose={() => setDeleting(null)}
        />
      )}
    </section>
  );
}
