/** Models that this machine keeps: in memory, and as files. */

export interface RunningModel {
  /** `provider/model`. */
  id: string;
  bytes: number;
  graphics_bytes: number;
  /** When it leaves memory unless it is asked. */
  until?: string | null;
}

/** How a model file is run; what is absent Aule chooses. */
export interface ModelFileSettings {
  /** A file somewhere else. */
  file?: string;
  threads?: number;
  context?: number;
  gpu_layers?: number;
  idle_seconds?: number;
}

export interface ModelFile {
  name: string;
  id: string;
  file: string;
  available: boolean;
  /** What is wrong with it, and what to do. */
  fault?: string | null;
  size: string;
  context_tokens?: number | null;
  running: boolean;
  settings: ModelFileSettings;
}

export interface ModelFiles {
  folder: string;
  files: ModelFile[];
  count: number;
}
