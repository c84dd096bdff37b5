import type { en } from './en';
import { agents } from './pt/agents';
import { approvals } from './pt/approvals';
import { artifacts } from './pt/artifacts';
import { chat } from './pt/chat';
import { files } from './pt/files';
import { home } from './pt/home';
import { models } from './pt/models';
import { network } from './pt/network';
import { past } from './pt/past';
import { preview } from './pt/preview';
import { processes } from './pt/processes';
import { runs } from './pt/runs';
import { settings } from './pt/settings';
import { shell } from './pt/shell';
import { spend } from './pt/spend';
import { strand } from './pt/strand';
import { terminal } from './pt/terminal';
import { web } from './pt/web';
import { undo } from './pt/undo';
import { words } from './pt/words';

/** Every text of the desktop, in Portuguese; a missing one does not compile. */
export const pt: Record<keyof typeof en, string> = {
  ...agents,
  ...approvals,
  ...artifacts,
  ...chat,
  ...files,
  ...home,
  ...models,
  ...network,
  ...past,
  ...preview,
  ...processes,
  ...runs,
  ...settings,
  ...shell,
  ...spend,
  ...strand,
  ...terminal,
  ...web,
  ...undo,
  ...words,
};
