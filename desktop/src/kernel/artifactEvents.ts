/** Something that runs made was kept, deleted or shared. */
export interface ArtifactChanged {
  type: 'artifact.created' | 'artifact.deleted' | 'artifact.restored' | 'artifact.shared' | 'artifact.unshared';
  artifact_id: string;
}

/** A call made more than is kept. */
export interface ArtifactsLeftOut {
  type: 'artifact.left_out';
  run_id: string;
  count: number;
}
