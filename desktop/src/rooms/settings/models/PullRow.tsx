import { CircleAlert, CircleCheck, CircleStop, Download, RotateCw } from 'lucide-react';
import { leftOf, type LivePull } from '../../../kernel/pulls';
import { IconButton } from '../../../kit/Button';
import { bytesText, durationText } from '../../../kit/format';
import { useText } from '../../../kit/i18n/useText';
import { Progress } from '../../../kit/Progress';

export interface PullRowProps {
  news: LivePull;
  onStop: (model: string) => void;
  onAgain: (model: string) => void;
}

/** One download: how far it is, how fast, how long it still takes; or how it ended. */
export function PullRow({ news, onStop, onAgain }: PullRowProps) {
  const { t } = useText();
  const { model, state, message } = news.pull;
  return (
    <li className="rounded-panel border border-line bg-panel py-2 pr-2 pl-3">
      <div className="flex items-center gap-2.5">
        <Standing state={state} />
        <span className="min-w-0 flex-1 truncate font-mono text-sm" title={model}>
          {model}
        </span>
        {state === 'running' && (
          <IconButton size="dense" label={t('pull.stop', { name: model })} onClick={() => onStop(model)}>
            <CircleStop />
          </IconButton>
        )}
        {state === 'failed' && (
          <IconButton size="dense" label={t('pull.again', { name: model })} onClick={() => onAgain(model)}>
            <RotateCw />
          </IconButton>
        )}
      </div>
      {state === 'running' && <PullProgress news={news} />}
      {state === 'failed' && message && <p className="mt-1 pr-1 text-sm break-words text-ink-2">{message}</p>}
    </li>
  );
}

/** The bar of a download and its numbers beneath. */
export function PullProgress({ news }: { news: LivePull }) {
  const { t, language } = useText();
  const { model, status, completed_bytes: done, total_bytes: total } = news.pull;
  const left = leftOf(news);
  const bytes = (count: number) => bytesText(count, language);
  return (
    <div className="mt-1.5 pr-1">
      <Progress part={total > 0 ? done / total : 0} label={t('pull.progress', { name: model })} />
      <p className="mt-1 flex flex-wrap gap-x-3 text-sm text-ink-3 tabular-nums">
        {total > 0 ? (
          <>
            <span>{t('pull.of', { done: bytes(done), total: bytes(total) })}</span>
            <span>{Math.floor((100 * done) / total)} %</span>
            {news.rate !== undefined && <span>{t('pull.speed', { speed: bytes(news.rate) })}</span>}
            {left !== undefined && (
              <span>{t('pull.left', { time: durationText(Math.ceil(left / 1000) * 1000, language) })}</span>
            )}
          </>
        ) : (
          <span>{status}</span>
        )}
      </p>
    </div>
  );
}

function Standing({ state }: { state: LivePull['pull']['state'] }) {
  const { t } = useText();
  const look = 'size-4 shrink-0';
  if (state === 'done') return <CircleCheck className={`${look} text-ok`} role="img" aria-label={t('pull.done')} />;
  if (state === 'failed')
    return <CircleAlert className={`${look} text-bad`} role="img" aria-label={t('pull.failed')} />;
  return <Download className={`${look} text-ember-ink`} role="img" aria-label={t('pull.running')} />;
}
