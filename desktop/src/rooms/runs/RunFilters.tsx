import { useEffect, useState } from 'react';
import { Avatar } from '../../kit/Avatar';
import { FilterChip } from '../../kit/Chip';
import { useText } from '../../kit/i18n/useText';
import { usePersonas, useProjects } from '../../shell/queries';
import type { View } from './filters';

const TYPING_MS = 250;

/** Searches goals while they are typed. */
export function SearchField({ value, onChange }: { value: string; onChange: (q: string) => void }) {
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
      aria-label={t('runs.search')}
      placeholder={t('runs.search')}
      className="field w-60 min-w-0 max-sm:w-auto max-sm:flex-1"
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}

/** Whose runs, and of which project. */
export function RunFilters({ view, onChange }: { view: View; onChange: (change: Partial<View>) => void }) {
  const { t } = useText();
  const projects = useProjects().data ?? [];
  const personas = usePersonas().data ?? [];
  return (
    <div role="group" aria-label={t('runs.filters')} className="flex shrink-0 gap-1.5 overflow-x-auto px-4 pb-3">
      {personas.map((it) => (
        <FilterChip
          key={it.id}
          on={view.persona === it.id}
          icon={<Avatar persona={it} />}
          onToggle={() => onChange({ persona: view.persona === it.id ? '' : it.id })}
        >
          {it.name}
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
  );
}
