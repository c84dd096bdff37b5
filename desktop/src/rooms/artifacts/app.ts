import { GalleryVerticalEnd } from 'lucide-react';
import type { App } from '../../shell/app';

export const artifactsApp: App = {
  id: 'artifacts',
  title: 'room.artifacts',
  Icon: GalleryVerticalEnd,
  path: '/artifacts',
  wideOnly: true,
  key: 'T',
  load: () => import('./ArtifactsWindow'),
  shortcuts: [],
};
