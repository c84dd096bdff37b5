import { Link } from 'wouter';
import { lastLine, noDeltas } from '../../kernel/deltas';
import type { Run } from '../../kernel/objects';
import { Avatar, personaInk } from '../../kit/Avatar';
import { ExactText } from '../../kit/Exact';
import { Elapsed, Tokens } from '../../kit/Facts';
import { useText } from '../../kit/i18n/useText';
import { RunCost } from '../../kit/Money';
import { StatusGlyph } from '../../kit/StatusGlyph';
import { useLive } from '../../shell/live';
import { usePersona } from '../../shell/queries';

/** A run at work, as the smallest strand: its rail, what it says now, how far it is. */
export function RunningCard({ run }: { run: Run }) {
  const { n } = useText();
  const persona = usePersona(run.persona_id);
  const saying = useLive((it) => lastLine(it.deltas[run.id] ?? noDeltas));
  return (
    <Link
      href={`/runs/${run.id}`}
      className="relative flex min-w-0 flex-col gap-1 rounded-panel border border-line bg-panel py-2.5 pr-3 pl-5 transition-colors hover:bg-raised"
    >
      <span
        aria-hidden
        className="absolute inset-y-3 left-2 w-0.5 animate-breathe rounded-full"
        style={{ background: personaInk(persona?.color) }}
      />
      <span className="flex items-center gap-2">
        <Avatar persona={persona} />
        <span className="min-w-0 flex-1 truncate font-medium">{run.goal}</span>
        <StatusGlyph status={run.status} />
      </span>
      <span className="truncate text-sm text-ink-2">
        <ExactText text={saying || run.last_line || ' '} />
      </span>
      <span className="flex gap-3 font-mono text-xs text-ink-3">
        <span>{n('chat.steps', run.step)}</span>
        <Tokens tokensIn={run.tokens_in} tokensOut={run.tokens_out} />
        <RunCost run={run} />
        <span className="ml-auto">
          <Elapsed since={run.started_at ?? run.created_at} />
        </span>
      </span>
    </Link>
  );
}
