import { useState } from 'react';
import { classes } from '../classes';
import { useText } from '../i18n/useText';

/** Two lines of reasoning, the rest a click away. */
export function Fold({ text, className }: { text: string; className?: string }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const long = text.length > 180 || text.split('\n').length > 2;
  return (
    <div className={className}>
      <p className={classes('whitespace-pre-wrap', long && !open && 'line-clamp-2')}>{text}</p>
      {long && (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="text-sm text-ink-3 not-italic hover:text-ink"
        >
          {open ? t('do.less') : t('do.more')}
        </button>
      )}
    </div>
  );
}
