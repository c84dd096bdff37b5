import { ARTIFACT_KINDS, type ArtifactFilter, type ArtifactKind } from '../../kernel/artifacts';

export const AGES = ['', 'day', 'week', 'month'] as const;

export type Age = (typeof AGES)[number];

/** What of the gallery is shown; it stands in the address. */
export interface View {
  kind: ArtifactKind | '';
  project: string;
  run: string;
  age: Age;
  q: string;
}

const DAYS: Record<Exclude<Age, ''>, number> = { day: 1, week: 7, month: 30 };
const DAY_MS = 86_400_000;
const PAGE = 60;

function oneOf<T extends string>(all: readonly T[], text: string | null): T | '' {
  return all.find((it) => it === text) ?? '';
}

export function viewOf(search: string): View {
  const query = new URLSearchParams(search);
  return {
    kind: oneOf(ARTIFACT_KINDS, query.get('kind')),
    project: query.get('project') ?? '',
    run: query.get('run') ?? '',
    age: oneOf(AGES, query.get('age')),
    q: query.get('q') ?? '',
  };
}

export function searchOf(view: View): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(view)) if (value) query.set(name, value as string);
  return query.toString();
}

/** Where the gallery, or one artifact over it, is looked at. */
export function addressOf(view: View, artifact = ''): string {
  const search = searchOf(view);
  return `/artifacts${artifact && `/${artifact}`}${search && `?${search}`}`;
}

/** An age counts from the beginning of the present minute, so that a list is not another one at every look. */
export function filterOf(view: View, now: number): ArtifactFilter {
  const since = view.age && new Date(Math.floor(now / 60_000) * 60_000 - DAYS[view.age] * DAY_MS).toISOString();
  return {
    limit: PAGE,
    ...(view.kind ? { kind: view.kind } : {}),
    ...(view.project ? { project_id: view.project } : {}),
    ...(view.run ? { run_id: view.run } : {}),
    ...(since ? { since } : {}),
    ...(view.q ? { q: view.q } : {}),
  };
}
