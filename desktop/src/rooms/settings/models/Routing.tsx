import { useMutation, useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useId } from 'react';
import type { Fallbacks, Model, ModelRole, Role } from '../../../kernel/models';
import { IconButton } from '../../../kit/Button';
import { Chip } from '../../../kit/Chip';
import { ErrorCard } from '../../../kit/ErrorCard';
import type { TextKey } from '../../../kit/i18n/text';
import { useText } from '../../../kit/i18n/useText';
import { SkeletonRows } from '../../../kit/Skeleton';
import { toast } from '../../../kit/toasts';
import { useKernel } from '../../../shell/kernelDoor';
import { useChatModels } from '../../../shell/queries';
import { SettingRow } from '../SettingRow';
import { AnswerCache } from './AnswerCache';
import { Rules } from './Rules';

/** Which model a goal gets when nobody names one, and which when that one cannot be used. */
export function Routing() {
  const { api } = useKernel();
  const models = useChatModels();
  const roles = useQuery({ queryKey: ['models', 'roles'], queryFn: async () => (await api.roles()).roles });
  const rules = useQuery({ queryKey: ['models', 'rules'], queryFn: async () => (await api.rules()).rules });
  const fallbacks = useQuery({ queryKey: ['models', 'fallbacks'], queryFn: api.fallbacks });
  const failed = [roles, rules, fallbacks].find((it) => it.error);
  if (failed) return <ErrorCard error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!roles.data || !rules.data || !fallbacks.data) return <SkeletonRows rows={6} tall />;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <Roles roles={roles.data} models={models} />
      <Rules saved={rules.data} models={models} />
      <FallbackList fallbacks={fallbacks.data} models={models} />
      <AnswerCache />
    </div>
  );
}

/** What happens without a model of their own in the roles for which the default one is no good. */
const NONE: Partial<Record<ModelRole, TextKey>> = { embedding: 'routing.anyEmbedder', image: 'routing.anyPainter' };

/** The models that make vectors or pictures; a list that cannot be read leaves what is chosen. */
function useMakers() {
  const { api } = useKernel();
  const embedding = useQuery({ queryKey: ['models', 'makers', 'embedding'], queryFn: () => api.makers('embedding') });
  const image = useQuery({ queryKey: ['models', 'makers', 'image'], queryFn: () => api.makers('image') });
  return { embedding: embedding.data ?? [], image: image.data ?? [] };
}

function Roles({ roles, models }: { roles: readonly Role[]; models: readonly Model[] }) {
  const { t } = useText();
  const { api, queries } = useKernel();
  const makers = useMakers();
  const save = useMutation({
    mutationFn: ({ role, model }: { role: ModelRole; model: string }) => api.saveRoles({ [role]: model || null }),
    onSuccess: (saved) => {
      queries.setQueryData(['models', 'roles'], saved.roles);
      toast({ text: 'done.saved' });
    },
    onError: (error) => toast({ text: 'files.failed', values: { why: error.message }, tone: 'bad' }),
  });
  return (
    <section aria-label={t('routing.roles')}>
      <h2 className="font-medium">{t('routing.roles')}</h2>
      {roles.map((it) => (
        <SettingRow
          key={it.role}
          name={t(`routing.role.${it.role}`)}
          effect={t(`routing.roleWhy.${it.role}`)}
          htmlFor={`role-${it.role}`}
        >
          <ModelSelect
            id={`role-${it.role}`}
            value={it.model ?? ''}
            models={it.role === 'embedding' || it.role === 'image' ? makers[it.role] : models}
            none={t(NONE[it.role] ?? 'routing.default')}
            onChange={(model) => save.mutate({ role: it.role, model })}
          />
        </SettingRow>
      ))}
    </section>
  );
}

interface ModelSelectProps {
  id: string;
  value: string;
  models: readonly Model[];
  none: string;
  onChange: (model: string) => void;
}

/** One of the models that can be asked; one that is chosen already is never lost. */
function ModelSelect({ id, value, models, none, onChange }: ModelSelectProps) {
  const usable = models.filter((it) => it.available);
  return (
    <select
      id={id}
      className="field font-mono text-sm sm:w-72"
      value={value}
      onChange={({ target }) => onChange(target.value)}
    >
      <option value="">{none}</option>
      {value && !usable.some((it) => it.id === value) && <option>{value}</option>}
      {usable.map((it) => (
        <option key={it.id}>{it.id}</option>
      ))}
    </select>
  );
}

function FallbackList({ fallbacks, models }: { fallbacks: Fallbacks; models: readonly Model[] }) {
  const { t } = useText();
  const { api, queries } = useKernel();
  const id = useId();
  const save = useMutation({
    mutationFn: (change: Partial<Fallbacks>) => api.saveFallbacks(change),
    onSuccess: (saved) => {
      queries.setQueryData(['models', 'fallbacks'], saved);
      toast({ text: 'done.saved' });
    },
    onError: (error) => toast({ text: 'files.failed', values: { why: error.message }, tone: 'bad' }),
  });
  const chain = fallbacks.models;
  const others = models.filter((it) => !chain.includes(it.id));
  return (
    <section aria-label={t('routing.fallbacks')}>
      <h2 className="font-medium">{t('routing.fallbacks')}</h2>
      <p className="mb-3 text-sm text-ink-3">{t('routing.fallbacksWhy')}</p>
      <label className="mb-3 flex items-center gap-2.5">
        <input
          type="checkbox"
          className="size-4 accent-(--ember)"
          checked={fallbacks.strict}
          disabled={save.isPending}
          onChange={({ target }) => save.mutate({ strict: target.checked })}
        />
        {t('routing.strict')}
      </label>
      {!fallbacks.strict && (
        <>
          <ol className="mb-3 flex flex-wrap gap-2 empty:hidden">
            {chain.map((it, at) => (
              <li key={it} className="flex items-center gap-1">
                <Chip>
                  {at + 1} <span className="font-mono">{it}</span>
                </Chip>
                <IconButton
                  size="dense"
                  label={t('routing.leaveOut', { name: it })}
                  disabled={save.isPending}
                  onClick={() => save.mutate({ models: chain.filter((one) => one !== it) })}
                >
                  <X />
                </IconButton>
              </li>
            ))}
          </ol>
          <label htmlFor={id} className="sr-only">
            {t('routing.addFallback')}
          </label>
          <ModelSelect
            id={id}
            value=""
            models={others}
            none={t('routing.addFallback')}
            onChange={(model) => model && save.mutate({ models: [...chain, model] })}
          />
        </>
      )}
    </section>
  );
}
