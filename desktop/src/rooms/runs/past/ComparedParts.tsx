import { CircleCheck, CircleX, GitFork } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { prettyArguments } from '../../../kernel/callWords';
import type { FileChange, Run } from '../../../kernel/objects';
import type { Aspect, ComparedCall, ComparedStep, StepSide } from '../../../kernel/past';
import { IconButton } from '../../../kit/Button';
import { Duration, Tokens } from '../../../kit/Facts';
import { useText } from '../../../kit/i18n/useText';
import { callPairs } from './compared';
import { DiffPair, Pair } from './DiffPair';
import { ForkDialog } from './ForkDialog';

export interface ComparedPartsProps {
  step: ComparedStep;
  left: Run;
  right: Run;
}

/** A step of both runs, part by part. */
export function ComparedParts({ step, left, right }: ComparedPartsProps) {
  const { t } = useText();
  const differs = (it: Aspect) => !step.left || !step.right || step.differs.includes(it);
  const a = step.left ?? undefined;
  const b = step.right ?? undefined;
  return (
    <div className="grid gap-3 px-4 pb-4 sm:pl-11">
      <Pair
        left={a && <Cost side={a} run={left} step={step.step} />}
        right={b && <Cost side={b} run={right} step={step.step} />}
      />
      {(a?.thought || b?.thought) && (
        <Part title={t('inspect.thought')}>
          <DiffPair label={t('inspect.thought')} left={a?.thought} right={b?.thought} differ={differs('thought')} />
        </Part>
      )}
      {(a?.text || b?.text) && (
        <Part title={t('inspect.said')}>
          <DiffPair label={t('inspect.said')} left={a?.text} right={b?.text} differ={differs('text')} />
        </Part>
      )}
      {callPairs(step).map((it, at) => (
        <CallPair key={at} left={it.left} right={it.right} both={a !== undefined && b !== undefined} />
      ))}
    </div>
  );
}

function Part({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section>
      <h2 className="pb-1 text-sm font-medium text-ink-3">{title}</h2>
      {children}
    </section>
  );
}

/** What a step took, and the way to a fork from it. */
function Cost({ side, run, step }: { side: StepSide; run: Run; step: number }) {
  const { t } = useText();
  const [forking, setForking] = useState(false);
  const { position } = side;
  return (
    <div className="-mt-[3px] flex min-h-7 flex-wrap items-center gap-x-3 font-mono text-xs text-ink-3">
      <span className="truncate">{side.model}</span>
      <Tokens tokensIn={side.tokens_in} tokensOut={side.tokens_out} />
      <Duration ms={side.duration_ms} />
      {position == null ? (
        <span className="font-sans">{t('compare.takenOver')}</span>
      ) : (
        <IconButton size="dense" label={t('fork.title')} onClick={() => setForking(true)}>
          <GitFork />
        </IconButton>
      )}
      {forking && position != null && (
        <ForkDialog run={run} place={{ position, step }} onClose={() => setForking(false)} />
      )}
    </div>
  );
}

interface CallPairProps {
  left: ComparedCall | undefined;
  right: ComparedCall | undefined;
  both: boolean;
}

function CallPair({ left, right, both }: CallPairProps) {
  const { t } = useText();
  const request = (it: ComparedCall | undefined) => it && `${it.tool}\n${prettyArguments(it.arguments)}`;
  const result = (it: ComparedCall | undefined) => it?.output ?? it?.error ?? undefined;
  const files = (it: ComparedCall | undefined) => (it && it.files.length > 0 ? filesText(it.files) : undefined);
  const differ = (words: (it: ComparedCall | undefined) => string | undefined) => !both || words(left) !== words(right);
  const parts = [
    ['call', t('compare.call'), request],
    ['result', t('strand.output'), result],
    ['files', t('strand.changes'), files],
  ] as const;
  return parts.map(
    ([key, title, words]) =>
      (words(left) !== undefined || words(right) !== undefined) && (
        <Part
          key={key}
          title={
            <span className="inline-flex items-center gap-1.5">
              {title}
              {key === 'result' && <Outcomes left={left} right={right} />}
            </span>
          }
        >
          <DiffPair label={title} left={words(left)} right={words(right)} differ={differ(words)} mono />
        </Part>
      ),
  );
}

/** How the calls went, where they did not go the same way. */
function Outcomes({ left, right }: { left: ComparedCall | undefined; right: ComparedCall | undefined }) {
  if (left?.ok === right?.ok) return null;
  return [left, right].map((it, at) =>
    it?.ok == null ? null : (
      <span key={at} className="inline-flex items-center gap-0.5 font-mono text-xs">
        {at === 0 ? 'A' : 'B'}
        <Outcome ok={it.ok} />
      </span>
    ),
  );
}

function Outcome({ ok }: { ok: boolean }) {
  const { t } = useText();
  return ok ? (
    <CircleCheck role="img" aria-label={t('compare.worked')} className="size-3.5 text-ok" />
  ) : (
    <CircleX role="img" aria-label={t('compare.failed')} className="size-3.5 text-bad" />
  );
}

function filesText(files: readonly FileChange[]): string {
  return files.map((it) => `${it.path}  +${it.added} −${it.removed}`).join('\n');
}
