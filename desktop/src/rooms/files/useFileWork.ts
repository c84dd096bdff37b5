import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { toast } from '../../kit/toasts';
import { useKernel } from '../../shell/kernelDoor';
import { dropDraft } from './drafts';
import { addressOf } from './paths';

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
  return { upload, part };
}

/** Makes, renames and deletes; the tree is read anew after each. */
export function useFileWork(project: string) {
  const { api, queries } = useKernel();
  const [, navigate] = useLocation();
  const refresh = () => queries.invalidateQueries({ queryKey: ['files', project] });
  const failed = (error: Error) => toast({ text: 'files.failed', values: { why: error.message }, tone: 'bad' });
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
  const move = useMutation({
    mutationFn: ({ from, to }: { from: string; to: string }) => api.move(project, from, to),
    onSuccess: async (_, { from, to }) => {
      dropDraft(project, from);
      toast({ text: 'done.moved', action: { label: 'do.undo', run: () => move.mutate({ from: to, to: from }) } });
      await refresh();
      navigate(addressOf(project, to));
    },
    onError: failed,
  });
  const remove = useMutation({
    mutationFn: ({ path, folder }: { path: string; folder: boolean }) => api.remove(project, path, folder),
    onSuccess: async (_, { path }) => {
      dropDraft(project, path);
      toast({ text: 'done.deleted' });
      navigate(addressOf(project));
      await refresh();
    },
    onError: failed,
  });
  return { makeFile, makeFolder, move, remove };
}
