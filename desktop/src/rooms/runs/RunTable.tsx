import { Link } from 'wouter';
import { lastLine, noDeltas } from '../../kernel/deltas';
import type { Run } from '../../kernel/objects';
import { Avatar } from '../../kit/Avatar';
import { classes } from '../../kit/classes';
import { ExactText } from '../../kit/Exact';
import { Duration, Elapsed, Time, Tokens } from '../../kit/Facts';
import { useText } from '../../kit/i18n/useText';
import { StatusGlyph } from '../../kit/StatusGlyph';
import { useLive } from '../../shell/live';
import { usePersona, useProjects } from '../../shell/queries';

export interface RunTableProps {
  runs: readonly Run[];
  selected: string | null;
  onSelect: (id: string) => void;
  onOpen: (id: string) => void;
}

const HEAD = 'h-8 px-2 text-left text-sm font-normal text-ink-3 whitespace-nowrap';

/** Runs as rows; on a phone as a list. */
export function RunTable({ runs, selected, onSelect, onOpen }: RunTableProps) {
  const { t } = useText();
  return (
    <table className="w-full table-fixed border-collapse max-sm:block max-sm:[&_tbody]:block">
      <caption className="sr-only">{t('room.runs')}</caption>
      <thead className="sticky top-0 z-10 bg-desk max-sm:sr-only">
        <tr>
          <th scope="col" className={classes(HEAD, 'w-10 pl-4')}>
            <span className="sr-only">{t('runs.status')}</span>
          </th>
          <th scope="col" className={classes(HEAD, 'w-auto')}>
            {t('runs.goal')}
          </th>
          <th scope="col" className={classes(HEAD, 'w-32 max-lg:hidden')}>
            {t('runs.agent')}
          </th>
          <th scope="col" className={classes(HEAD, 'w-32 max-lg:hidden')}>
            {t('runs.project')}
          </th>
          <th scope="col" className={classes(HEAD, 'w-16 text-right max-md:hidden')}>
            {t('runs.steps')}
          </th>
          <th scope="col" className={classes(HEAD, 'w-32 text-right max-md:hidden')}>
            {t('runs.tokens')}
          </th>
          <th scope="col" className={classes(HEAD, 'w-24 text-right')}>
            {t('runs.time')}
          </th>
          <th scope="col" className={classes(HEAD, 'w-24 pr-4 text-right')}>
            {t('runs.age')}
          </th>
        </tr>
      </thead>
      <tbody>
        {runs.map((it) => (
          <Row key={it.id} run={it} selected={it.id === selected} onSelect={onSelect} onOpen={onOpen} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  run: Run;
  selected: boolean;
  onSelect: (id: string) => void;
  onOpen: (id: string) => void;
}

const CELL = 'px-2 align-middle';
const NUMBER = classes(CELL, 'text-right font-mono text-sm text-ink-3');

function Row({ run, selected, onSelect, onOpen }: RowProps) {
  const persona = usePersona(run.persona_id);
  const project = useProjects().data?.find((it) => it.id === run.project_id);
  const saying = useLive((it) => lastLine(it.deltas[run.id] ?? noDeltas));
  const line = saying || run.last_line || run.error?.detail;
  return (
    <tr
      id={`row-${run.id}`}
      aria-selected={selected}
      onClick={() => onSelect(run.id)}
      onDoubleClick={() => onOpen(run.id)}
      className={classes(
        'h-13 border-b border-line transition-colors max-sm:relative max-sm:grid max-sm:h-auto max-sm:grid-cols-[28px_minmax(0,1fr)_auto] max-sm:py-2.5 max-sm:pr-4 max-sm:pl-3',
        selected ? 'bg-raised shadow-[inset_2px_0_0_var(--ember)]' : 'hover:bg-panel',
      )}
    >
      <td className={classes(CELL, 'pl-4 max-sm:pl-1')}>
        <StatusGlyph status={run.status} />
      </td>
      <td className={CELL}>
        <Link
          href={`/runs/${run.id}`}
          className="block truncate rounded-sm font-medium max-sm:after:absolute max-sm:after:inset-0"
        >
          {run.goal}
        </Link>
        <span className="block h-[18px] truncate text-sm text-ink-3">
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
      <td className={classes(NUMBER, 'max-md:hidden')}>{run.step}</td>
      <td className={classes(NUMBER, 'whitespace-nowrap max-md:hidden')}>
        <Tokens tokensIn={run.tokens_in} tokensOut={run.tokens_out} />
      </td>
      <td className={classes(NUMBER, 'whitespace-nowrap max-sm:hidden')}>
        <RunTime run={run} />
      </td>
      <td className={classes(NUMBER, 'pr-4 font-sans whitespace-nowrap max-sm:pr-0')}>
        <Time at={run.created_at} />
      </td>
    </tr>
  );
}

export function RunTime({ run }: { run: Run }) {
  if (run.duration_ms != null && run.ended_at != null) return <Duration ms={run.duration_ms} />;
  if (run.ended_at != null) {
    const from = new Date(run.started_at ?? run.created_at).getTime();
    return <Duration ms={Math.max(new Date(run.ended_at).getTime() - from, 0)} />;
  }
  return run.started_at ? <Elapsed since={run.started_at} /> : null;
}
