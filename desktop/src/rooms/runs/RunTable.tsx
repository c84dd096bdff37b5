import { ArrowDown, ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { lastLine, noDeltas } from '../../kernel/deltas';
import type { Run } from '../../kernel/objects';
import { Avatar } from '../../kit/Avatar';
import { classes } from '../../kit/classes';
import { ExactText } from '../../kit/Exact';
import { Duration, Elapsed, Time, Tokens, Uncounted } from '../../kit/Facts';
import { useText } from '../../kit/i18n/useText';
import { RunCost } from '../../kit/Money';
import { StatusGlyph } from '../../kit/StatusGlyph';
import { useLive } from '../../shell/live';
import { usePersona, useProjects } from '../../shell/queries';
import type { Sort } from './filters';
import { priorityWord } from './priorities';
import { RunMenu } from './RunMenu';
import { StandingWord } from './StandingWord';

export interface RunTableProps {
  runs: readonly Run[];
  sort: Sort;
  onSort: (sort: Sort) => void;
  selected: string | null;
  onSelect: (id: string) => void;
  onOpen: (id: string) => void;
  /** The runs chosen to be compared. */
  chosen: readonly string[];
  onChoose: (id: string) => void;
}

const HEAD = 'h-8 px-2 text-left text-sm font-normal text-ink-3 whitespace-nowrap';

/** Runs as rows; on a phone as a list. */
export function RunTable({ runs, sort, onSort, selected, onSelect, onOpen, chosen, onChoose }: RunTableProps) {
  const { t } = useText();
  return (
    <table className="w-full table-fixed border-collapse max-sm:block max-sm:[&_tbody]:block">
      <caption className="sr-only">{t('room.runs')}</caption>
      <thead className="sticky top-0 z-10 bg-desk max-sm:sr-only">
        <tr>
          <Sortable by="status" sort={sort} onSort={onSort} className="w-10 pl-4">
            <span className="sr-only">{t('runs.status')}</span>
            <ChevronsUpDown aria-hidden className="size-3.5" />
          </Sortable>
          <th scope="col" className={classes(HEAD, 'w-auto')}>
            {t('runs.goal')}
          </th>
          <th scope="col" className={classes(HEAD, 'w-32 max-lg:hidden')}>
            {t('runs.agent')}
          </th>
          <th scope="col" className={classes(HEAD, 'w-32 max-lg:hidden')}>
            {t('runs.project')}
          </th>
          <Sortable by="priority" sort={sort} onSort={onSort} className="w-28 max-md:hidden">
            {t('runs.priority')}
          </Sortable>
          <Sortable by="steps" sort={sort} onSort={onSort} className="w-20 text-right max-md:hidden">
            {t('runs.steps')}
          </Sortable>
          <Sortable by="tokens" sort={sort} onSort={onSort} className="w-32 text-right max-md:hidden">
            {t('runs.tokens')}
          </Sortable>
          <th scope="col" className={classes(HEAD, 'w-24 text-right max-md:hidden')}>
            {t('spend.cost')}
          </th>
          <th scope="col" className={classes(HEAD, 'w-24 text-right')}>
            {t('runs.time')}
          </th>
          <Sortable by="newest" sort={sort} onSort={onSort} className="w-24 text-right">
            {t('runs.age')}
          </Sortable>
          <th scope="col" className={classes(HEAD, 'w-12 max-sm:hidden')}>
            <span className="sr-only">{t('do.more')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {runs.map((it) => (
          <Row
            key={it.id}
            run={it}
            selected={it.id === selected}
            onSelect={onSelect}
            onOpen={onOpen}
            chosen={chosen.includes(it.id)}
            choosing={chosen.length > 0}
            onChoose={onChoose}
          />
        ))}
      </tbody>
    </table>
  );
}

interface SortableProps {
  by: Sort;
  sort: Sort;
  onSort: (sort: Sort) => void;
  className: string;
  children: ReactNode;
}

/** The head of a column that the kernel can sort by. */
function Sortable({ by, sort, onSort, className, children }: SortableProps) {
  const { t } = useText();
  const on = by === sort;
  return (
    <th scope="col" aria-sort={on ? 'descending' : 'none'} className={classes(HEAD, className)}>
      <button
        type="button"
        title={t(`runs.sort.${by}`)}
        onClick={() => onSort(on ? 'newest' : by)}
        className={classes('inline-flex items-center gap-1 rounded-sm hover:text-ink', on && 'text-ink')}
      >
        {children}
        {on && <ArrowDown aria-hidden className="size-3.5" />}
      </button>
    </th>
  );
}

interface RowProps {
  run: Run;
  selected: boolean;
  onSelect: (id: string) => void;
  onOpen: (id: string) => void;
  chosen: boolean;
  /** Whether any run is chosen, so that the way to choose another is in sight. */
  choosing: boolean;
  onChoose: (id: string) => void;
}

const CELL = 'px-2 align-middle';
const NUMBER = classes(CELL, 'text-right font-mono text-sm text-ink-3');

function Row({ run, selected, onSelect, onOpen, chosen, choosing, onChoose }: RowProps) {
  const { t } = useText();
  const persona = usePersona(run.persona_id);
  const project = useProjects().data?.find((it) => it.id === run.project_id);
  const saying = useLive((it) => lastLine(it.deltas[run.id] ?? noDeltas));
  const line = saying || run.last_line || run.error?.detail;
  return (
    <tr
      id={`row-${run.id}`}
      aria-selected={selected}
      onClick={(event) => (event.ctrlKey || event.metaKey || event.shiftKey ? onChoose(run.id) : onSelect(run.id))}
      onDoubleClick={() => onOpen(run.id)}
      className={classes(
        'group/row h-13 border-b border-line transition-colors max-sm:relative max-sm:grid max-sm:h-auto max-sm:grid-cols-[28px_minmax(0,1fr)_auto] max-sm:py-2.5 max-sm:pr-4 max-sm:pl-3',
        selected ? 'bg-raised shadow-[inset_2px_0_0_var(--ember)]' : 'hover:bg-panel',
      )}
    >
      <td className={classes(CELL, 'relative pl-4 max-sm:pl-1')}>
        <span
          className={classes(
            'inline-flex',
            choosing ? 'opacity-0' : 'group-focus-within/row:opacity-0 group-hover/row:opacity-0',
          )}
        >
          <StatusGlyph status={run.status} />
        </span>
        <input
          type="checkbox"
          aria-label={t('compare.pick', { goal: run.goal })}
          checked={chosen}
          onChange={() => onChoose(run.id)}
          onClick={(event) => event.stopPropagation()}
          className={classes(
            'absolute top-1/2 left-4 z-1 size-4 -translate-y-1/2 accent-(--ember) max-sm:left-1',
            !choosing && 'opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 max-sm:hidden',
          )}
        />
      </td>
      <td className={CELL} style={run.depth ? { paddingLeft: `${8 + Math.min(run.depth, 5) * 16}px` } : undefined}>
        <Link
          href={`/runs/${run.id}`}
          className="block truncate rounded-sm font-medium max-sm:after:absolute max-sm:after:inset-0"
        >
          {run.goal}
        </Link>
        <span className="block h-[18px] truncate text-sm text-ink-3">
          <StandingWord run={run} />
          <ExactText text={line ?? ''} />
        </span>
      </td>
      <td className={classes(CELL, 'max-lg:hidden')}>
        <span className="flex items-center gap-2 text-sm text-ink-2">
          <Avatar persona={persona} />
          <span className="truncate">{persona?.name}</span>
        </span>
      </td>
      <td className={classes(CELL, 'truncate text-sm text-ink-2 max-lg:hidden')}>{project?.name}</td>
      <td className={classes(CELL, 'text-sm text-ink-2 max-md:hidden')}>{priorityWord(t, run.priority)}</td>
      <td className={classes(NUMBER, 'max-md:hidden')}>{run.step}</td>
      <td className={classes(NUMBER, 'whitespace-nowrap max-md:hidden')}>
        <Tokens tokensIn={run.tokens_in} tokensOut={run.tokens_out} />
      </td>
      <td className={classes(NUMBER, 'whitespace-nowrap max-md:hidden')}>
        <RunCost run={run} />
      </td>
      <td className={classes(NUMBER, 'whitespace-nowrap max-sm:hidden')}>
        <RunTime run={run} />
      </td>
      <td className={classes(NUMBER, 'font-sans whitespace-nowrap max-sm:pr-0')}>
        <Time at={run.created_at} />
      </td>
      <td className="pr-2 text-right max-sm:hidden">
        <RunMenu run={run} />
      </td>
    </tr>
  );
}

export function RunTime({ run }: { run: Run }) {
  if (run.imported_from != null && !run.duration_ms) return <Uncounted />;
  if (run.duration_ms != null && run.ended_at != null) return <Duration ms={run.duration_ms} />;
  if (run.ended_at != null) {
    const from = new Date(run.started_at ?? run.created_at).getTime();
    return <Duration ms={Math.max(new Date(run.ended_at).getTime() - from, 0)} />;
  }
  return run.started_at ? <Elapsed since={run.started_at} /> : null;
}
