import { useMutation, useQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { useKernel } from '../kernelDoor';
import { useLive } from '../live';
import { useActiveRuns, useCurrentProject } from '../queries';
import { activeRunsOf, turnsOf, type Turn } from './turns';
import { usePersona } from './usePersona';

interface Drafts {
  /** What is being written, by conversation; `new` for one that does not exist yet. */
  texts: Readonly<Record<string, string>>;
  /** What was sent and has not come back as a message yet, with how many messages there were. */
  sending: Readonly<Record<string, { text: string; after: number }>>;
  models: Readonly<Record<string, string>>;
  /** Why the last words of a conversation were not taken. */
  errors: Readonly<Record<string, Error>>;
}

/** Unsent words outlive the panel. */
export const useDrafts = create<Drafts>(() => ({
  texts: {},
  sending: {},
  models: {},
  errors: {},
}));

export function setDraft(conversation: string | null, text: string): void {
  useDrafts.setState((it) => ({ texts: { ...it.texts, [conversation ?? 'new']: text } }));
}

export function setDraftModel(conversation: string | null, model: string): void {
  useDrafts.setState((it) => ({ models: { ...it.models, [conversation ?? 'new']: model } }));
}

function setError(conversation: string | null, error: Error | null): void {
  const { [conversation ?? 'new']: _, ...others } = useDrafts.getState().errors;
  useDrafts.setState({ errors: error ? { ...others, [conversation ?? 'new']: error } : others });
}

function setSending(conversation: string, sending: { text: string; after: number } | null): void {
  useDrafts.setState((it) => {
    const { [conversation]: _, ...others } = it.sending;
    return { sending: sending ? { ...others, [conversation]: sending } : others };
  });
}

const TITLE_LENGTH = 60;

export interface Sent {
  text: string;
  model: string;
}

/** One conversation: its turns, and the way to say something in it. */
export function useChat(conversation: string | null, onConversation: (id: string) => void) {
  const { api, queries } = useKernel();
  const project = useCurrentProject();
  const persona = usePersona(conversation).chosen?.id;
  const messages = useQuery({
    queryKey: ['messages', conversation ?? ''],
    queryFn: async () => (await api.messages(conversation ?? '')).messages,
    enabled: conversation !== null,
  });
  const { runs } = useActiveRuns();
  const active = useLive(useShallow((it) => (conversation ? activeRunsOf(conversation, it.facts, runs) : [])));
  const sending = useDrafts((it) => (conversation ? it.sending[conversation] : undefined));
  const known = messages.data ?? [];
  const arrived = sending && known.slice(sending.after).some((it) => it.role === 'user');
  const turns: Turn[] = turnsOf(known, active, sending && !arrived ? sending.text : null);

  const send = useMutation({
    mutationFn: async ({ text, model }: Sent) => {
      setError(conversation, null);
      const id = conversation ?? (await newConversation(text));
      setSending(id, { text, after: known.length });
      if (conversation === null) onConversation(id);
      setDraft(conversation, '');
      try {
        await api.chat({
          message: text,
          conversation_id: id,
          ...(project ? { project_id: project.id } : {}),
          ...(model ? { model } : {}),
          ...(conversation === null && persona ? { persona_id: persona } : {}),
        });
        await queries.invalidateQueries({ queryKey: ['messages', id] });
        setSending(id, null);
      } catch (error) {
        setSending(id, null);
        setDraft(id, text);
        setError(id, error as Error);
      }
    },
    onError: (error) => setError(conversation, error),
  });

  async function newConversation(text: string): Promise<string> {
    const title = text.length > TITLE_LENGTH ? `${text.slice(0, TITLE_LENGTH - 1)}…` : text;
    const made = await api.newConversation({
      title,
      ...(persona ? { persona_id: persona } : {}),
      ...(project ? { project_id: project.id } : {}),
    });
    await queries.invalidateQueries({ queryKey: ['conversations'] });
    return made.id;
  }

  const error = useDrafts((it) => it.errors[conversation ?? 'new']);
  const stop = () => Promise.all(active.map((it) => api.cancelRun(it)));
  return { messages, turns, active, send, stop, error };
}
