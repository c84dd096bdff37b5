import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CaseSensitive, EyeOff, Regex, X } from 'lucide-react';
import { useDeferredValue, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { SearchHit } from '../../kernel/objects';
import { IconButton } from '../../kit/Button';
import { classes } from '../../kit/classes';
import { ErrorCard } from '../../kit/ErrorCard';
import { useText } from '../../kit/i18n/useText';
import { Segments } from '../../kit/Segments';
import { useKernel } from '../../shell/kernelDoor';
import { addressOf, nameOf, parentOf } from './paths';
import { useSettled } from './useSettled';
import { EntryIcon } from './TreeRow';

export type Where = 'names' | 'contents';

interface SearchPanelProps {
  project: string;
  where: Where;
  onWhere: (where: Where) => void;
  onClose: () => void;
}

const USUAL = { regex: false, match_case: false, hidden: false };

/** Finds files by name, or lines by what they say. */
export function SearchPanel({ project, where, onWhere, onClose }: SearchPanelProps) {
  const { t, n } = useText();
  const { api } = useKernel();
  const [typed, setTyped] = useState('');
  const [how, setHow] = useState(USUAL);
  const query = useSettled(useDeferredValue(typed.trim()));
  const found = useQuery({
    queryKey: ['files', project, 'search', where, query, how],
    queryFn: () => api.searchFiles(project, { q: query, in: where, ...how }),
    enabled: query !== '',
    placeholderData: keepPreviousData,
    retry: false,
  });
  const list = useRef<HTMLUListElement>(null);
  const hits = query === '' ? [] : (found.data?.hits ?? []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    stepThrough(list.current, by);
  };
  return (
    <section aria-label={t('files.search')} className="flex min-h-0 flex-1 flex-col" onKeyDown={onKeyDown}>
      <div className="flex flex-col gap-2 border-b border-line p-2">
        <div className="flex items-center gap-1">
          <input
            autoFocus
            type="search"
            className="field min-w-0 flex-1 [&::-webkit-search-cancel-button]:hidden"
            aria-label={t('files.search')}
            placeholder={t(where === 'names' ? 'files.searchNames' : 'files.searchContents')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <IconButton size="dense" label={t('files.searchClose')} onClick={onClose}>
            <X />
          </IconButton>
        </div>
        <div className="flex items-center gap-1">
          <Segments
            label={t('files.searchWhere')}
            value={where}
            options={[
              { value: 'names', label: t('files.names') },
              { value: 'contents', label: t('files.contents') },
            ]}
            onChange={onWhere}
          />
          <span className="flex-1" />
          {where === 'contents' && (
            <>
              <Toggle label={t('files.matchCase')} name="match_case" how={how} onHow={setHow}>
                <CaseSensitive />
              </Toggle>
              <Toggle label={t('files.regex')} name="regex" how={how} onHow={setHow}>
                <Regex />
              </Toggle>
            </>
          )}
          <Toggle label={t('files.searchHidden')} name="hidden" how={how} onHow={setHow}>
            <EyeOff />
          </Toggle>
        </div>
      </div>
      <p role="status" className="px-3 py-1.5 text-xs text-ink-3">
        {query !== '' && !found.isFetching && !found.error && (
          <>
            {n('files.hits', hits.length)}
            {found.data?.complete === false && ` · ${t('files.incomplete')}`}
          </>
        )}
      </p>
      {found.error && query !== '' && <ErrorCard error={found.error} />}
      <ul ref={list} className="min-h-0 flex-1 overflow-y-auto pb-2">
        {hits.map((hit, at) => (
          <Hit
            key={`${hit.path} ${hit.line ?? ''}`}
            project={project}
            hit={hit}
            first={hits[at - 1]?.path !== hit.path}
          />
        ))}
      </ul>
    </section>
  );
}

function stepThrough(list: HTMLElement | null, by: number): void {
  const all = [...(list?.querySelectorAll<HTMLElement>('button') ?? [])];
  const at = all.indexOf(document.activeElement as HTMLElement);
  all[Math.min(all.length - 1, Math.max(0, at + by))]?.focus();
}

interface ToggleProps {
  label: string;
  name: keyof typeof USUAL;
  how: typeof USUAL;
  onHow: (how: typeof USUAL) => void;
  children: ReactNode;
}

function Toggle({ label, name, how, onHow, children }: ToggleProps) {
  return (
    <IconButton
      size="dense"
      label={label}
      aria-pressed={how[name]}
      className={how[name] ? 'bg-ember-wash text-ember-ink' : ''}
      onClick={() => onHow({ ...how, [name]: !how[name] })}
    >
      {children}
    </IconButton>
  );
}

interface HitProps {
  project: string;
  hit: SearchHit;
  /** The first of its file. */
  first: boolean;
}

function Hit({ project, hit, first }: HitProps) {
  const [, navigate] = useLocation();
  const open = () => navigate(addressOf(project, hit.path) + (hit.line ? `#L${hit.line}` : ''));
  return (
    <li>
      {(first || !hit.line) && (
        <button
          type="button"
          title={hit.path}
          onClick={open}
          className="flex h-7 w-full items-center gap-1.5 px-3 text-left hover:bg-raised focus-visible:-outline-offset-2 max-sm:h-11"
        >
          <EntryIcon entry={hit} />
          <span className="truncate">{nameOf(hit.path)}</span>
          <span className="truncate text-xs text-ink-3">{parentOf(hit.path)}</span>
        </button>
      )}
      {hit.line && (
        <button
          type="button"
          onClick={open}
          className={classes(
            'flex w-full items-baseline gap-2 py-0.5 pr-3 pl-9 text-left font-mono text-xs hover:bg-raised',
            'focus-visible:-outline-offset-2 max-sm:min-h-11',
          )}
        >
          <span className="w-8 shrink-0 text-right text-ink-3">{hit.line}</span>
          <span className="truncate text-ink-2">{hit.text?.trim()}</span>
        </button>
      )}
    </li>
  );
}
