/** Why the kernel refused or failed, in its own words and with the code that decides what a person can do. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly retry: 'never' | 'after_reload' | 'with_backoff';
  readonly requestId: string;
  readonly errors: readonly { pointer: string; message: string }[];

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.error ?? body.title ?? `The kernel answered ${status}.`);
    this.name = 'Problem';
    this.status = status;
    this.code = body.code ?? 'internal';
    this.retry = body.retry ?? 'never';
    this.requestId = body.request_id ?? '';
    this.errors = body.errors ?? [];
  }
}

export interface ProblemBody {
  title?: string;
  detail?: string;
  error?: string;
  code?: string;
  retry?: 'never' | 'after_reload' | 'with_backoff';
  request_id?: string;
  errors?: { pointer: string; message: string }[];
}

/** Nothing answered: the kernel is down or the network is. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('The kernel does not answer. Start it with `aule up` and try again.', { cause });
    this.name = 'Unreachable';
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text();
  try {
    return new Problem(response.status, JSON.parse(text) as ProblemBody);
  } catch {
    return new Problem(response.status, { detail: text.slice(0, 300) || `The kernel answered ${response.status}.` });
  }
}

export function codeOf(error: unknown): string {
  if (error instanceof Problem) return error.code;
  return error instanceof Unreachable ? 'unreachable' : 'internal';
}

/** What to paste into a report: the sentence, the code and the request it belongs to. */
export function detailsOf(error: unknown): string {
  if (error instanceof Problem) {
    const fields = error.errors.map((it) => `${it.pointer}: ${it.message}`);
    return [error.message, `code ${error.code}, status ${error.status}, request ${error.requestId}`, ...fields].join(
      '\n',
    );
  }
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
