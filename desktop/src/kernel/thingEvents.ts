import type { FileChange } from './objects';

/** A conversation was made, renamed or deleted. */
export interface ConversationChanged {
  type: 'conversation.created' | 'conversation.updated' | 'conversation.deleted';
  conversation_id: string;
}

/** Somebody said something in a conversation. */
export interface NewMessage {
  type: 'new_message';
  conversation_id: string;
  message_id: string;
  role: string;
  content: string;
  run_id?: string | null;
}

/** A project was made, renamed, deleted or set otherwise. */
export interface ProjectChanged {
  type: 'project.created' | 'project.updated' | 'project.deleted' | 'project.rollback_set';
}

/** A person changed a file. */
export interface FileChanged {
  type: 'file.changed';
  change: FileChange;
}
