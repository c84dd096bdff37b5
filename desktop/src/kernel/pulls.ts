/** A download of a local model, as it stands on the wire. */
export interface Pull {
  /** `provider/model`. */
  model: string;
  state: 'running' | 'done' | 'failed';
  /** In the words of the provider. */
  status: string;
  completed_bytes: number;
  /** 0 before it is known. */
  total_bytes: number;
  started_at: string;
  /** Why it failed and what to do. */
  message?: string | null;
}

/** The download of a local model has ended. */
export interface ModelPulled {
  type: 'model.pulled';
  model: string;
  ok: boolean;
  bytes: number;
  message: string;
}

/** How far a model's download has come; its text is the whole download as JSON. */
export interface Pulling {
  type: 'model.pulling';
  stream: string;
  source: string;
  offset: number;
  text: string;
}

export function isPulling(event: { type: string }): event is Pulling {
  return event.type === 'model.pulling';
}

/** A download as the events tell of it, with how fast it is. */
export interface LivePull {
  pull: Pull;
  /** When this was heard. */
  at: number;
  /** Bytes a second, smoothed over a few; absent until it is known. */
  rate?: number;
}

const SMOOTHED_OVER_MS = 4_000;

/** What is known after another piece of news. */
export function nextPull(before: LivePull | undefined, pull: Pull, now: number): LivePull {
  if (!before || before.pull.started_at !== pull.started_at) return { pull, at: now };
  const took = now - before.at;
  const came = pull.completed_bytes - before.pull.completed_bytes;
  // The first number may be what an earlier download had brought, and nothing is fast or slow within no time.
  if (before.pull.completed_bytes === 0 || took <= 0 || came < 0)
    return before.rate === undefined ? { pull, at: now } : { pull, at: now, rate: before.rate };
  const fresh = (came * 1000) / took;
  const weight = 1 - Math.exp(-took / SMOOTHED_OVER_MS);
  return { pull, at: now, rate: before.rate === undefined ? fresh : before.rate + weight * (fresh - before.rate) };
}

/** How long the rest takes at this speed, in milliseconds; undefined while nobody can know. */
export function leftOf({ pull, rate }: LivePull): number | undefined {
  const rest = pull.total_bytes - pull.completed_bytes;
  return rate && rate > 0 && pull.total_bytes > 0 ? (rest * 1000) / rate : undefined;
}

/** The downloads that were read, each as the events tell of it if that is newer; the newest first. */
export function withNews(read: readonly Pull[], live: Readonly<Record<string, LivePull>>): LivePull[] {
  const known = read.map((pull) => {
    const news = live[pull.model];
    return news && news.pull.started_at >= pull.started_at ? news : { pull, at: 0 };
  });
  const unknown = Object.values(live).filter((it) => !read.some((one) => one.model === it.pull.model));
  return [...known, ...unknown].sort((a, b) => (a.pull.started_at < b.pull.started_at ? 1 : -1));
}
