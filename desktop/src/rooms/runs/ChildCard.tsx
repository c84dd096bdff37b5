import { Link } from 'wouter';
import { lastLine, noDeltas } from '../../kernel/deltas';
import type { Run } from '../../kernel/objects';
import { Avatar } from '../../kit/Avatar';
import { ExactText } from '../../kit/Exact';
import { useText } from '../../kit/i18n/useText';
import { StatusGlyph } from '../../kit/StatusGlyph';
import { useLive } from '../../shell/live';
import { usePersona, useRun } from '../../shell/queries';

/** A run that works for another: who it is, how it stands and what it says, live. */
export function ChildCard({ id }: { id: string }) {
  const { run } = useRun(id);
  return run ? <RunCard run={run} /> : <div className="h-14 rounded-panel bg-raised" />;
}

export function RunCard({ run }: { run: Run }) {
  const { t } = useText();
  const persona = usePersona(run.persona_id);
  const saying = useLive((it) => lastLine(it.deltas[run.id] ?? noDeltas));
  const line = run.answer ?? run.error?.detail ?? (saying || run.last_line) ?? '';
  return (
    <Link
      href={`/runs/${run.id}`}
      className="flex min-h-14 items-start gap-2.5 rounded-panel border border-line bg-raised px-3 py-2 hover:bg-hover"
    >
      <Avatar persona={persona} />
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-2">
          <span className="truncate font-medium">{run.goal}</span>
          <StatusGlyph status={run.status} />
        </span>
        <span className="block truncate text-sm text-ink-3">
          {persona?.name ?? t('runs.agent')} · <ExactText text={line} />
        </span>
      </span>
    </Link>
  );
}
