import { Copy } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button, IconButton } from './Button';
import { classes } from './classes';
import { copyText } from './copyText';
import { useText } from './i18n/useText';

export interface CodeBlockProps {
  text: string;
  label?: string;
  /** Lines before the rest folds away; none folds when absent. */
  fold?: number;
  /** Which end stays in sight: what is still being printed is read at its end. */
  keep?: 'start' | 'end';
  tone?: 'plain' | 'bad';
  aside?: ReactNode;
}

/** Text as a machine wrote or will read it. */
export function CodeBlock({ text, label, fold, keep = 'start', tone = 'plain', aside }: CodeBlockProps) {
  const { t, n } = useText();
  const [open, setOpen] = useState(false);
  const lines = text.replace(/\n$/, '').split('\n');
  const hidden = fold !== undefined && !open ? lines.length - fold : 0;
  const shown = hidden > 0 ? (keep === 'end' ? lines.slice(-(fold ?? 0)) : lines.slice(0, fold)) : lines;
  return (
    <figure className="group/code relative min-w-0 overflow-hidden rounded-control border border-line bg-desk">
      {(label ?? aside) !== undefined && (
        <figcaption className="flex h-7 items-center justify-between gap-2 border-b border-line px-2.5 text-xs text-ink-3">
          <span className="truncate">{label}</span>
          {aside}
        </figcaption>
      )}
      <pre
        tabIndex={0}
        aria-label={label ?? t('strand.output')}
        className={classes(
          'max-h-96 overflow-auto px-2.5 py-2 font-mono text-sm break-words whitespace-pre-wrap',
          tone === 'bad' ? 'text-bad' : 'text-ink',
        )}
      >
        {shown.join('\n')}
      </pre>
      <div className="absolute top-0.5 right-0.5 opacity-0 transition-opacity group-hover/code:opacity-100 focus-within:opacity-100">
        <IconButton size="dense" label={t('do.copy')} onClick={() => copyText(text)} className="bg-desk">
          <Copy />
        </IconButton>
      </div>
      {(hidden > 0 || open) && (
        <Button size="dense" look="quiet" className="w-full rounded-none border-t-line" onClick={() => setOpen(!open)}>
          {open ? t('do.fold') : n('do.showLines', hidden)}
        </Button>
      )}
    </figure>
  );
}
