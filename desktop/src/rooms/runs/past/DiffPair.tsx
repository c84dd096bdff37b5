import { useMemo, type ReactNode } from 'react';
import { classes } from '../../../kit/classes';
import { ExactText } from '../../../kit/Exact';
import { useText } from '../../../kit/i18n/useText';
import { diffLines, type Line } from './lines';
import { SideMark } from './SideMark';

export interface DiffPairProps {
  label: string;
  /** Left out where that side has nothing like it. */
  left?: string | undefined;
  right?: string | undefined;
  differ: boolean;
  mono?: boolean;
}

/** One thing of both sides, beside each other; on a narrow screen one above the other; once where it is the same. */
export function DiffPair({ label, left, right, differ, mono = false }: DiffPairProps) {
  const lines = useMemo(() => diffLines(left ?? '', right ?? ''), [left, right]);
  if (!differ && left === right) {
    return (
      <div className="flex min-w-0 gap-2 text-ink-2">
        <SideMark side="A B" />
        <div className="min-w-0 flex-1">
          <Text label={label} lines={lines.left} differ={false} mono={mono} />
        </div>
      </div>
    );
  }
  const side = (text: string | undefined, all: readonly Line[]) =>
    text !== undefined && <Text label={label} lines={all} differ={differ} mono={mono} />;
  return <Pair left={side(left, lines.left)} right={side(right, lines.right)} />;
}

/** Two things beside each other, each with the mark of its side; the place of one that is missing stays empty. */
export function Pair({ left, right }: { left: ReactNode; right: ReactNode }) {
  return (
    <div className="grid gap-x-4 gap-y-1.5 md:grid-cols-2">
      <Cell side="A">{left}</Cell>
      <Cell side="B">{right}</Cell>
    </div>
  );
}

function Cell({ side, children }: { side: 'A' | 'B'; children: ReactNode }) {
  if (!children) return <div className="max-md:hidden" />;
  return (
    <div className="flex min-w-0 gap-2">
      <SideMark side={side} />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}

interface TextProps {
  label: string;
  lines: readonly Line[];
  differ: boolean;
  mono: boolean;
}

function Text({ label, lines, differ, mono }: TextProps) {
  const { t } = useText();
  if (lines.length === 0) return <p className="text-sm text-ink-3">{t('compare.nothing')}</p>;
  return (
    <div
      role="group"
      aria-label={label}
      tabIndex={lines.length > 12 ? 0 : undefined}
      className={classes('max-h-72 overflow-auto break-words whitespace-pre-wrap', mono && 'font-mono text-sm')}
    >
      {lines.map((it, at) =>
        differ && !it.same ? (
          <mark key={at} className="-mx-1.5 block border-l-2 border-info bg-info-wash px-1.5 text-ink">
            <ExactText text={it.text || ' '} />
          </mark>
        ) : (
          <span key={at} className="block">
            <ExactText text={it.text || ' '} />
          </span>
        ),
      )}
    </div>
  );
}
