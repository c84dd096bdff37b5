import { CircleCheck, CircleX } from 'lucide-react';
import { useState } from 'react';
import type { Difference, Replay } from '../../../kernel/past';
import { Button } from '../../../kit/Button';
import { useText } from '../../../kit/i18n/useText';
import { DiffPair } from './DiffPair';

/** Whether a replay went as recorded; if not, where it went another way first. */
export function ReplayResult({ replay }: { replay: Replay }) {
  const { t, n } = useText();
  const [all, setAll] = useState(false);
  if (replay.same) {
    return (
      <p className="flex items-start gap-2">
        <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-ok" />
        <span>
          <span className="block font-medium">{t('replay.same')}</span>
          <span className="text-ink-2">{n('replay.events', replay.events)}</span>
        </span>
      </p>
    );
  }
  const [first, ...rest] = replay.differences;
  return (
    <div className="grid gap-3">
      <p className="flex items-start gap-2">
        <CircleX aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
        <span>
          <span className="block font-medium">{n('replay.differences', replay.count)}</span>
          {replay.status !== replay.recorded_status && (
            <span className="text-ink-2">
              {t('replay.ends', {
                now: t(`status.${replay.status}`),
                then: t(`status.${replay.recorded_status}`),
              })}
            </span>
          )}
        </span>
      </p>
      {first && <DifferenceCard difference={first} />}
      {all && rest.map((it, at) => <DifferenceCard key={at} difference={it} />)}
      {!all && rest.length > 0 && (
        <Button size="dense" className="justify-self-start" onClick={() => setAll(true)}>
          {n('replay.more', rest.length)}
        </Button>
      )}
    </div>
  );
}

function DifferenceCard({ difference }: { difference: Difference }) {
  const { t } = useText();
  const text = (it: Difference['expected']) => (it ? JSON.stringify(it, null, 2) : undefined);
  return (
    <section className="rounded-panel border border-line bg-desk px-3 py-2">
      <h3 className="pb-1.5 text-sm">
        <span className="text-ink-3">{t('replay.at', { position: difference.position })}</span>{' '}
        <span className="font-mono break-words">{difference.what}</span>
      </h3>
      <p className="pb-1.5 text-sm text-ink-3">{t('replay.sides')}</p>
      <DiffPair label={difference.what} left={text(difference.expected)} right={text(difference.actual)} differ mono />
    </section>
  );
}
