import { CircleCheck, CircleDashed, CircleX, Play, Square, Trash2, type LucideIcon } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import type { RunTest } from '../../../kernel/past';
import { Button, IconButton } from '../../../kit/Button';
import { Chip } from '../../../kit/Chip';
import { classes } from '../../../kit/classes';
import { Empty } from '../../../kit/Empty';
import { ErrorCard } from '../../../kit/ErrorCard';
import { Time } from '../../../kit/Facts';
import { useText } from '../../../kit/i18n/useText';
import { Progress } from '../../../kit/Progress';
import { SkeletonRows } from '../../../kit/Skeleton';
import { countsOf, stateOf, type TestState } from './testWords';
import { useCheckTests, useDeleteTest, useTests, type Checking } from './useTests';

/** The runs that are tests of what agents do here. */
export function Tests() {
  const { t } = useText();
  const [, navigate] = useLocation();
  const { query, tests } = useTests();
  const { checking, check, stop } = useCheckTests();
  if (query.isPending) return <SkeletonRows rows={6} />;
  if (query.error) return <ErrorCard error={query.error} onRetry={() => void query.refetch()} />;
  if (tests.length === 0) {
    return (
      <Empty
        drawing="strand"
        sentence={t('tests.none')}
        action={<Button onClick={() => navigate('/runs?tab=completed')}>{t('tests.look')}</Button>}
      />
    );
  }
  return (
    <>
      <Summary tests={tests} checking={checking} onCheck={() => void check(tests)} onStop={stop} />
      <ul aria-label={t('tests.label')}>
        {tests.map((it) => (
          <Row
            key={it.id}
            test={it}
            checking={checking?.id === it.id}
            busy={checking !== null}
            onCheck={() => void check([it])}
          />
        ))}
      </ul>
      {query.hasNextPage && (
        <div className="flex justify-center p-3">
          <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('do.showMore')}
          </Button>
        </div>
      )}
    </>
  );
}

interface SummaryProps {
  tests: readonly RunTest[];
  checking: Checking | null;
  onCheck: () => void;
  onStop: () => void;
}

function Summary({ tests, checking, onCheck, onStop }: SummaryProps) {
  const { t, n } = useText();
  const counts = countsOf(tests);
  return (
    <div className="sticky top-0 z-10 border-b border-line bg-desk">
      <div className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
        <p role="status" className="min-w-0 flex-1 text-ink-2">
          {checking
            ? t('tests.checking', { at: checking.at + 1, of: checking.of })
            : [n('tests.passed', counts.passed), n('tests.failed', counts.failed), n('tests.new', counts.new)].join(
                ' · ',
              )}
        </p>
        {checking ? (
          <Button size="dense" icon={<Square />} onClick={onStop}>
            {t('do.stop')}
          </Button>
        ) : (
          <Button size="dense" look="primary" icon={<Play />} onClick={onCheck}>
            {n('tests.run', tests.length)}
          </Button>
        )}
      </div>
      {checking && <Progress part={checking.at / checking.of} label={t('tests.progress')} />}
    </div>
  );
}

const GLYPHS: Record<TestState, { Icon: LucideIcon; tone: string }> = {
  new: { Icon: CircleDashed, tone: 'text-ink-3' },
  passed: { Icon: CircleCheck, tone: 'text-ok' },
  failed: { Icon: CircleX, tone: 'text-bad' },
};

interface RowProps {
  test: RunTest;
  checking: boolean;
  busy: boolean;
  onCheck: () => void;
}

function Row({ test, checking, busy, onCheck }: RowProps) {
  const { t } = useText();
  const remove = useDeleteTest();
  const state = stateOf(test);
  const { Icon, tone } = GLYPHS[state];
  return (
    <li className="flex items-start gap-x-3 border-b border-line px-4 py-2.5">
      <Icon
        role="img"
        aria-label={t(`tests.state.${state}`)}
        className={classes('mt-0.5 size-4 shrink-0', tone, checking && 'animate-breathe')}
      />
      <div className="min-w-0 flex-1">
        <Link href={`/runs/${test.run_id}`} className="block truncate rounded-sm font-medium">
          {test.name}
        </Link>
        {test.finding && <p className="font-mono text-sm break-words text-bad">{test.finding}</p>}
        <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-3">
          {test.checked_at ? (
            <span>
              {t(`tests.state.${state}`)} <Time at={test.checked_at} />
            </span>
          ) : (
            <span>{t('tests.never')}</span>
          )}
          <Chip>{t(`replay.mode.${test.mode}`)}</Chip>
        </p>
      </div>
      <Button size="dense" icon={<Play />} disabled={busy} onClick={onCheck}>
        {t('tests.check')}
      </Button>
      <IconButton
        size="dense"
        label={t('tests.delete', { name: test.name })}
        disabled={busy || remove.isPending}
        onClick={() => remove.mutate(test)}
      >
        <Trash2 />
      </IconButton>
    </li>
  );
}
