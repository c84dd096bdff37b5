import { ChevronDown, Plus, X } from 'lucide-react';
import { Link } from 'wouter';
import type { Terminal } from '../../kernel/terminals';
import { IconButton } from '../../kit/Button';
import { classes } from '../../kit/classes';
import { useText } from '../../kit/i18n/useText';
import { Menu } from '../../kit/Menu';
import { useProjects } from '../../shell/queries';
import { nameOf } from './tabs';
import { TerminalMenu } from './TerminalMenu';
import type { TerminalWork } from './useTerminals';

export interface TabBarProps {
  terminals: readonly Terminal[];
  active: Terminal | undefined;
  work: TerminalWork;
}

/** The terminals as tabs, and what can be done with the one that is shown. */
export function TabBar({ terminals, active, work }: TabBarProps) {
  const { t } = useText();
  return (
    <header className="flex h-10 shrink-0 items-center gap-1 border-b border-line bg-panel px-2">
      <nav aria-label={t('terminal.tabs')} className="min-w-0 overflow-x-auto">
        <ul className="flex items-center gap-1">
          {terminals.map((it) => (
            <Tab
              key={it.id}
              terminal={it}
              name={nameOf(it, terminals, t)}
              here={it.id === active?.id}
              onClose={() => work.close.mutate(it)}
            />
          ))}
        </ul>
      </nav>
      <IconButton size="dense" label={t('terminal.new')} onClick={() => work.open.mutate(undefined)}>
        <Plus />
      </IconButton>
      <ProjectMenu onOpen={(project) => work.open.mutate(project)} />
      <span className="flex-1" />
      {active?.mine && <TerminalMenu terminal={active} name={nameOf(active, terminals, t)} work={work} />}
    </header>
  );
}

interface TabProps {
  terminal: Terminal;
  name: string;
  here: boolean;
  onClose: () => void;
}

function Tab({ terminal, name, here, onClose }: TabProps) {
  const { t } = useText();
  return (
    <li
      className={classes(
        'group flex h-7 shrink-0 items-center rounded-control',
        here ? 'bg-raised text-ink' : 'text-ink-2 hover:bg-hover',
      )}
    >
      <Link
        href={`/terminal/${terminal.id}`}
        id={`tab-${terminal.id}`}
        aria-current={here ? 'page' : undefined}
        className="flex h-full max-w-44 items-center gap-1.5 rounded-control pr-1 pl-2.5"
      >
        {terminal.shared && <span aria-hidden className="size-1.5 shrink-0 rounded-full bg-ember" />}
        <span className={classes('truncate', terminal.status === 'ended' && 'line-through')}>{name}</span>
        {terminal.shared && <span className="sr-only">{t('terminal.shared')}</span>}
      </Link>
      {terminal.mine && (
        <IconButton
          size="dense"
          label={t('terminal.closeTab', { name })}
          onClick={onClose}
          className={classes(
            'size-6',
            !here && 'opacity-0 group-hover:opacity-100 focus-visible:opacity-100 max-sm:hidden',
          )}
        >
          <X />
        </IconButton>
      )}
    </li>
  );
}

/** Opens a terminal in another project than the one at hand. */
function ProjectMenu({ onOpen }: { onOpen: (project: string) => void }) {
  const { t } = useText();
  const { data = [] } = useProjects();
  if (data.length < 2) return null;
  return (
    <Menu
      trigger={
        <IconButton size="dense" label={t('terminal.newIn', { project: '…' })} className="w-5">
          <ChevronDown />
        </IconButton>
      }
      items={data.map((it) => ({
        id: it.id,
        label: t('terminal.newIn', { project: it.name }),
        onPick: () => onOpen(it.id),
      }))}
    />
  );
}
