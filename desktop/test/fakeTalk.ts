import type { Conversation, Message, Run } from '../src/kernel/objects';
import { list, one, type Answer } from './fakeHttp';
import type { FakeJournal } from './fakeJournal';
import { RunScript } from './fakeRuns';

/** The kernel's conversations and its inbox; an agent here says again what it was told. */
export class FakeTalk {
  conversations: Conversation[] = [];
  messages: Message[] = [];
  unread = 0;

  constructor(
    readonly journal: FakeJournal,
    readonly startRun: (goal: string, more: Record<string, unknown>) => Run,
  ) {}

  /** @param pattern the route with `{id}` for every id */
  answer(pattern: string, id: string, body: Record<string, unknown>): Answer | null {
    switch (pattern) {
      case 'GET /v1/system/inbox':
        return this.#inbox();
      case 'POST /v1/system/inbox/read':
        this.unread = 0;
        return this.#inbox();
      case 'GET /v1/conversations':
        return list('conversations', this.conversations);
      case 'POST /v1/conversations':
        return this.#open(body);
      case 'GET /v1/conversations/{id}':
        return one(this.conversations, id);
      case 'PATCH /v1/conversations/{id}':
        Object.assign(this.conversations.find((it) => it.id === id) ?? {}, body);
        return one(this.conversations, id);
      case 'GET /v1/conversations/{id}/messages':
        return list(
          'messages',
          this.messages.filter((it) => it.conversation_id === id),
        );
      case 'POST /v1/agent/chat':
        return [200, this.#chat(String(body['message']), String(body['conversation_id']))];
      default:
        return null;
    }
  }

  /** The kernel says something by itself. */
  speak(content: string): void {
    this.unread += 1;
    this.#say('conv-kernel-system', 'kernel', content, null);
  }

  #inbox(): Answer {
    return [200, { conversation_id: 'conv-kernel-system', unread_count: this.unread }];
  }

  #open(body: Record<string, unknown>): Answer {
    const now = new Date().toISOString();
    const id = `conv-${this.conversations.length + 1}`;
    this.conversations.unshift({ id, title: '', created_at: now, updated_at: now, ...body });
    return [201, this.conversations[0]];
  }

  #chat(message: string, conversation_id: string): unknown {
    const run = this.startRun(message, { conversation_id });
    this.#say(conversation_id, 'user', message, run.id);
    const answer = `You said: **${message}**`;
    new RunScript(this.journal, run).answer('A plain question.', answer).complete(answer);
    this.#say(conversation_id, 'assistant', answer, run.id);
    return { response: answer, conversation_id, run_id: run.id };
  }

  #say(conversation_id: string, role: Message['role'], content: string, run_id: string | null): void {
    const id = `msg-${this.messages.length + 1}`;
    this.messages.push({ id, conversation_id, role, content, run_id, created_at: new Date().toISOString() });
    const said = { conversation_id, message_id: id, role, content, run_id };
    this.journal.append(conversation_id, { type: 'new_message', ...said });
  }
}
