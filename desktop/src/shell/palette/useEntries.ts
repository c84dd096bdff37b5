import { useQuery } from '@tanstack/react-query';
import {
  Ban,
  Bot,
  Cpu,
  FileText,
  Folder,
  FolderPlus,
  Languages,
  LogOut,
  MessageSquare,
  MessageSquarePlus,
  Moon,
  Play,
  Settings2,
  Sun,
  Waypoints,
  Wrench,
} from 'lucide-react';
import { useLocation, useRoute } from 'wouter';
import { hasEnded } from '../../kernel/objects';
import { useText } from '../../kit/i18n/useText';
import { usePreferences } from '../../kit/preferences';
import { toast } from '../../kit/toasts';
import type { App } from '../app';
import { useKernel } from '../kernelDoor';
import { openChat } from '../panels';
import {
  useConversations,
  useCurrentProject,
  useModels,
  usePersonas,
  useProjects,
  useRun,
  useRuns,
  useTools,
} from '../queries';
import { useDark } from '../useAppearance';
import { useAppearanceChoice } from '../useAppearanceChoice';
import { useLeave } from '../useLeave';
import type { Entry } from './entries';
import { projectFiles } from './projectFiles';

const RECENT = { limit: 100 };

/** Everything the kernel has that can be opened by name. */
export function useThings(apps: readonly App[]): Entry[] {
  const { t } = useText();
  const { api } = useKernel();
  const [, navigate] = useLocation();
  const project = useCurrentProject();
  const files = useQuery({
    queryKey: ['files', project?.id ?? '', 'all'],
    queryFn: () => projectFiles(api, project?.id ?? ''),
    enabled: project !== undefined,
    staleTime: 15_000,
  });
  const rooms = apps.map((it): Entry => ({
    id: `room ${it.id}`,
    group: 'palette.rooms',
    label: t(it.title),
    Icon: it.Icon,
    run: () => navigate(it.path),
  }));
  const places = apps
    .flatMap((it) => it.places ?? [])
    .map((it): Entry => ({
      id: `place ${it.path}`,
      group: 'palette.settings',
      label: t(it.title),
      Icon: Settings2,
      run: () => navigate(it.path),
    }));
  const runs = useRuns(RECENT).runs.map((it): Entry => ({
    id: it.id,
    group: 'palette.runs',
    label: it.goal,
    hint: t(`status.${it.status}`),
    Icon: Waypoints,
    run: () => navigate(`/runs/${it.id}`),
  }));
  const conversations = (useConversations().data ?? []).map((it): Entry => ({
    id: it.id,
    group: 'palette.conversations',
    label: it.title || t('chat.untitled'),
    Icon: MessageSquare,
    run: () => openChat(it.id),
  }));
  const projects = (useProjects().data ?? []).map((it): Entry => ({
    id: it.id,
    group: 'palette.projects',
    label: it.name,
    hint: it.folder,
    Icon: Folder,
    run: () => {
      usePreferences.setState({ project: it.id });
      navigate(`/files/${it.id}`);
    },
  }));
  const paths = (files.data ?? []).map((it): Entry => ({
    id: `file ${it.path}`,
    group: 'palette.files',
    label: it.path,
    Icon: FileText,
    run: () => navigate(`/files/${project?.id ?? ''}/${it.path.split('/').map(encodeURIComponent).join('/')}`),
  }));
  const agents = (usePersonas().data ?? []).map((it): Entry => ({
    id: it.id,
    group: 'palette.agents',
    label: it.name,
    hint: it.description,
    Icon: Bot,
    run: () => navigate(`/settings/agents/${it.id}`),
  }));
  const tools = (useTools().data ?? []).map((it): Entry => ({
    id: `tool ${it.name}`,
    group: 'palette.tools',
    label: it.name,
    hint: it.description,
    Icon: Wrench,
    run: () => navigate('/settings/tools'),
  }));
  const models = (useModels().data?.models ?? []).map((it): Entry => ({
    id: `model ${it.id}`,
    group: 'palette.models',
    label: it.id,
    Icon: Cpu,
    run: () => navigate('/settings/models'),
  }));
  return [...rooms, ...runs, ...conversations, ...projects, ...paths, ...agents, ...tools, ...models, ...places];
}

export interface Asked {
  onNewProject: () => void;
}

/** What the palette can do at once. */
export function useActions({ onNewProject }: Asked): Entry[] {
  const { t, language } = useText();
  const [, navigate] = useLocation();
  const choose = useAppearanceChoice();
  const dark = useDark();
  const [atRun, params] = useRoute('/runs/:id');
  const group = 'palette.actions' as const;
  const leave = useLeave();
  const actions: Entry[] = [
    { id: 'chat.new', group, label: t('action.newChat'), Icon: MessageSquarePlus, run: () => openChat(null) },
    { id: 'run.new', group, label: t('action.startRun'), Icon: Play, run: () => navigate('/?goal') },
    { id: 'project.new', group, label: t('action.newProject'), Icon: FolderPlus, run: onNewProject },
    {
      id: 'theme',
      group,
      label: t('action.theme'),
      hint: dark ? t('theme.toLight') : t('theme.toDark'),
      Icon: dark ? Sun : Moon,
      run: () => choose({ theme: dark ? 'light' : 'dark' }),
    },
    {
      id: 'language',
      group,
      label: t('action.language'),
      hint: language === 'en' ? 'Português' : 'English',
      Icon: Languages,
      run: () => choose({ language: language === 'en' ? 'pt-BR' : 'en' }),
    },
    { id: 'leave', group, label: t('do.signOut'), Icon: LogOut, run: leave },
  ];
  const cancel = useCancelAction(atRun ? params.id : '');
  return cancel ? [cancel, ...actions] : actions;
}

function useCancelAction(id: string): Entry | null {
  const { t } = useText();
  const { api, queries } = useKernel();
  const { run } = useRun(id);
  if (!run || hasEnded(run.status)) return null;
  const cancel = async () => {
    await api.cancelRun(id);
    toast({ text: 'done.cancelled' });
    await queries.invalidateQueries({ queryKey: ['run', id] });
  };
  return {
    id: 'run.cancel',
    group: 'palette.actions',
    label: t('action.cancelRun'),
    hint: run.goal,
    Icon: Ban,
    run: () => void cancel(),
  };
}
