import { Minimize2 } from 'lucide-react';
import { useLocation, useParams } from 'wouter';
import { IconButton } from '../../kit/Button';
import { useText } from '../../kit/i18n/useText';
import { useCrumbs } from '../crumbs';
import { openChat } from '../panels';
import { Chat } from './Chat';

/** The chat over the whole stage, with an address of its own. */
export function ChatStage() {
  const { t } = useText();
  const { id } = useParams<{ id?: string }>();
  const [, navigate] = useLocation();
  const conversation = id ?? null;
  useCrumbs({ label: t('chat.title') });
  const shrink = () => {
    openChat(conversation);
    navigate('/');
  };
  return (
    <div className="mx-auto flex h-full max-w-200">
      <h1 className="sr-only">{t('chat.title')}</h1>
      <Chat
        key={conversation ?? 'new'}
        conversation={conversation}
        onConversation={(next) => navigate(next ? `/chat/${next}` : '/chat')}
        buttons={
          <IconButton size="dense" label={t('chat.shrink')} onClick={shrink}>
            <Minimize2 />
          </IconButton>
        }
      />
    </div>
  );
}
