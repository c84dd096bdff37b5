import type { Artifact, ArtifactFilter, ArtifactShare } from './artifacts';
import { withQuery, type Http } from './http';
import type { Run } from './objects';

interface Page {
  count: number;
  next_cursor?: string | null;
}

const artifact = (id: string) => `/v1/artifacts/${encodeURIComponent(id)}`;

/** What the kernel keeps of what was made, and what a person does with it. */
export function artifactsOf({ get, send }: Http) {
  return {
    artifacts: (filter: ArtifactFilter) => get<Page & { artifacts: Artifact[] }>('/v1/artifacts', { ...filter }),
    artifact: (id: string) => get<Artifact>(artifact(id)),
    artifactVersions: (id: string) => get<Page & { versions: Artifact[] }>(`${artifact(id)}/versions`, { limit: 50 }),
    keepArtifact: (project_id: string, path: string) => send<Artifact>('POST', '/v1/artifacts', { project_id, path }),
    deleteArtifact: (id: string) => send<undefined>('DELETE', artifact(id)),
    restoreArtifact: (id: string) => send<Artifact>('POST', `${artifact(id)}/restore`),
    regenerateArtifact: (id: string) => send<Run>('POST', `${artifact(id)}/regenerate`),
    artifactShares: (id: string) => get<Page & { shares: ArtifactShare[] }>(`${artifact(id)}/shares`, { limit: 50 }),
    shareArtifact: (id: string, share: { version: number; expires_in_s: number }) =>
      send<ArtifactShare>('POST', `${artifact(id)}/shares`, share),
    revokeArtifactShare: (id: string, share: string) =>
      send<undefined>('DELETE', `${artifact(id)}/shares/${encodeURIComponent(share)}`),
    artifactUrl: (it: Artifact, download = false) =>
      withQuery(`${artifact(it.id)}/content`, { version: it.version, ...(download ? { download } : {}) }),
    thumbnailUrl: (it: Artifact) => withQuery(`${artifact(it.id)}/thumbnail`, { version: it.version }),
  };
}
