import { ArrowDown, History, SquarePen } from 'lucide-react';
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { IconButton } from '../../kit/Button';
import { Empty } from '../../kit/Empty';
import { ErrorCard } from '../../kit/ErrorCard';
import { useText } from '../../kit/i18n/useText';
import { SkeletonText } from '../../kit/Skeleton';
import { ChatChips } from './ChatChips';
import { Composer, COMPOSER } from './Composer';
import { ConversationList } from './ConversationList';
import { TurnView } from './TurnView';
import { setDraft, useChat, useDrafts } from './useChat';
import { useReading } from './useReading';

export interface ChatProps {
  conversation: string | null;
  onConversation: (id: string | null) => void;
  buttons: ReactNode;
}

/** One conversation with an agent, or the list of all. */
export function Chat({ conversation, onConversation, buttons }: ChatProps) {
  const { t } = useText();
  const [listing, setListing] = useState(false);
  const chat = useChat(conversation, onConversation);
  useReading(conversation, chat.messages.isSuccess);
  const model = useDrafts((it) => it.models[conversation ?? 'new'] ?? '');
  const send = (text: string) => chat.send.mutate({ text, model });
  const pick = (id: string | null) => {
    setListing(false);
    onConversation(id);
  };
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <header className="flex h-11 shrink-0 items-center gap-0.5 border-b border-line pr-1.5 pl-3">
        <h2 className="flex-1 font-semibold">{t('chat.title')}</h2>
        <IconButton size="dense" label={t('chat.all')} aria-pressed={listing} onClick={() => setListing(!listing)}>
          <History />
        </IconButton>
        <IconButton size="dense" label={t('action.newChat')} onClick={() => pick(null)}>
          <SquarePen />
        </IconButton>
        {buttons}
      </header>
      {listing ? (
        <ConversationList current={conversation} onPick={pick} />
      ) : (
        <>
          <ChatChips conversation={conversation} />
          <Turns conversation={conversation} chat={chat} onSend={send} />
          {chat.error && <ErrorCard error={chat.error} />}
          <Composer
            conversation={conversation}
            busy={chat.active.length > 0 || chat.send.isPending}
            onSend={send}
            onStop={() => void chat.stop()}
          />
        </>
      )}
    </div>
  );
}

interface TurnsProps {
  conversation: string | null;
  chat: ReturnType<typeof useChat>;
  onSend: (text: string) => void;
}

function Turns({ conversation, chat, onSend }: TurnsProps) {
  const { t } = useText();
  const { messages, turns } = chat;
  const box = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  useFollowing(box, atEnd);
  const lastUser = turns.findLast((it) => it.kind === 'message' && it.message.role === 'user');
  const retryText = lastUser?.kind === 'message' ? lastUser.message.content : null;
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={box}
        role="log"
        aria-label={t('chat.messages')}
        tabIndex={0}
        className="h-full overflow-y-auto overscroll-contain px-3 py-3 focus-visible:-outline-offset-2"
        onScroll={({ currentTarget: it }) => setAtEnd(it.scrollHeight - it.scrollTop - it.clientHeight < 40)}
      >
        {conversation !== null && messages.isPending && <SkeletonText lines={6} />}
        {messages.error && <ErrorCard error={messages.error} onRetry={() => void messages.refetch()} />}
        {turns.length === 0 && !(conversation !== null && messages.isPending) && !messages.error && (
          <Empty drawing="speech" sentence={t('chat.empty')} />
        )}
        <div className="grid gap-4">
          {turns.map((turn, place) => (
            <TurnView
              key={turn.key}
              turn={turn}
              last={place === turns.length - 1}
              onEdit={(text) => {
                setDraft(conversation, text);
                document.getElementById(COMPOSER)?.focus();
              }}
              onRetry={retryText === null ? undefined : () => onSend(retryText)}
            />
          ))}
        </div>
      </div>
      {!atEnd && (
        <IconButton
          label={t('chat.toEnd')}
          className="absolute right-3 bottom-2 border border-line bg-raised shadow-float"
          onClick={() => box.current?.scrollTo({ top: box.current.scrollHeight })}
        >
          <ArrowDown />
        </IconButton>
      )}
    </div>
  );
}

/** Keeps the end in sight while the person is there. */
function useFollowing(box: React.RefObject<HTMLDivElement | null>, following: boolean) {
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || !following) return;
    const toEnd = () => element.scrollTo({ top: element.scrollHeight });
    toEnd();
    const watcher = new MutationObserver(toEnd);
    watcher.observe(element, { childList: true, subtree: true, characterData: true });
    return () => watcher.disconnect();
  }, [box, following]);
}
