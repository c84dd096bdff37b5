import { agents } from './en/agents';
import { approvals } from './en/approvals';
import { artifacts } from './en/artifacts';
import { chat } from './en/chat';
import { files } from './en/files';
import { home } from './en/home';
import { models } from './en/models';
import { network } from './en/network';
import { past } from './en/past';
import { preview } from './en/preview';
import { processes } from './en/processes';
import { runs } from './en/runs';
import { settings } from './en/settings';
import { shell } from './en/shell';
import { spend } from './en/spend';
import { strand } from './en/strand';
import { terminal } from './en/terminal';
import { web } from './en/web';
import { undo } from './en/undo';
import { words } from './en/words';

/** Every text of the desktop, in English, by area. A key that ends in `.one` or `.other` is chosen by a count. */
export const en = {
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
} as const;
