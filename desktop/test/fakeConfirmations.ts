import { argumentsOf } from '../src/kernel/confirmations';
import type { Confirmation } from '../src/kernel/objects';
import { list, missing, one, type Answer } from './fakeHttp';
import type { FakeJournal } from './fakeJournal';

/** What the journal says of confirmations, and answers to them. */
export class FakeConfirmations {
  constructor(readonly journal: FakeJournal) {}

  /** @param pattern the route with `{id}` for every id */
  answer(pattern: string, id: string, query: URLSearchParams, body: Record<string, unknown>): Answer | null {
    const status = query.get('status');
    switch (pattern) {
      case 'GET /v1/confirmations':
        return list(
          'confirmations',
          this.#all().filter((it) => !status || it.status === status),
        );
      case 'GET /v1/confirmations/{id}':
        return one(this.#all(), id);
      case 'POST /v1/confirmations/{id}':
        return this.#resolve(id, body);
      default:
        return null;
    }
  }

  #all(): Confirmation[] {
    const all: Confirmation[] = [];
    for (const it of this.journal.events) {
      if (it.type === 'confirmation.requested') {
        all.unshift({
          ...it,
          id: it.confirmation_id,
          arguments: argumentsOf(it.arguments),
          status: 'pending',
          created_at: it.at,
        });
      }
      if (it.type === 'confirmation.resolved') {
        const known = all.find((one) => one.id === it.confirmation_id);
        const status = it.decision === 'reject' ? 'rejected' : 'approved';
        if (known) Object.assign(known, { status, resolved_at: it.at, text: it.text });
      }
    }
    return all;
  }

  #resolve(id: string, body: Record<string, unknown>): Answer {
    const known = this.#all().find((it) => it.id === id);
    if (!known) return missing(id);
    if (known.status !== 'pending') return [409, { code: 'conflict', detail: 'Somebody else answered first.' }];
    this.journal.at(Date.now()).append(known.run_id ?? '', {
      type: 'confirmation.resolved',
      confirmation_id: id,
      run_id: known.run_id,
      call_id: known.call_id,
      decision: body['decision'],
      text: body['text'] ?? '',
      remember: body['remember'] ?? 'once',
      by: 'user-ana',
    });
    return one(this.#all(), id);
  }
}
