import type { CSSProperties } from 'react';
import { Link } from 'wouter';
import { currentStep, noDeltas, textOf, type Deltas } from '../../kernel/deltas';
import { hasEnded, type Run } from '../../kernel/objects';
import type { ChildItem } from '../../kernel/strand';
import { Avatar, personaInk } from '../../kit/Avatar';
import { useText } from '../../kit/i18n/useText';
import { Markdown } from '../../kit/Markdown';
import { StatusGlyph } from '../../kit/StatusGlyph';
import { Fold } from '../../kit/strand/Fold';
import { useLive } from '../live';
import { usePersona } from '../queries';

/** What is known of a sub-agent from the moment that its parent named it. */
type Named = Pick<Run, 'id' | 'persona_id' | 'goal' | 'status'> & Partial<Pick<Run, 'answer' | 'error' | 'last_line'>>;

export interface SubAgentProps {
  item: Pick<ChildItem, 'childId' | 'personaId' | 'goal'>;
  /** The tree that the sub-agent is part of, as far as it was read. */
  runs: readonly Run[];
}

/** Somebody who works for a run, and below them those who work for them. */
export function SubAgent({ item, runs }: SubAgentProps) {
  const known = runs.find((it) => it.id === item.childId);
  const named: Named = { id: item.childId, persona_id: item.personaId, goal: item.goal, status: 'queued' };
  return <Branch run={known ?? named} runs={runs} />;
}

/** Everybody who works for a run, as cards with their own below them. */
export function SubAgents({ parent, runs }: { parent: string; runs: readonly Run[] }) {
  const children = runs.filter((it) => it.parent_id === parent);
  if (children.length === 0) return null;
  return (
    <ul className="ml-2 space-y-1.5 border-l border-line pt-1.5 pl-3">
      {children.map((it) => (
        <li key={it.id}>
          <Branch run={it} runs={runs} />
        </li>
      ))}
    </ul>
  );
}

function Branch({ run, runs }: { run: Named; runs: readonly Run[] }) {
  return (
    <>
      <Card run={run} />
      <SubAgents parent={run.id} runs={runs} />
    </>
  );
}

/** Who it is, what it does, how it stands, what it thinks and what came of it. */
function Card({ run }: { run: Named }) {
  const { t } = useText();
  const persona = usePersona(run.persona_id);
  const name = persona?.name ?? t('runs.agent');
  const ink: CSSProperties = { borderLeftColor: personaInk(persona?.color) };
  return (
    <article
      aria-label={t('chat.subAgent', { name, task: run.goal })}
      style={ink}
      className="rounded-panel border border-l-2 border-line bg-raised px-3 py-2"
    >
      <header className="flex min-w-0 items-center gap-2">
        <Avatar persona={persona} />
        <span className="shrink-0 font-medium">{name}</span>
        <Link href={`/runs/${run.id}`} title={run.goal} className="min-w-0 flex-1 truncate rounded-sm hover:text-ink">
          {run.goal}
        </Link>
        <StatusGlyph status={run.status} withWord />
      </header>
      {hasEnded(run.status) ? <Outcome run={run} /> : <Thought run={run} />}
    </article>
  );
}

function Thought({ run }: { run: Named }) {
  const thought = useLive((it) => spoken(it.deltas[run.id] ?? noDeltas) || it.facts[run.id]?.thought);
  const words = thought ?? run.last_line;
  return words ? <p className="line-clamp-2 pt-1 text-sm break-words text-ink-2 italic">{words}</p> : null;
}

/** What is being thought, else said, at this moment. */
function spoken(deltas: Deltas): string {
  const step = currentStep(deltas);
  if (!step) return '';
  return textOf(deltas, 'thought.delta', step) || textOf(deltas, 'message.delta', step);
}

function Outcome({ run }: { run: Named }) {
  if (run.error) return <Fold text={run.error.detail} className="pt-1 text-sm text-bad" />;
  if (!run.answer) return null;
  const short = run.answer.length <= 180 && !run.answer.includes('\n');
  return <div className="pt-1 text-sm">{short ? <Markdown text={run.answer} /> : <Fold text={run.answer} />}</div>;
}
