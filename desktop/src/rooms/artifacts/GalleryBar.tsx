import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { ARTIFACT_KINDS } from '../../kernel/artifacts';
import { KindIcon } from '../../kit/ArtifactThumb';
import { FilterChip } from '../../kit/Chip';
import { shortId } from '../../kit/format';
import { useText } from '../../kit/i18n/useText';
import { Segments } from '../../kit/Segments';
import { useProjects } from '../../shell/queries';
import { AGES, type View } from './filters';

const TYPING_MS = 250;

/** What is shown of the gallery. */
export function GalleryBar({ view, onChange }: { view: View; onChange: (change: Partial<View>) => void }) {
  const { t } = useText();
  const projects = useProjects().data ?? [];
  return (
    <>
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-4 pb-3">
        <h1 className="text-xl font-semibold tracking-tight">{t('room.artifacts')}</h1>
        <Segments
          label={t('artifacts.age')}
          value={view.age}
          options={AGES.map((it) => ({ value: it, label: t(`artifacts.age.${it || 'all'}`) }))}
          onChange={(age) => onChange({ age })}
        />
        <span className="ml-auto max-sm:w-full">
          <SearchField value={view.q} onChange={(q) => onChange({ q })} />
        </span>
      </header>
      <div
        role="group"
        aria-label={t('artifacts.filters')}
        className="flex shrink-0 gap-1.5 overflow-x-auto px-4 pb-3 [scrollbar-width:none]"
      >
        {view.run && (
          <FilterChip on icon={<X />} onToggle={() => onChange({ run: '' })}>
            {t('artifacts.ofRun', { run: shortId(view.run) })}
          </FilterChip>
        )}
        {ARTIFACT_KINDS.map((it) => (
          <FilterChip
            key={it}
            on={view.kind === it}
            icon={<KindIcon kind={it} className="size-3.5" />}
            onToggle={() => onChange({ kind: view.kind === it ? '' : it })}
          >
            {t(`artifacts.kind.${it}`)}
          </FilterChip>
        ))}
        {projects.length > 1 &&
          projects.map((it) => (
            <FilterChip
              key={it.id}
              on={view.project === it.id}
              onToggle={() => onChange({ project: view.project === it.id ? '' : it.id })}
            >
              {it.name}
            </FilterChip>
          ))}
      </div>
    </>
  );
}

/** Searches while somebody types. */
function SearchField({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const { t } = useText();
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed), TYPING_MS);
    return () => clearTimeout(timer);
  });
  return (
    <input
      type="search"
      aria-label={t('artifacts.search')}
      placeholder={t('artifacts.search')}
      className="field w-60 max-sm:w-full"
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
