import { Maximize2, X } from 'lucide-react';
import { useLocation } from 'wouter';
import { IconButton } from '../../kit/Button';
import { usePreferences } from '../../kit/preferences';
import { useText } from '../../kit/i18n/useText';
import { toggleChat } from '../panels';
import { Chat } from './Chat';

/** The chat as a panel. */
export function ChatPanel() {
  const { t } = useText();
  const [, navigate] = useLocation();
  const conversation = usePreferences((it) => it.chatConversation);
  return (
    <Chat
      key={conversation ?? 'new'}
      conversation={conversation}
      onConversation={(id) => usePreferences.setState({ chatConversation: id })}
      buttons={
        <>
          <IconButton
            size="dense"
            label={t('chat.expand')}
            className="max-md:hidden"
            onClick={() => navigate(conversation ? `/chat/${conversation}` : '/chat')}
          >
            <Maximize2 />
          </IconButton>
          <IconButton size="dense" label={t('do.close')} onClick={() => toggleChat(false)}>
            <X />
          </IconButton>
        </>
      }
    />
  );
}
