import { useMutation } from '@tanstack/react-query';
import { GitFork } from 'lucide-react';
import { useId, useState, type ReactNode, type SubmitEvent } from 'react';
import { useLocation } from 'wouter';
import type { Run } from '../../../kernel/objects';
import { Button } from '../../../kit/Button';
import { Dialog } from '../../../kit/Dialog';
import { ErrorCard } from '../../../kit/ErrorCard';
import { useText } from '../../../kit/i18n/useText';
import { useKernel } from '../../../shell/kernelDoor';
import { useChatModels, usePersonas } from '../../../shell/queries';
import { AnswerFields, ResultFields } from './ForkEdits';
import { FilesChoice } from './FilesChoice';
import { answerAt, changeOf, formOf, problemOf, resultAt, type ForkForm, type ForkPlace } from './forkForm';
import { placeWords } from './placeWords';

export interface ForkDialogProps {
  run: Run;
  place: ForkPlace;
  onClose: () => void;
}

/** Starts a run that begins like another one, with what is to be different about it. */
export function ForkDialog({ run, place, onClose }: ForkDialogProps) {
  const { t } = useText();
  const [form, setForm] = useState(() => formOf(run, place));
  const set = (change: Partial<ForkForm>) => setForm({ ...form, ...change });
  const fork = useFork(run, onClose);
  const problem = problemOf(form, run, place);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!problem && !fork.isPending) fork.mutate({ form, place });
  };
  return (
    <Dialog
      wide
      title={t('fork.title')}
      description={t('fork.what', { place: placeWords(t, place) })}
      onClose={onClose}
    >
      <form onSubmit={submit} className="grid gap-4">
        {answerAt(place) && <AnswerFields form={form} onChange={set} />}
        {resultAt(place) && <ResultFields form={form} onChange={set} />}
        <Words label={t('fork.message')} rows={2} value={form.message} onChange={(message) => set({ message })} />
        <Words label={t('runs.goal')} rows={2} value={form.goal} onChange={(goal) => set({ goal })} />
        <Who form={form} run={run} onChange={set} />
        <FilesChoice
          value={form.files}
          options={run.imported_from ? ['copy', 'keep'] : ['copy', 'restore', 'keep']}
          onChange={(files) => set({ files })}
        />
        {fork.error && <ErrorCard error={fork.error} />}
        <div className="flex flex-wrap items-center justify-end gap-2">
          <p role="status" className="mr-auto text-sm text-bad">
            {problem && t(problem.text, { tool: problem.tool ?? '' })}
          </p>
          <Button onClick={onClose}>{t('do.cancel')}</Button>
          <Button look="primary" type="submit" icon={<GitFork />} disabled={problem !== undefined || fork.isPending}>
            {t('fork.start')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function useFork(run: Run, onDone: () => void) {
  const { api, queries } = useKernel();
  const [, navigate] = useLocation();
  return useMutation({
    mutationFn: ({ form, place }: { form: ForkForm; place: ForkPlace }) =>
      api.forkRun(run.id, changeOf(form, run, place)),
    onSuccess: (fork) => {
      void queries.invalidateQueries({ queryKey: ['runs'] });
      void queries.invalidateQueries({ queryKey: ['projects'] });
      onDone();
      navigate(`/runs/${fork.id}`);
    },
  });
}

interface WordsProps {
  label: string;
  rows: number;
  value: string;
  onChange: (value: string) => void;
}

function Words({ label, rows, value, onChange }: WordsProps) {
  return (
    <label className="block text-ink-2">
      {label}
      <textarea
        rows={rows}
        maxLength={32_000}
        className="field mt-1 h-auto py-2"
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </label>
  );
}

interface WhoProps {
  form: ForkForm;
  run: Run;
  onChange: (change: Partial<ForkForm>) => void;
}

function Who({ form, run, onChange }: WhoProps) {
  const { t } = useText();
  const models = useChatModels();
  const personas = usePersonas().data ?? [];
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Choice label={t('inspect.model')} value={form.model} onChange={(model) => onChange({ model })}>
        <option value="">{t('fork.sameModel', { name: run.model ?? '' })}</option>
        {models.map((it) => (
          <option key={it.id}>{it.id}</option>
        ))}
      </Choice>
      <Choice label={t('runs.agent')} value={form.persona} onChange={(persona) => onChange({ persona })}>
        <option value="">
          {t('fork.sameAgent', { name: personas.find((it) => it.id === run.persona_id)?.name ?? '' })}
        </option>
        {personas
          .filter((it) => it.id !== run.persona_id)
          .map((it) => (
            <option key={it.id} value={it.id}>
              {it.name}
            </option>
          ))}
      </Choice>
    </div>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
}

function Choice({ label, value, onChange, children }: ChoiceProps) {
  const id = useId();
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="text-ink-2">
        {label}
      </label>
      <select id={id} className="field mt-1" value={value} onChange={({ target }) => onChange(target.value)}>
        {children}
      </select>
    </div>
  );
}
