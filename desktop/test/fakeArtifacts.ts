import type { Artifact, ArtifactKind, ArtifactShare } from '../src/kernel/artifacts';
import { list, missing, type Answer } from './fakeHttp';

const MINUTE = 60_000;

const CHART = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 200" width="320" height="200">
<rect width="320" height="200" fill="#f6efe6"/><g fill="#c2612c"><rect x="40" y="110" width="40" height="60"/>
<rect x="100" y="70" width="40" height="100"/><rect x="160" y="90" width="40" height="80"/>
<rect x="220" y="40" width="40" height="130"/></g><path d="M30 170h250" stroke="#54483c" stroke-width="2"/></svg>`;

const REPORT = `# Atlas report

The harbour grew by **12 %**. Three things stand out:

- containers arrive earlier
- the night shift is quiet
- nobody counts the cranes

| Quarter | Ships |
|---|---|
| Q1 | 410 |
| Q2 | 463 |
`;

const SHIPS = 'quarter,ships,remark\nQ1,410,"calm, mostly"\nQ2,463,\nQ3,455,"a ""late"" summer"\n';

function artifact(number: number, name: string, kind: ArtifactKind, media_type: string, text = ''): Artifact {
  return {
    id: `art-${number}`,
    project_id: 'proj-default',
    run_id: 'run-tests',
    call_id: `call-${number}`,
    receipt_id: `rcpt-${number}`,
    path: `out/${name}`,
    name,
    kind,
    media_type,
    bytes: text.length || 48_213,
    sha256: String(number).repeat(64).slice(0, 64),
    version: 1,
    actor: 'run-tests',
    has_thumbnail: media_type === 'image/svg+xml',
    excerpt: kind === 'text' ? text.slice(0, 1_000) : '',
    made_at: new Date(Date.now() - number * 7 * MINUTE).toISOString(),
  };
}

/** What runs made, kept by a made-up kernel. */
export class FakeArtifacts {
  /** Newest first. */
  artifacts: Artifact[];
  readonly deleted: Artifact[] = [];
  readonly shares: ArtifactShare[] = [];
  readonly regenerated: string[] = [];
  readonly content: Record<string, string> = { 'art-1': CHART, 'art-2': REPORT, 'art-3': SHIPS };

  constructor(empty: boolean) {
    this.artifacts = empty
      ? []
      : [
          artifact(1, 'ships.svg', 'image', 'image/svg+xml', CHART),
          { ...artifact(2, 'report.md', 'text', 'text/markdown', REPORT), version: 2 },
          artifact(3, 'ships.csv', 'text', 'text/csv', SHIPS),
          artifact(4, 'briefing.mp3', 'audio', 'audio/mpeg'),
          artifact(5, 'model.zip', 'other', 'application/zip'),
        ];
  }

  answer(route: string, query: URLSearchParams, body: Record<string, unknown>): Answer | null {
    const [, , noun = '', id = '', , share = ''] = (route.split(' ')[1] ?? '').split('/');
    if (noun !== 'artifacts') return null;
    const found = this.artifacts.find((it) => it.id === id);
    switch (route.replace(/art-\d+/, '{id}').replace(/share-\d+/, '{share}')) {
      case 'GET /v1/artifacts':
        return list('artifacts', this.#fitting(query));
      case 'GET /v1/artifacts/{id}':
        return found ? [200, found] : missing(id);
      case 'GET /v1/artifacts/{id}/versions':
        return found ? list('versions', versionsOf(found)) : missing(id);
      case 'DELETE /v1/artifacts/{id}':
        if (!found) return missing(id);
        this.deleted.push(found);
        this.artifacts = this.artifacts.filter((it) => it !== found);
        return [204, null];
      case 'POST /v1/artifacts/{id}/restore': {
        const back = this.deleted.find((it) => it.id === id);
        if (!back) return missing(id);
        this.artifacts = [back, ...this.artifacts];
        return [200, back];
      }
      case 'POST /v1/artifacts/{id}/regenerate':
        this.regenerated.push(id);
        return [202, { id: 'run-again', goal: 'Draw the ships', status: 'queued' }];
      case 'GET /v1/artifacts/{id}/shares':
        return list('shares', this.shares);
      case 'POST /v1/artifacts/{id}/shares':
        return [201, this.#share(id, Number(body['version']), Number(body['expires_in_s']))];
      case 'DELETE /v1/artifacts/{id}/shares/{share}':
        this.shares.filter((it) => it.id === share).forEach((it) => (it.works = false));
        return [204, null];
      default:
        return null;
    }
  }

  /** What stands under an address of content or of a thumbnail, with its type; null for every other one. */
  bytes(path: string): { type: string; text: string } | null {
    const [, id = ''] = /^\/v1\/artifacts\/(art-\d+)\/(?:content|thumbnail)$/.exec(path) ?? [];
    const found = this.artifacts.find((it) => it.id === id);
    return found ? { type: found.media_type, text: this.content[id] ?? '' } : null;
  }

  #fitting(query: URLSearchParams): Artifact[] {
    const kind = query.get('kind');
    const run = query.get('run_id');
    const words = (query.get('q') ?? '').toLowerCase();
    return this.artifacts.filter(
      (it) => (!kind || it.kind === kind) && (!run || it.run_id === run) && it.name.includes(words),
    );
  }

  #share(artifact_id: string, version: number, seconds: number): ArtifactShare {
    const id = `share-${this.shares.length + 1}`;
    const made: ArtifactShare = {
      id,
      artifact_id,
      version,
      actor: 'user-ana',
      created_at: new Date().toISOString(),
      expires_at: new Date(Date.now() + seconds * 1_000).toISOString(),
      works: true,
    };
    this.shares.unshift(made);
    return { ...made, url: `http://${id}-secret.localhost/` };
  }
}

function versionsOf(newest: Artifact): Artifact[] {
  return Array.from({ length: newest.version }, (_, place) => ({ ...newest, version: newest.version - place }));
}
