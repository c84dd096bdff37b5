import { useMutation } from '@tanstack/react-query';
import { CircleCheck, CircleX, RotateCw } from 'lucide-react';
import type { Model } from '../../kernel/objects';
import { Button } from '../../kit/Button';
import { Chip } from '../../kit/Chip';
import { Empty } from '../../kit/Empty';
import { ErrorCard } from '../../kit/ErrorCard';
import { useText } from '../../kit/i18n/useText';
import { compactNumber } from '../../kit/format';
import { SkeletonRows, SkeletonText } from '../../kit/Skeleton';
import { useKernel } from '../../shell/kernelDoor';
import { useModels, useSettings } from '../../shell/queries';
import { ProviderForm } from './ProviderForm';

export function ModelsSection() {
  const settings = useSettings();
  const models = useModels();
  return (
    <>
      {settings.isPending && <SkeletonText />}
      {settings.error && <ErrorCard error={settings.error} onRetry={() => void settings.refetch()} />}
      {settings.data && (
        <ProviderForm
          key={JSON.stringify(settings.data.providers.llm)}
          settings={settings.data.providers.llm}
          models={models.data?.models ?? []}
        />
      )}
      <ModelList />
    </>
  );
}

function ModelList() {
  const { t } = useText();
  const { api, queries } = useKernel();
  const models = useModels();
  const discover = useMutation({
    mutationFn: api.discover,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['models'] }),
  });
  return (
    <section aria-label={t('models.list')} className="mt-8">
      <header className="mb-2 flex items-center justify-between">
        <h2 className="font-medium">{t('models.list')}</h2>
        <Button size="dense" icon={<RotateCw />} disabled={discover.isPending} onClick={() => discover.mutate()}>
          {t('models.discover')}
        </Button>
      </header>
      {discover.error && <ErrorCard error={discover.error} onRetry={() => discover.mutate()} />}
      {models.isPending && <SkeletonRows rows={4} />}
      {models.error && <ErrorCard error={models.error} onRetry={() => void models.refetch()} />}
      {models.data?.models.length === 0 && <Empty drawing="anvil" sentence={t('models.none')} />}
      <ul className="divide-y divide-line rounded-panel border border-line bg-panel empty:hidden">
        {models.data?.models.map((it) => (
          <ModelRow key={it.id} model={it} />
        ))}
      </ul>
    </section>
  );
}

function ModelRow({ model }: { model: Model }) {
  const { t, language } = useText();
  return (
    <li className="flex min-h-11 items-center gap-3 px-3 py-1.5">
      {model.available ? (
        <CircleCheck className="size-4 shrink-0 text-ok" role="img" aria-label={t('models.available')} />
      ) : (
        <CircleX className="size-4 shrink-0 text-ink-3" role="img" aria-label={t('models.unavailable')} />
      )}
      <span className="min-w-0 flex-1 truncate font-mono text-sm">{model.id}</span>
      {model.default && <Chip tone="ember">{t('models.default')}</Chip>}
      <span className="flex shrink-0 gap-1.5 max-sm:hidden">
        {model.supports.tools && <Chip>{t('models.tools')}</Chip>}
        {model.supports.vision && <Chip>{t('models.vision')}</Chip>}
        {model.context_tokens != null && (
          <Chip>{t('models.context', { count: compactNumber(model.context_tokens, language) })}</Chip>
        )}
        <Chip>{model.is_local ? t('models.local') : t('models.remote')}</Chip>
      </span>
    </li>
  );
}
