import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { IconButton } from '../../kit/Button';
import { classes } from '../../kit/classes';
import { useText } from '../../kit/i18n/useText';

export interface FindProps {
  /** Returns whether there is such a place. */
  onFind: (text: string, back: boolean) => boolean;
  onClose: () => void;
}

/** Searches what the terminal has said. */
export function Find({ onFind, onClose }: FindProps) {
  const { t } = useText();
  const [text, setText] = useState('');
  const [found, setFound] = useState(true);
  const look = (wanted: string, back: boolean) => setFound(wanted === '' || onFind(wanted, back));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
    if (event.key === 'Enter') look(text, !event.shiftKey);
  };
  return (
    <div
      role="search"
      className="absolute top-2 right-4 z-10 flex animate-rise items-center gap-1 rounded-panel border border-line bg-raised p-1 shadow-float"
    >
      <input
        autoFocus
        aria-label={t('terminal.find')}
        placeholder={t('terminal.find')}
        className={classes('field w-52', !found && 'text-bad')}
        value={text}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setText(event.target.value);
          look(event.target.value, true);
        }}
      />
      <IconButton size="dense" label={t('terminal.findPrevious')} onClick={() => look(text, true)}>
        <ChevronUp />
      </IconButton>
      <IconButton size="dense" label={t('terminal.findNext')} onClick={() => look(text, false)}>
        <ChevronDown />
      </IconButton>
      <IconButton size="dense" label={t('do.close')} onClick={onClose}>
        <X />
      </IconButton>
    </div>
  );
}
