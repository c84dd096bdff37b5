import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, ClipboardPaste } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from '../../kit/classes';
import { useText } from '../../kit/i18n/useText';

export interface KeyBarProps {
  /** Whether Ctrl waits for the next key. */
  ctrl: boolean;
  onCtrl: () => void;
  onKey: (text: string) => void;
  onArrow: (letter: 'A' | 'B' | 'C' | 'D') => void;
  onPaste: () => void;
  /** Gives the keyboard back to the terminal. */
  onFocus: () => void;
}

/** The keys that a phone's keyboard lacks. */
export function KeyBar({ ctrl, onCtrl, onKey, onArrow, onPaste, onFocus }: KeyBarProps) {
  const { t } = useText();
  const key = (label: string, press: () => void, face: ReactNode = label, on?: boolean) => (
    <button
      key={label}
      type="button"
      aria-label={label}
      {...(on === undefined ? {} : { 'aria-pressed': on })}
      onClick={() => {
        press();
        onFocus();
      }}
      className={classes(
        'flex h-11 min-w-11 shrink-0 items-center justify-center rounded-control px-2 font-mono text-sm [&_svg]:size-4',
        on ? 'bg-ember-wash text-ember-ink' : 'text-ink-2',
      )}
    >
      {face}
    </button>
  );
  return (
    <div
      role="toolbar"
      aria-label={t('terminal.keys')}
      className="flex shrink-0 gap-0.5 overflow-x-auto border-t border-line bg-panel px-1 sm:hidden"
    >
      {key('Esc', () => onKey('\u001b'))}
      {key('Tab', () => onKey('\t'))}
      {key(t('terminal.keyCtrl'), onCtrl, 'Ctrl', ctrl)}
      {key('←', () => onArrow('D'), <ArrowLeft />)}
      {key('↑', () => onArrow('A'), <ArrowUp />)}
      {key('↓', () => onArrow('B'), <ArrowDown />)}
      {key('→', () => onArrow('C'), <ArrowRight />)}
      {['|', '/', '~', '-'].map((it) => key(it, () => onKey(it)))}
      {key(t('terminal.paste'), onPaste, <ClipboardPaste />)}
    </div>
  );
}
