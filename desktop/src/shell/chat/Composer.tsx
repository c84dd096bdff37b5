import { ArrowUp, Square } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Avatar } from '../../kit/Avatar';
import { IconButton } from '../../kit/Button';
import { useText } from '../../kit/i18n/useText';
import { EstimateLine } from '../budget/EstimateLine';
import { mentionAt } from './turns';
import { setDraft, useDrafts } from './useChat';
import { usePersona } from './usePersona';

/** The id of the field, for those who lead the person there. */
export const COMPOSER = 'chat-composer';

export interface ComposerProps {
  conversation: string | null;
  busy: boolean;
  onSend: (text: string) => void;
  onStop: () => void;
}

/** Where one writes: Enter sends, Shift and Enter breaks the line. */
export function Composer({ conversation, busy, onSend, onStop }: ComposerProps) {
  const { t } = useText();
  const text = useDrafts((it) => it.texts[conversation ?? 'new'] ?? '');
  const model = useDrafts((it) => it.models[conversation ?? 'new'] ?? '');
  const persona = usePersona(conversation).chosen?.id;
  const box = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState(0);
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  const send = () => {
    if (text.trim() && !busy) onSend(text.trim());
  };
  return (
    <div className="relative shrink-0 p-3 pt-0">
      <Agents conversation={conversation} text={text} caret={caret} onPick={(next) => setDraft(conversation, next)} />
      <div className="rounded-panel border border-line-strong bg-desk focus-within:border-ember">
        <textarea
          id={COMPOSER}
          ref={box}
          rows={2}
          aria-label={t('chat.placeholder')}
          placeholder={t('chat.placeholder')}
          value={text}
          className="field-sizing-content max-h-48 min-h-13 w-full resize-none bg-transparent px-3 pt-2 focus-visible:outline-none"
          onChange={(event) => {
            setDraft(conversation, event.target.value);
            setCaret(event.target.selectionStart);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            send();
          }}
        />
        <div className="flex items-center justify-end gap-2 p-1.5 pl-3">
          <span className="mr-auto flex min-w-0 gap-2 text-xs text-ink-3">
            {text.trim() === '' && <span className="max-sm:hidden">{t('chat.keys')}</span>}
            <EstimateLine persona={persona} model={model} wanted={text.trim() !== ''} />
          </span>
          {busy ? (
            <IconButton size="dense" label={t('do.stop')} className="bg-raised" onClick={onStop}>
              <Square className="fill-current" />
            </IconButton>
          ) : (
            <IconButton
              size="dense"
              label={t('do.send')}
              disabled={!text.trim()}
              className="bg-(--ember-button) text-on-ember hover:bg-ember-hover hover:text-on-ember"
              onClick={send}
            >
              <ArrowUp />
            </IconButton>
          )}
        </div>
      </div>
    </div>
  );
}

interface AgentsProps {
  conversation: string | null;
  text: string;
  caret: number;
  onPick: (text: string) => void;
}

/** Agents by the letters typed after an at sign; picking one answers from then on. */
function Agents({ conversation, text, caret, onPick }: AgentsProps) {
  const { t } = useText();
  const { personas, choose } = usePersona(conversation);
  const mention = mentionAt(text, caret);
  if (mention?.kind !== 'agent') return null;
  const fits = personas.filter((it) => it.name.toLowerCase().startsWith(mention.typed.toLowerCase()));
  if (fits.length === 0) return null;
  return (
    <ul
      aria-label={t('chat.agents')}
      className="absolute inset-x-3 bottom-full z-1 mb-1 animate-rise rounded-panel border border-line bg-raised p-1 shadow-float"
    >
      {fits.map((it) => (
        <li key={it.id}>
          <button
            type="button"
            className="flex h-8 w-full items-center gap-2 rounded-control px-2 text-left hover:bg-hover"
            onClick={() => {
              choose(it.id);
              onPick(`${text.slice(0, mention.start)}@${it.name} ${text.slice(caret)}`);
            }}
          >
            <Avatar persona={it} />
            {it.name}
            <span className="min-w-0 truncate text-sm text-ink-3">{it.description}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
