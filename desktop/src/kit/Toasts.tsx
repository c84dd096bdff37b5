import { Check, TriangleAlert, X } from 'lucide-react';
import { Button, IconButton } from './Button';
import { useText } from './i18n/useText';
import { dismissToast, useToasts } from './toasts';

/** Where toasts stand; once in the frame. */
export function Toasts() {
  const { t } = useText();
  const shown = useToasts((it) => it.shown);
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed bottom-16 left-1/2 z-60 flex -translate-x-1/2 flex-col items-center gap-2 sm:bottom-10"
    >
      {shown.map((it) => (
        <div
          key={it.id}
          className="pointer-events-auto flex min-h-9 max-w-[92vw] animate-rise items-center gap-2 rounded-panel border border-line bg-raised py-1 pr-1 pl-3 shadow-float"
        >
          {it.tone === 'bad' ? (
            <TriangleAlert className="size-4 shrink-0 text-bad" aria-hidden />
          ) : (
            <Check className="size-4 shrink-0 text-ok" aria-hidden />
          )}
          <span className="pr-1">{t(it.text, it.values)}</span>
          {it.action && (
            <Button
              size="dense"
              look="quiet"
              className="text-ember-ink"
              onClick={() => {
                it.action?.run();
                dismissToast(it.id);
              }}
            >
              {t(it.action.label)}
            </Button>
          )}
          <IconButton size="dense" label={t('do.dismiss')} onClick={() => dismissToast(it.id)}>
            <X />
          </IconButton>
        </div>
      ))}
    </div>
  );
}
