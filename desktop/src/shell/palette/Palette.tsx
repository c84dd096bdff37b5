import { useMutation } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { Play, Search } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { NameDialog } from '../../kit/Dialog';
import { useText } from '../../kit/i18n/useText';
import { usePreferences } from '../../kit/preferences';
import type { App } from '../app';
import { useKernel } from '../kernelDoor';
import { usePanels } from '../panels';
import { useCurrentProject } from '../queries';
import { useStartRun } from '../useStartRun';
import { found, type Entry } from './entries';
import { useActions, useThings } from './useEntries';

const close = () => usePanels.setState({ palette: false });

/** Finds anything by a few letters and opens or does it, without a mouse. */
export function Palette({ apps }: { apps: readonly App[] }) {
  const [naming, setNaming] = useState(false);
  return naming ? <NewProject /> : <Finder apps={apps} onNewProject={() => setNaming(true)} />;
}

function Finder({ apps, onNewProject }: { apps: readonly App[]; onNewProject: () => void }) {
  const { t } = useText();
  const [typed, setTyped] = useState('');
  const actions = useActions({ onNewProject });
  const things = useThings(apps);
  const project = useCurrentProject();
  const start = useStartRun();
  const startRun: Entry = {
    id: 'start',
    group: 'palette.actions',
    label: t('palette.start', { goal: typed.trim() }),
    Icon: Play,
    run: () => start.mutate({ goal: typed.trim(), ...(project ? { project_id: project.id } : {}) }),
  };
  const groups = found([...actions, ...things], typed.trim());
  const first = groups[0]?.entries[0] ?? startRun;
  // Until the person moves, the best fit is chosen, also when a better one comes in late.
  const [moved, setMoved] = useState<string | null>(null);
  const byHand = useRef(false);
  return (
    <Radix.Root open onOpenChange={(open) => !open && close()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 animate-fade bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed top-[10vh] left-1/2 z-50 w-[calc(100vw-24px)] max-w-160 -translate-x-1/2 overflow-hidden rounded-window border border-line bg-panel shadow-float focus:outline-none"
        >
          <Radix.Title className="sr-only">{t('palette.title')}</Radix.Title>
          <Command
            loop
            label={t('palette.title')}
            shouldFilter={false}
            value={moved ?? first.id}
            onValueChange={(id) => byHand.current && setMoved(id)}
            onKeyDownCapture={(event) => (byHand.current = /^(Arrow|Home|End)/.test(event.key))}
            onPointerMoveCapture={() => (byHand.current = true)}
          >
            <div className="flex items-center gap-2.5 border-b border-line px-4">
              <Search className="size-4 shrink-0 text-ink-3" aria-hidden />
              <Command.Input
                autoFocus
                value={typed}
                onValueChange={(text) => {
                  setTyped(text);
                  byHand.current = false;
                  setMoved(null);
                }}
                placeholder={t('palette.placeholder')}
                className="h-12 w-full bg-transparent text-lg focus-visible:outline-none"
              />
            </div>
            <Command.List
              className="max-h-[min(60vh,420px)] overflow-y-auto overscroll-contain p-1.5"
              aria-label={t('palette.results')}
            >
              <Command.Empty className="px-3 py-6 text-center text-ink-2">{t('palette.nothing')}</Command.Empty>
              {groups.map((it) => (
                <Command.Group
                  key={it.group}
                  heading={t(it.group)}
                  className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-3"
                >
                  {it.entries.map((entry) => (
                    <Row key={entry.id} entry={entry} />
                  ))}
                </Command.Group>
              ))}
              {typed.trim() && (
                <Command.Group className="mt-1 border-t border-line pt-1">
                  <Row entry={startRun} />
                </Command.Group>
              )}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Row({ entry }: { entry: Entry }) {
  return (
    <Command.Item
      value={entry.id}
      onSelect={() => {
        close();
        entry.run();
      }}
      className="flex h-9 items-center gap-2.5 rounded-control px-2.5 data-[selected=true]:bg-hover"
    >
      <entry.Icon className="size-4 shrink-0 text-ink-3" strokeWidth={1.5} aria-hidden />
      <span className="max-w-[70%] shrink-0 truncate">{entry.label}</span>
      {entry.hint && <span className="min-w-0 truncate text-sm text-ink-3">{entry.hint}</span>}
    </Command.Item>
  );
}

function NewProject() {
  const { t } = useText();
  const { api, queries } = useKernel();
  const [, navigate] = useLocation();
  const create = useMutation({
    mutationFn: (name: string) => api.createProject(name),
    onSuccess: async (project) => {
      await queries.invalidateQueries({ queryKey: ['projects'] });
      usePreferences.setState({ project: project.id });
      navigate(`/files/${project.id}`);
    },
  });
  return (
    <NameDialog
      title={t('action.newProject')}
      label={t('files.projectName')}
      verb={t('do.create')}
      onName={(name) => create.mutate(name)}
      onClose={close}
    />
  );
}
