import { isRunEvent, type DurableEvent, type RunEvent } from '../kernel/events';

/** The start of a query's name; every query whose name starts so is asked again. */
export type QueryName = readonly string[];

/** Which facts of the kernel an event may have changed. */
export function touchedBy(event: DurableEvent): QueryName[] {
  if (isRunEvent(event)) return touchedByRun(event);
  switch (event.type) {
    case 'new_message':
      return [['messages', event.conversation_id], ['conversations'], ...inboxOf(event)];
    case 'conversation.created':
    case 'conversation.updated':
    case 'conversation.deleted':
      return [['conversations'], ['conversation', event.conversation_id]];
    case 'project.created':
    case 'project.updated':
    case 'project.deleted':
    case 'project.rollback_set':
      return [['projects']];
    case 'file.changed':
      return event.project_id ? [['files', event.project_id]] : [['files']];
    case 'checkpoint.made':
    case 'checkpoint.named':
    case 'checkpoint.cleared':
      return [['checkpoints']];
    case 'checkpoint.restored':
    case 'undo.made':
      return [['files'], ['checkpoints'], ['changes']];
    case 'artifact.created':
    case 'artifact.deleted':
    case 'artifact.restored':
      return [['artifacts'], ['artifact', event.artifact_id]];
    case 'artifact.shared':
    case 'artifact.unshared':
      return [['artifact', event.artifact_id]];
    case 'process.started':
    case 'process.ended':
      return [['processes']];
    case 'settings.changed':
      return [['settings'], ['models'], ['providers'], ['web'], ['status']];
    case 'model.pulled':
      return [['pulls'], ['models'], ['providers']];
    case 'budget.set':
    case 'budget.removed':
      return [['spend']];
    case 'terminal.opened':
    case 'terminal.changed':
    case 'terminal.closed':
      return [['terminals']];
    case 'egress.requested':
    case 'egress.quota_set':
      return [['egress']];
    case 'network.set':
      return [['network']];
    case 'system.started':
    case 'system.stopped':
      return [['status'], ['runs'], ['confirmations'], ['terminals']];
    default:
      // A kernel that is newer than this page may tell of what the page has never heard of.
      return [];
  }
}

/** The kernel speaks by itself in its inbox only. */
function inboxOf(message: { role: string; run_id?: string | null }): QueryName[] {
  return message.role === 'kernel' ? [['inbox']] : [];
}

function touchedByRun(event: RunEvent): QueryName[] {
  const run: QueryName[] = [['run', event.run_id], ['status']];
  switch (event.type) {
    case 'run.started':
    case 'run.completed':
    case 'run.cancelled':
    case 'run.waiting':
    case 'run.dispatched':
    case 'run.paused':
    case 'run.resumed':
    case 'run.retrying':
    case 'run.adjusted':
    case 'run.messaged':
    case 'run.child_started':
    case 'answer.refused':
      return [...run, ['runs']];
    case 'model.answered':
      return [...run, ['runs'], ['spend'], ['in-memory']];
    case 'budget.warned':
    case 'resource.exceeded':
      return [['run', event.run_id], ['spend']];
    case 'context.compacted':
      return [...run, ['spend']];
    case 'model.used':
      return event.run_id ? [...run, ['spend']] : [['spend']];
    case 'tool.answered':
      return event.changes.length > 0 ? [...run, event.project_id ? ['files', event.project_id] : ['files']] : run;
    case 'confirmation.resolved':
      return [['confirmations']];
    case 'run.failed':
      return [...run, ['runs'], ['letters']];
    case 'dead_letter.closed':
      return [['letters']];
    case 'run.inherited':
    case 'run.imported':
      return [...run, ['runs']];
    case 'snapshot.made':
      return [['snapshots', event.run_id]];
    case 'call.settled':
    case 'model.chosen':
    case 'model.fallback':
      return [['run', event.run_id]];
    default:
      return [];
  }
}
