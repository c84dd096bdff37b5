import { useMutation } from '@tanstack/react-query';
import {
  Camera,
  ChevronsUpDown,
  Ellipsis,
  Eye,
  EyeOff,
  FileDiff,
  FilePlus2,
  FolderPlus,
  Globe,
  Pencil,
  Plus,
  Search,
  Trash2,
  Upload,
} from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Project } from '../../kernel/objects';
import { IconButton } from '../../kit/Button';
import { ConfirmDialog, NameDialog } from '../../kit/Dialog';
import { useText } from '../../kit/i18n/useText';
import { ChoiceMenu, Menu } from '../../kit/Menu';
import { toast } from '../../kit/toasts';
import { useKernel } from '../../shell/kernelDoor';
import { useProjects } from '../../shell/queries';
import { ChangesSince } from '../../shell/undo/ChangesSince';
import { ProjectSnapshots } from '../../shell/undo/ProjectSnapshots';
import { useShortcut } from '../../shell/useShortcuts';
import { useOpenFiles } from './openFiles';
import { addressOf } from './paths';
import { pickFiles } from './pickFiles';
import { useFileWork, type UploadTo } from './useFileWork';

type Asking = 'file' | 'folder' | 'project' | 'rename' | 'delete' | 'changes' | 'snapshots' | null;

interface ProjectBarProps {
  project: Project;
  onUpload: UploadTo;
  onFind: () => void;
}

/** Which project, and what can be made in it. */
export function ProjectBar({ project, onUpload, onFind }: ProjectBarProps) {
  const { t } = useText();
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState<Asking>(null);
  const projects = useProjects().data ?? [];
  const hidden = useOpenFiles((it) => it.hidden);
  useShortcut('files.new', () => setAsking('file'));
  return (
    <header className="border-b border-line p-2">
      <div className="flex items-center gap-1">
        <h2 className="min-w-0 flex-1">
          <ChoiceMenu
            value={project.id}
            onChoose={(id) => navigate(addressOf(id))}
            choices={projects.map((it) => ({ id: it.id, label: it.name, hint: it.folder }))}
            footer={[{ id: 'new', icon: <Plus />, label: t('action.newProject'), onPick: () => setAsking('project') }]}
            trigger={
              <button
                type="button"
                title={project.folder}
                className="flex h-8 max-w-full items-center gap-1.5 rounded-control px-2 font-semibold hover:bg-hover"
              >
                <span className="truncate">{project.name}</span>
                <ChevronsUpDown className="size-3.5 shrink-0 text-ink-3" aria-hidden />
              </button>
            }
          />
        </h2>
        <IconButton size="dense" label={t('files.search')} onClick={onFind}>
          <Search />
        </IconButton>
        <IconButton size="dense" label={t('files.newFile')} onClick={() => setAsking('file')}>
          <FilePlus2 />
        </IconButton>
        <IconButton size="dense" label={t('files.newFolder')} onClick={() => setAsking('folder')}>
          <FolderPlus />
        </IconButton>
        <IconButton size="dense" label={t('files.upload')} onClick={() => pickFiles((files) => onUpload('', files))}>
          <Upload />
        </IconButton>
        <Menu
          trigger={
            <IconButton size="dense" label={t('files.projectMore')}>
              <Ellipsis />
            </IconButton>
          }
          items={[
            {
              id: 'hidden',
              icon: hidden ? <EyeOff /> : <Eye />,
              label: t(hidden ? 'files.hideHidden' : 'files.showHidden'),
              onPick: () => useOpenFiles.setState({ hidden: !hidden }),
            },
            { id: 'changes', icon: <FileDiff />, label: t('diff.since'), onPick: () => setAsking('changes') },
            { id: 'snapshots', icon: <Camera />, label: t('keeping.title'), onPick: () => setAsking('snapshots') },
            {
              id: 'network',
              icon: <Globe />,
              label: t('network.ofProject'),
              onPick: () => navigate(`/network?project=${project.id}`),
            },
            {
              id: 'rename',
              apart: true,
              icon: <Pencil />,
              label: t('files.renameProject'),
              onPick: () => setAsking('rename'),
            },
            {
              id: 'delete',
              icon: <Trash2 />,
              danger: true,
              disabled: project.is_default,
              label: t('files.deleteProject'),
              onPick: () => setAsking('delete'),
            },
          ]}
        />
      </div>
      <Dialogs project={project} asking={asking} onClose={() => setAsking(null)} />
    </header>
  );
}

interface DialogsProps {
  project: Project;
  asking: Asking;
  onClose: () => void;
}

function Dialogs({ project, asking, onClose }: DialogsProps) {
  const { t } = useText();
  const { makeFile, makeFolder } = useFileWork(project.id);
  const { create, rename, remove } = useProjectWork(project);
  switch (asking) {
    case 'file':
      return (
        <NameDialog
          title={t('files.newFile')}
          label={t('files.path')}
          verb={t('do.create')}
          onName={(it) => makeFile.mutate(it)}
          onClose={onClose}
        />
      );
    case 'folder':
      return (
        <NameDialog
          title={t('files.newFolder')}
          label={t('files.path')}
          verb={t('do.create')}
          onName={(it) => makeFolder.mutate(it)}
          onClose={onClose}
        />
      );
    case 'project':
      return (
        <NameDialog
          title={t('action.newProject')}
          label={t('files.projectName')}
          verb={t('do.create')}
          onName={(it) => create.mutate(it)}
          onClose={onClose}
        />
      );
    case 'rename':
      return (
        <NameDialog
          title={t('files.renameProject')}
          label={t('files.projectName')}
          verb={t('do.rename')}
          initial={project.name}
          onName={(it) => rename.mutate(it)}
          onClose={onClose}
        />
      );
    case 'delete':
      return (
        <ConfirmDialog
          title={t('files.deleteProject')}
          description={t('files.deleteProjectWhy', { name: project.name })}
          verb={t('do.delete')}
          onConfirm={() => remove.mutate()}
          onClose={onClose}
        />
      );
    case 'changes':
      return <ChangesSince project={project.id} onClose={onClose} />;
    case 'snapshots':
      return <ProjectSnapshots project={project.id} onClose={onClose} />;
    case null:
      return null;
  }
}

function useProjectWork(project: Project) {
  const { api, queries } = useKernel();
  const [, navigate] = useLocation();
  const refresh = () => queries.invalidateQueries({ queryKey: ['projects'] });
  const failed = (error: Error) => toast({ text: 'files.failed', values: { why: error.message }, tone: 'bad' });
  const create = useMutation({
    mutationFn: (name: string) => api.createProject(name),
    onSuccess: async (made) => {
      await refresh();
      navigate(addressOf(made.id));
    },
    onError: failed,
  });
  const rename = useMutation({
    mutationFn: (name: string) => api.changeProject(project.id, { name }),
    onSuccess: refresh,
    onError: failed,
  });
  const remove = useMutation({
    mutationFn: () => api.deleteProject(project.id, 'keep'),
    onSuccess: async () => {
      navigate('/files');
      toast({ text: 'done.deleted' });
      await refresh();
    },
    onError: failed,
  });
  return { create, rename, remove };
}
