import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Run } from '../../../kernel/objects';
import { Avatar } from '../../../kit/Avatar';
import { Tokens } from '../../../kit/Facts';
import { useText } from '../../../kit/i18n/useText';
import { StatusGlyph } from '../../../kit/StatusGlyph';
import { usePersona } from '../../../shell/queries';
import { RunTime } from '../RunTable';
import { SideMark } from './SideMark';

/** Which two runs are compared, and what each took. */
export function CompareHead({ left, right }: { left: Run; right: Run }) {
  return (
    <div className="grid border-b border-line bg-panel md:grid-cols-2 md:divide-x md:divide-line max-md:divide-y max-md:divide-line">
      <Side side="A" run={left} />
      <Side side="B" run={right} />
    </div>
  );
}

function Side({ side, run }: { side: 'A' | 'B'; run: Run }) {
  const { t } = useText();
  const persona = usePersona(run.persona_id);
  return (
    <section className="min-w-0 px-4 py-3">
      <p className="flex items-start gap-2">
        <SideMark side={side} />
        <Link href={`/runs/${run.id}`} className="line-clamp-2 min-w-0 flex-1 rounded-sm font-medium hover:underline">
          {run.goal}
        </Link>
        <StatusGlyph status={run.status} withWord />
      </p>
      <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 pl-7 text-sm text-ink-2">
        <span className="flex items-center gap-1.5">
          <Avatar persona={persona} />
          {persona?.name}
        </span>
        {run.model && <span className="truncate font-mono">{run.model}</span>}
      </p>
      <dl className="mt-2 flex flex-wrap gap-x-6 gap-y-1 pl-7">
        <Total name={t('runs.steps')}>{run.step}</Total>
        <Total name={t('inspect.calls')}>{run.tool_calls}</Total>
        <Total name={t('runs.tokens')}>
          <Tokens tokensIn={run.tokens_in} tokensOut={run.tokens_out} />
        </Total>
        <Total name={t('runs.time')}>
          <RunTime run={run} />
        </Total>
      </dl>
    </section>
  );
}

function Total({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-ink-3">{name}</dt>
      <dd className="font-mono">{children}</dd>
    </div>
  );
}
