import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { toast } from '../../kit/toasts';
import { useKernel } from '../../shell/kernelDoor';
import { dropDrafts, moveDrafts } from './drafts';
import { forgetModels } from './editor/opened';
import { changeTabs } from './openFiles';
import { addressOf, placeAt } from './paths';
import { gone, movedPath, renamed, within } from './tabs';

/** What the kernel takes in one request. */
const LARGEST_UPLOAD = 50 * 1024 * 1024;

export type UploadTo = (folder: string, files: readonly File[]) => void;

/** Sends files into a folder of the project and tells how much has gone. */
export function useUpload(project: string) {
  const { api, queries } = useKernel();
  const [part, setPart] = useState(0);
  const upload = useMutation({
    mutationFn: ({ folder, files }: { folder: string; files: readonly File[] }) => {
      setPart(0);
      return api.upload(project, folder, files, setPart);
    },
    onSuccess: async () => {
      toast({ text: 'done.uploaded' });
      await queries.invalidateQueries({ queryKey: ['files', project] });
    },
    onError: (error) => toast({ text: 'files.uploadFailed', values: { why: error.message }, tone: 'bad' }),
  });
  const to: UploadTo = (folder, files) => {
    if (files.length === 0) return;
    const bytes = files.reduce((sum, it) => sum + it.size, 0);
    if (bytes > LARGEST_UPLOAD) toast({ text: 'files.tooLarge', tone: 'bad' });
    else upload.mutate({ folder, files });
  };
  return { upload, part, to };
}

export interface Move {
  from: string;
  to: string;
}

/** Makes, renames, moves and deletes; the tree is read anew after each, and open tabs follow. */
export function useFileWork(project: string) {
  const { api, queries } = useKernel();
  const [, navigate] = useLocation();
  const refresh = () => queries.invalidateQueries({ queryKey: ['files', project] });
  const failed = (error: Error) => {
    toast({ text: 'files.failed', values: { why: error.message }, tone: 'bad' });
    void refresh();
  };
  const shown = () => placeAt(window.location.pathname).path;
  const makeFile = useMutation({
    mutationFn: (path: string) => api.save(project, { path, content: '', revision: '' }),
    onSuccess: async (_, path) => {
      await refresh();
      navigate(addressOf(project, path));
    },
    onError: failed,
  });
  const makeFolder = useMutation({
    mutationFn: (path: string) => api.makeFolder(project, path),
    onSuccess: refresh,
    onError: failed,
  });
  const moveAll = useMutation({
    mutationFn: async (moves: readonly Move[]) => {
      for (const { from, to } of moves) {
        await api.move(project, from, to);
        moveDrafts(project, from, to);
        forgetModels(project, from);
        changeTabs(project, (tabs) => renamed(tabs, from, to));
        if (within(shown(), from)) navigate(addressOf(project, movedPath(shown(), from, to)), { replace: true });
      }
    },
    onSuccess: async (_, moves) => {
      const back = moves.map(({ from, to }) => ({ from: to, to: from })).reverse();
      toast({ text: 'done.moved', action: { label: 'do.undo', run: () => moveAll.mutate(back) } });
      await refresh();
    },
    onError: failed,
  });
  const removeAll = useMutation({
    mutationFn: async (paths: readonly string[]) => {
      for (const path of paths) {
        await api.remove(project, path, true);
        dropDrafts(project, path);
        forgetModels(project, path);
        changeTabs(project, (tabs) => gone(tabs, path));
        if (within(shown(), path)) navigate(addressOf(project));
      }
    },
    onSuccess: async () => {
      toast({ text: 'done.deleted' });
      await refresh();
    },
    onError: failed,
  });
  return { makeFile, makeFolder, moveAll, removeAll };
}
