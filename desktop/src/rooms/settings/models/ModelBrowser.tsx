import { Eye, House, Search, Star, Wrench, Zap } from 'lucide-react';
import { useState } from 'react';
import type { Model, Reliability } from '../../../kernel/models';
import { Button, IconButton } from '../../../kit/Button';
import { Chip, FilterChip } from '../../../kit/Chip';
import { classes } from '../../../kit/classes';
import { Empty } from '../../../kit/Empty';
import { ErrorCard } from '../../../kit/ErrorCard';
import { compactNumber } from '../../../kit/format';
import { useText } from '../../../kit/i18n/useText';
import { PriceText } from '../../../kit/Money';
import { SkeletonRows } from '../../../kit/Skeleton';
import { useModels, useReliability } from '../../../shell/queries';
import { everything, fitting, providersOf, type Wanted } from './browse';
import { useSaveUse } from './ModelUse';
import { ToolRate } from './ToolRate';

const PAGE = 60;

/** Every model that is known, with what it can do, how much it reads and what it costs. */
export function ModelBrowser() {
  const { t, n } = useText();
  const models = useModels();
  const reliability = useReliability();
  const [wanted, setWanted] = useState(everything);
  const [shown, setShown] = useState(PAGE);
  const all = models.data?.models ?? [];
  const found = fitting(all, wanted);
  if (models.isPending) return <SkeletonRows rows={8} tall />;
  if (models.error) return <ErrorCard error={models.error} onRetry={() => void models.refetch()} />;
  if (all.length === 0) return <Empty drawing="anvil" sentence={t('models.none')} />;
  return (
    <section aria-label={t('models.list')}>
      <Filters wanted={wanted} providers={providersOf(all)} onChange={setWanted} />
      <p role="status" className="my-2 text-sm text-ink-3">
        {n('models.count', found.length)}
      </p>
      {found.length === 0 && <Empty drawing="search" sentence={t('models.noneFit')} />}
      <ul className="divide-y divide-line rounded-panel border border-line bg-panel empty:hidden">
        {found.slice(0, shown).map((it) => (
          <ModelRow key={it.id} model={it} reliability={reliability.data?.get(it.id)} />
        ))}
      </ul>
      {found.length > shown && (
        <Button className="mt-3" onClick={() => setShown(shown + PAGE)}>
          {t('do.showMore')}
        </Button>
      )}
    </section>
  );
}

interface FiltersProps {
  wanted: Wanted;
  providers: readonly string[];
  onChange: (wanted: Wanted) => void;
}

function Filters({ wanted, providers, onChange }: FiltersProps) {
  const { t } = useText();
  const toggle = (key: 'local' | 'tools' | 'vision' | 'ready') => () => onChange({ ...wanted, [key]: !wanted[key] });
  return (
    <div role="search" className="grid gap-2">
      <div className="flex gap-2">
        <span className="relative min-w-0 flex-1">
          <Search className="absolute top-2 left-2.5 size-4 text-ink-3" aria-hidden />
          <input
            type="search"
            aria-label={t('models.search')}
            placeholder={t('models.search')}
            className="field pl-8!"
            value={wanted.words}
            onChange={({ target }) => onChange({ ...wanted, words: target.value })}
          />
        </span>
        <select
          aria-label={t('models.provider')}
          className="field w-40! shrink-0"
          value={wanted.provider}
          onChange={({ target }) => onChange({ ...wanted, provider: target.value })}
        >
          <option value="">{t('models.allProviders')}</option>
          {providers.map((it) => (
            <option key={it}>{it}</option>
          ))}
        </select>
      </div>
      <div className="flex flex-wrap gap-1.5">
        <FilterChip on={wanted.ready} onToggle={toggle('ready')} icon={<Zap aria-hidden />}>
          {t('models.available')}
        </FilterChip>
        <FilterChip on={wanted.local} onToggle={toggle('local')} icon={<House aria-hidden />}>
          {t('models.local')}
        </FilterChip>
        <FilterChip on={wanted.tools} onToggle={toggle('tools')} icon={<Wrench aria-hidden />}>
          {t('models.tools')}
        </FilterChip>
        <FilterChip on={wanted.vision} onToggle={toggle('vision')} icon={<Eye aria-hidden />}>
          {t('models.vision')}
        </FilterChip>
      </div>
    </div>
  );
}

function ModelRow({ model, reliability }: { model: Model; reliability: Reliability | undefined }) {
  const { t, language } = useText();
  const save = useSaveUse();
  const { supports, family, context_tokens: context } = model;
  return (
    <li className="flex min-h-13 items-center gap-3 py-1.5 pr-2 pl-3">
      <div className={classes('min-w-0 flex-1', !model.available && 'text-ink-2')}>
        <p className="flex items-center gap-2">
          <span className="truncate font-mono text-sm" title={model.id}>
            {model.id}
          </span>
          {family && <Chip>{t(`models.family.${family}`)}</Chip>}
          {!model.available && <Chip>{t('models.unavailable')}</Chip>}
        </p>
        <p className="flex flex-wrap items-center gap-x-3 text-sm text-ink-3">
          <PriceText price={model.price} />
          {context != null && <span>{t('models.context', { count: compactNumber(context, language) })}</span>}
          {model.size && <span>{model.size}</span>}
          {supports.tools && <span>{t('models.tools')}</span>}
          {supports.vision && <span>{t('models.vision')}</span>}
          {supports.reasoning && <span>{t('models.reasoning')}</span>}
          {supports.embedding && <span>{t('models.embedding')}</span>}
        </p>
      </div>
      {reliability && <ToolRate reliability={reliability} />}
      {model.default ? (
        <Chip tone="ember">{t('models.default')}</Chip>
      ) : (
        model.available &&
        !supports.embedding && (
          <IconButton
            size="dense"
            label={t('models.makeDefault', { name: model.id })}
            disabled={save.isPending}
            onClick={() => save.mutate({ default_model: model.id })}
          >
            <Star />
          </IconButton>
        )
      )}
    </li>
  );
}
