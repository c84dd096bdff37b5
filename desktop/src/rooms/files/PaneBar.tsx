import { ArrowLeft, Download, Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { IconButton } from '../../kit/Button';
import { ConfirmDialog, NameDialog } from '../../kit/Dialog';
import { useText } from '../../kit/i18n/useText';
import { Menu } from '../../kit/Menu';
import { useKernel } from '../../shell/kernelDoor';
import { useShortcut } from '../../shell/useShortcuts';
import { saveAs } from './download';
import { addressOf, joined, nameOf, parentOf } from './paths';
import { useFileWork } from './useFileWork';

export interface FileProps {
  project: string;
  path: string;
}

/** Where the file is, and what can be done with it. */
export function PaneBar({ project, path, children }: FileProps & { children?: ReactNode }) {
  const { t } = useText();
  const { api } = useKernel();
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState<'rename' | 'delete' | null>(null);
  const { moveAll, removeAll } = useFileWork(project);
  useShortcut('files.rename', () => setAsking('rename'));
  return (
    <header className="flex h-11 shrink-0 items-center gap-2 border-b border-line pr-2 pl-3">
      <IconButton label={t('files.back')} className="-ml-2 md:hidden" onClick={() => navigate(addressOf(project))}>
        <ArrowLeft />
      </IconButton>
      <h2 className="min-w-0 flex-1 truncate font-mono text-sm" title={path}>
        <span className="text-ink-3">{parentOf(path) && `${parentOf(path)}/`}</span>
        {nameOf(path)}
      </h2>
      {children}
      <Menu
        trigger={
          <IconButton size="dense" label={t('files.more', { name: nameOf(path) })}>
            <Ellipsis />
          </IconButton>
        }
        items={[
          {
            id: 'download',
            icon: <Download />,
            label: t('do.download'),
            onPick: () => saveAs(api.rawUrl(project, path, true), nameOf(path)),
          },
          { id: 'rename', icon: <Pencil />, label: t('do.rename'), onPick: () => setAsking('rename') },
          { id: 'delete', icon: <Trash2 />, danger: true, label: t('do.delete'), onPick: () => setAsking('delete') },
        ]}
      />
      {asking === 'rename' && (
        <NameDialog
          title={t('do.rename')}
          label={t('files.path')}
          verb={t('do.rename')}
          initial={path}
          onName={(to) => moveAll.mutate([{ from: path, to: to.includes('/') ? to : joined(parentOf(path), to) }])}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'delete' && (
        <ConfirmDialog
          title={t('files.delete')}
          description={t('files.deleteWhy', { path })}
          verb={t('do.delete')}
          onConfirm={() => removeAll.mutate([path])}
          onClose={() => setAsking(null)}
        />
      )}
    </header>
  );
}
