/** What runs made and people kept, as it stands on the wire. */

export const ARTIFACT_KINDS = ['image', 'text', 'document', 'audio', 'video', 'other'] as const;

export type ArtifactKind = (typeof ARTIFACT_KINDS)[number];

/** One version of an artifact. */
export interface Artifact {
  id: string;
  project_id: string;
  /** Absent if a person kept a file. */
  run_id?: string | null;
  call_id?: string | null;
  receipt_id?: string | null;
  /** The file it was taken from; absent if it never was one. */
  path?: string | null;
  name: string;
  kind: ArtifactKind;
  media_type: string;
  bytes: number;
  sha256: string;
  version: number;
  actor: string;
  has_thumbnail: boolean;
  excerpt: string;
  made_at: string;
}

export interface ArtifactFilter {
  kind?: ArtifactKind;
  project_id?: string;
  run_id?: string;
  since?: string;
  q?: string;
  limit?: number;
  cursor?: string;
}

/** A link that shows one version to whoever has it. */
export interface ArtifactShare {
  id: string;
  artifact_id: string;
  version: number;
  actor: string;
  created_at: string;
  expires_at: string;
  revoked_at?: string | null;
  works: boolean;
  /** Told only when it is made. */
  url?: string | null;
}
