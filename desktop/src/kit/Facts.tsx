import { useEffect, useState } from 'react';
import { copyText } from './copyText';
import { bytesText, compactNumber, durationText, exactTime, relativeTime, shortId } from './format';
import { useText } from './i18n/useText';

/** The time now, renewed so that ages stay true. */
export function useNow(everyMs = 30_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** How long ago; the exact time on hover. */
export function Time({ at, className }: { at: string; className?: string }) {
  const { language } = useText();
  const now = useNow();
  return (
    <time dateTime={at} title={exactTime(at, language)} className={className}>
      {relativeTime(at, now, language)}
    </time>
  );
}

export function Bytes({ bytes }: { bytes: number }) {
  const { language } = useText();
  return <span title={`${bytes.toLocaleString(language)} B`}>{bytesText(bytes, language)}</span>;
}

/** Tokens in and out; a dash where nothing was counted, which is not the same as none. */
export function Tokens({ tokensIn, tokensOut }: { tokensIn: number; tokensOut: number }) {
  const { language, t } = useText();
  if (tokensIn + tokensOut === 0) return <Uncounted />;
  return (
    <span title={t('fact.tokens', { in: tokensIn.toLocaleString(language), out: tokensOut.toLocaleString(language) })}>
      {compactNumber(tokensIn, language)} → {compactNumber(tokensOut, language)}
    </span>
  );
}

/** Stands where a figure would stand that nobody took. */
export function Uncounted() {
  const { t } = useText();
  return <span title={t('fact.uncounted')}>–</span>;
}

export function Duration({ ms }: { ms: number }) {
  const { language } = useText();
  return <span>{durationText(ms, language)}</span>;
}

/** How long something has been going on, counting. */
export function Elapsed({ since }: { since: string }) {
  const { language } = useText();
  const now = useNow(1000);
  const ms = Math.max(now - new Date(since).getTime(), 0);
  return <span>{durationText(Math.floor(ms / 1000) * 1000, language)}</span>;
}

/** A shortened id, copied by a click. */
export function ShortId({ id }: { id: string }) {
  const { t } = useText();
  return (
    <button
      type="button"
      title={`${id}\n${t('do.copyId')}`}
      onClick={(event) => {
        event.stopPropagation();
        copyText(id);
      }}
      className="rounded-sm font-mono text-sm text-ink-3 hover:text-ink"
    >
      {shortId(id)}
    </button>
  );
}
