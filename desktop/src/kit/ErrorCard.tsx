import { Copy, RotateCw, TriangleAlert } from 'lucide-react';
import { codeOf, detailsOf, Problem, Unreachable } from '../kernel/problem';
import { Button } from './Button';
import { copyText } from './copyText';
import { Empty } from './Empty';
import { useText } from './i18n/useText';

export interface ErrorCardProps {
  error: unknown;
  onRetry?: (() => void) | undefined;
}

/** What happened, what to do about it, and the words to report it with. */
export function ErrorCard({ error, onRetry }: ErrorCardProps) {
  const { t } = useText();
  const code = codeOf(error);
  if (code === 'forbidden') return <Empty drawing="lock" sentence={t('state.forbidden')} />;
  if (code === 'not_found') return <Empty drawing="search" sentence={t('state.notFound')} />;
  const known = error instanceof Problem || error instanceof Unreachable;
  return (
    <div role="alert" className="m-4 flex max-w-140 gap-3 rounded-panel border border-line bg-bad-wash p-4">
      <TriangleAlert className="mt-0.5 size-4 shrink-0 text-bad" aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{code === 'unreachable' ? t('state.unreachable') : t('state.failed')}</p>
        <p className="mt-1 break-words text-ink-2">
          {code === 'unreachable' ? t('state.unreachable.do') : known ? error.message : t('state.failed.do')}
        </p>
        <div className="mt-3 flex gap-2">
          {onRetry && (
            <Button size="dense" icon={<RotateCw />} onClick={onRetry}>
              {t('do.retry')}
            </Button>
          )}
          <Button size="dense" look="quiet" icon={<Copy />} onClick={() => copyText(detailsOf(error))}>
            {t('do.copyDetails')}
          </Button>
        </div>
      </div>
    </div>
  );
}
