import { useMutation } from '@tanstack/react-query';
import { useId, useState, type SubmitEvent } from 'react';
import type { ModelFile } from '../../../kernel/localModels';
import { Button } from '../../../kit/Button';
import { Dialog } from '../../../kit/Dialog';
import { ErrorCard } from '../../../kit/ErrorCard';
import { useText } from '../../../kit/i18n/useText';
import { toast } from '../../../kit/toasts';
import { useKernel } from '../../../shell/kernelDoor';
import { Field } from '../Field';
import { draftOfFile, nameOfPath, settingsOf, type FileDraft } from './fileDraft';
import { useLocalWork } from './useLocalModels';

export interface ModelFileDialogProps {
  /** Absent for one somewhere else that is to be chosen. */
  file: ModelFile | undefined;
  taken: readonly string[];
  onClose: () => void;
}

interface NumberRow {
  key: 'threads' | 'context' | 'gpuLayers' | 'idleMinutes';
  least: number;
  most: number;
  step: number | 'any';
}

/** The limits are the kernel's. */
const NUMBERS: readonly NumberRow[] = [
  { key: 'threads', least: 1, most: 512, step: 1 },
  { key: 'context', least: 16, most: 1_048_576, step: 1 },
  { key: 'gpuLayers', least: 0, most: 10_000, step: 1 },
  { key: 'idleMinutes', least: 0.1, most: 10_080, step: 'any' },
];

/** Which file it is and how it is run; it holds from the next chat on. */
export function ModelFileDialog({ file, taken, onClose }: ModelFileDialogProps) {
  const { t } = useText();
  const { api } = useKernel();
  const { anew } = useLocalWork();
  const id = useId();
  const [draft, setDraft] = useState(() => draftOfFile(file));
  const set = (change: Partial<FileDraft>) => setDraft({ ...draft, ...change });
  const name = file?.name ?? (draft.name.trim() || nameOfPath(draft.path));
  const isTaken = !file && taken.includes(name);
  const save = useMutation({
    mutationFn: () => api.setModelFile(name, settingsOf(draft)),
    onSuccess: async () => {
      toast({ text: 'done.saved' });
      onClose();
      await anew(['model-files'], ['models'], ['providers']);
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Dialog title={file ? file.name : t('gguf.choose')} onClose={onClose}>
      <form className="grid gap-4" onSubmit={submit}>
        {(!file || file.settings.file) && (
          <Field label={t('gguf.path')} htmlFor={`${id}p`} hint={t('gguf.pathWhy')}>
            <input
              id={`${id}p`}
              className="field font-mono text-sm"
              required
              maxLength={4000}
              placeholder="/models/qwen3-4b.gguf"
              spellCheck={false}
              value={draft.path}
              onChange={({ target }) => set({ path: target.value })}
            />
          </Field>
        )}
        {!file && (
          <Field label={t('pull.name')} htmlFor={`${id}n`} hint={isTaken ? t('gguf.taken', { name }) : undefined}>
            <input
              id={`${id}n`}
              className="field font-mono text-sm"
              maxLength={200}
              placeholder={nameOfPath(draft.path)}
              aria-invalid={isTaken}
              spellCheck={false}
              value={draft.name}
              onChange={({ target }) => set({ name: target.value })}
            />
          </Field>
        )}
        <div className="grid gap-4 sm:grid-cols-2">
          {NUMBERS.map(({ key, least, most, step }) => (
            <Field key={key} label={t(`gguf.${key}`)} htmlFor={id + key}>
              <input
                id={id + key}
                type="number"
                min={least}
                max={most}
                step={step}
                className="field font-mono text-sm"
                placeholder={t('gguf.auto')}
                value={draft[key]}
                onChange={({ target }) => set({ [key]: target.value })}
              />
            </Field>
          ))}
        </div>
        {save.error && <ErrorCard error={save.error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('do.cancel')}</Button>
          <Button look="primary" type="submit" disabled={!name || isTaken || save.isPending}>
            {file ? t('do.save') : t('do.add')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
