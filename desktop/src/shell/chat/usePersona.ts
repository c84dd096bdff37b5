import { useMutation, useQuery } from '@tanstack/react-query';
import type { Persona } from '../../kernel/objects';
import { usePreferences } from '../../kit/preferences';
import { useKernel } from '../kernelDoor';
import { usePersonas } from '../queries';

const USUAL = 'pers-assistant';

/** Which agent answers in a conversation, or in the next new one, and the way to choose another. */
export function usePersona(conversation: string | null) {
  const { api, queries } = useKernel();
  const personas = usePersonas().data ?? [];
  const bound = useQuery({
    queryKey: ['conversation', conversation ?? ''],
    queryFn: () => api.conversation(conversation ?? ''),
    enabled: conversation !== null,
  });
  const remembered = usePreferences((it) => it.chatPersona);
  const id = conversation === null ? remembered : bound.data?.persona_id;
  const chosen: Persona | undefined = personas.find((it) => it.id === id);
  const bind = useMutation({
    mutationFn: (persona_id: string) => api.changeConversation(conversation ?? '', { persona_id }),
    onSuccess: (changed) => queries.setQueryData(['conversation', changed.id], changed),
  });
  const choose = (persona: string) =>
    conversation === null ? usePreferences.setState({ chatPersona: persona }) : bind.mutate(persona);
  return { personas, chosen, persona: chosen ?? personas.find((it) => it.id === USUAL) ?? personas[0], choose };
}
