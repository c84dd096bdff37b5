import { ChevronDown, Cpu } from 'lucide-react';
import { Avatar } from '../../kit/Avatar';
import { useText } from '../../kit/i18n/useText';
import { ChoiceMenu } from '../../kit/Menu';
import { useChatModels } from '../queries';
import { setDraftModel, useDrafts } from './useChat';
import { usePersona } from './usePersona';

const CHIP =
  'inline-flex h-7 min-w-0 items-center gap-1.5 rounded-full border border-line px-2 text-sm text-ink-2 hover:bg-hover hover:text-ink';

/** Which agent answers here, and with which model. */
export function ChatChips({ conversation }: { conversation: string | null }) {
  const { t } = useText();
  return (
    <div role="group" aria-label={t('chat.with')} className="flex shrink-0 gap-1.5 border-b border-line px-3 py-2">
      <PersonaChip conversation={conversation} />
      <ModelChip conversation={conversation} />
    </div>
  );
}

function PersonaChip({ conversation }: { conversation: string | null }) {
  const { t } = useText();
  const { personas, persona, choose } = usePersona(conversation);
  if (!persona) return null;
  return (
    <ChoiceMenu
      value={persona.id}
      onChoose={choose}
      choices={personas.map((it) => ({
        id: it.id,
        label: it.name,
        hint: it.description,
        icon: <Avatar persona={it} />,
      }))}
      trigger={
        <button type="button" className={CHIP} aria-label={t('chat.agentIs', { name: persona.name })}>
          <Avatar persona={persona} />
          <span className="truncate">{persona.name}</span>
          <ChevronDown className="size-3.5 shrink-0" aria-hidden />
        </button>
      }
    />
  );
}

function ModelChip({ conversation }: { conversation: string | null }) {
  const { t } = useText();
  const models = useChatModels();
  const chosen = useDrafts((it) => it.models[conversation ?? 'new'] ?? '');
  const label = chosen || t('chat.usualModel');
  return (
    <ChoiceMenu
      value={chosen}
      onChoose={(id) => setDraftModel(conversation, id)}
      choices={[
        { id: '', label: t('chat.usualModel'), hint: models.find((it) => it.default)?.id ?? '' },
        ...models.map((it) => ({
          id: it.id,
          label: it.id,
          disabled: !it.available,
          ...(it.available ? {} : { hint: t('models.unavailable') }),
        })),
      ]}
      trigger={
        <button type="button" className={CHIP} aria-label={t('chat.modelIs', { name: label })}>
          <Cpu className="size-3.5 shrink-0" aria-hidden />
          <span className="truncate">{label}</span>
          <ChevronDown className="size-3.5 shrink-0" aria-hidden />
        </button>
      }
    />
  );
}
