import { ChevronRight, Equal } from 'lucide-react';
import { useState } from 'react';
import type { Run } from '../../../kernel/objects';
import type { ComparedStep, Comparison } from '../../../kernel/past';
import { Chip } from '../../../kit/Chip';
import { classes } from '../../../kit/classes';
import { useText } from '../../../kit/i18n/useText';
import { partings, stepWords } from './compared';
import { ComparedParts } from './ComparedParts';

export interface ComparedStepsProps {
  comparison: Comparison;
  steps: readonly ComparedStep[];
  /** The difference that the keyboard stands on. */
  current: number;
}

/** The steps of both runs; those that are the same are folded. */
export function ComparedSteps({ comparison, steps, current }: ComparedStepsProps) {
  const { t } = useText();
  if (steps.length === 0) return <p className="p-4 text-ink-2">{t('compare.none')}</p>;
  return (
    <ol aria-label={t('compare.steps')}>
      {steps.map((it) => (
        <Row key={it.step} step={it} left={comparison.left} right={comparison.right} current={it.step === current} />
      ))}
    </ol>
  );
}

interface RowProps {
  step: ComparedStep;
  left: Run;
  right: Run;
  current: boolean;
}

function Row({ step, left, right, current }: RowProps) {
  const { t } = useText();
  const [open, setOpen] = useState(!step.same);
  const side = step.left ?? step.right;
  return (
    <li
      id={`step-${step.step}`}
      tabIndex={-1}
      data-same={step.same}
      className={classes(
        'scroll-mt-2 border-b border-line focus:outline-none',
        current && 'shadow-[inset_2px_0_0_var(--ember)]',
      )}
    >
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex min-h-10 w-full flex-wrap items-center gap-x-3 gap-y-1 px-4 py-1.5 text-left hover:bg-panel focus-visible:-outline-offset-2"
      >
        <ChevronRight
          aria-hidden
          className={classes('size-4 shrink-0 text-ink-3 transition-transform', open && 'rotate-90')}
        />
        <span className="shrink-0 font-mono text-sm text-ink-2">{t('compare.step', { step: step.step })}</span>
        {step.same ? <Chip icon={<Equal aria-hidden />}>{t('compare.stepSame')}</Chip> : <Differences step={step} />}
        {side && !open && (
          <span className="min-w-0 flex-1 basis-40 truncate font-mono text-sm text-ink-3">{stepWords(side)}</span>
        )}
      </button>
      {open && <ComparedParts step={step} left={left} right={right} />}
    </li>
  );
}

function Differences({ step }: { step: ComparedStep }) {
  const { t } = useText();
  if (!step.left) return <Chip tone="info">{t('compare.onlyB')}</Chip>;
  if (!step.right) return <Chip tone="info">{t('compare.onlyA')}</Chip>;
  return partings(step).map((it) => (
    <Chip key={it} tone="info">
      {t(`compare.differs.${it}`)}
    </Chip>
  ));
}
