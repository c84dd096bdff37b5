import { useMutation } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import { ROLES, type Model, type RoutingRule } from '../../../kernel/models';
import { Button, IconButton } from '../../../kit/Button';
import { ErrorCard } from '../../../kit/ErrorCard';
import { useText } from '../../../kit/i18n/useText';
import { toast } from '../../../kit/toasts';
import { useKernel } from '../../../shell/kernelDoor';
import { aimed, freshRule, swapped, targetOf } from './ruleDrafts';

const FAMILIES = ['flash', 'standard', 'frontier'] as const;

/** What a person has changed and not saved, and the rules that it was made from. */
interface Edits {
  rules: readonly RoutingRule[];
  from: readonly RoutingRule[];
}

const alike = (a: readonly RoutingRule[], b: readonly RoutingRule[]) => JSON.stringify(a) === JSON.stringify(b);

/** The rules by which a goal gets its model, the first that holds decides; the kernel checks them when they are saved. */
export function Rules({ saved, models }: { saved: readonly RoutingRule[]; models: readonly Model[] }) {
  const { t } = useText();
  const { api, queries } = useKernel();
  const [edits, setEdits] = useState<Edits | null>(null);
  const rules = edits?.rules ?? saved;
  const changed = edits !== null && !alike(edits.rules, saved);
  const elsewhere = changed && !alike(edits.from, saved);
  const setRules = (next: readonly RoutingRule[]) =>
    setEdits(alike(next, saved) ? null : { rules: next, from: edits?.from ?? saved });
  const save = useMutation({
    mutationFn: () => api.saveRules(rules),
    onSuccess: (answer) => {
      queries.setQueryData(['models', 'rules'], answer.rules);
      setEdits(null);
      toast({ text: 'done.saved' });
    },
  });
  const change = (at: number, rule: RoutingRule) => setRules(rules.map((it, place) => (place === at ? rule : it)));
  return (
    <section aria-label={t('routing.rules')}>
      <header className="flex items-center justify-between gap-2">
        <h2 className="font-medium">{t('routing.rules')}</h2>
        <Button size="dense" icon={<Plus />} onClick={() => setRules([...rules, freshRule(rules)])}>
          {t('routing.addRule')}
        </Button>
      </header>
      <p className="mb-3 text-sm text-ink-3">{t('routing.rulesWhy')}</p>
      <ol className="grid gap-2">
        {rules.map((it, at) => (
          <RuleRow
            key={at}
            rule={it}
            models={models}
            first={at === 0}
            last={at === rules.length - 1}
            onChange={(rule) => change(at, rule)}
            onMove={(by) => setRules(swapped(rules, at, by))}
            onRemove={() => setRules(rules.filter((_, place) => place !== at))}
          />
        ))}
      </ol>
      {save.error && <ErrorCard error={save.error} />}
      <p role="status" className="mt-3 text-sm text-wait empty:mt-0">
        {elsewhere && t('routing.elsewhere')}
      </p>
      {changed && (
        <div className="mt-3 flex gap-2">
          <Button look="primary" disabled={save.isPending} onClick={() => save.mutate()}>
            {t('routing.checkAndSave')}
          </Button>
          <Button onClick={() => setEdits(null)}>{elsewhere ? t('routing.takeTheirs') : t('do.cancel')}</Button>
        </div>
      )}
    </section>
  );
}

interface RuleRowProps {
  rule: RoutingRule;
  models: readonly Model[];
  first: boolean;
  last: boolean;
  onChange: (rule: RoutingRule) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

function RuleRow({ rule, models, first, last, onChange, onMove, onRemove }: RuleRowProps) {
  const { t } = useText();
  const id = useId();
  const target = targetOf(rule);
  const known = models.filter((it) => !it.supports.embedding);
  const tags = [...new Set([...FAMILIES, ...models.flatMap((it) => it.tags)])];
  return (
    <li className="grid gap-2 rounded-panel border border-line bg-panel p-3">
      <div className="flex items-center gap-1">
        <input
          aria-label={t('routing.ruleName')}
          className="field mr-auto w-44! font-mono text-sm"
          maxLength={64}
          value={rule.id}
          onChange={({ target: field }) => onChange({ ...rule, id: field.value })}
        />
        <IconButton
          size="dense"
          label={t('routing.earlier', { name: rule.id })}
          disabled={first}
          onClick={() => onMove(-1)}
        >
          <ArrowUp />
        </IconButton>
        <IconButton
          size="dense"
          label={t('routing.later', { name: rule.id })}
          disabled={last}
          onClick={() => onMove(1)}
        >
          <ArrowDown />
        </IconButton>
        <IconButton size="dense" label={t('routing.removeRule', { name: rule.id })} onClick={onRemove}>
          <Trash2 />
        </IconButton>
      </div>
      <label htmlFor={`${id}w`} className="text-sm text-ink-2">
        {t('routing.when')}
      </label>
      <input
        id={`${id}w`}
        className="field font-mono text-sm"
        maxLength={1000}
        spellCheck={false}
        value={rule.when}
        onChange={({ target: field }) => onChange({ ...rule, when: field.value })}
      />
      <label htmlFor={`${id}t`} className="text-sm text-ink-2">
        {t('routing.then')}
      </label>
      <select
        id={`${id}t`}
        className="field"
        value={target}
        onChange={({ target: field }) => onChange(aimed(rule, field.value))}
      >
        {rule.model && !known.some((it) => it.id === rule.model) && <option value={target}>{rule.model}</option>}
        {tags.map((it) => (
          <option key={it} value={`cheapest ${it}`}>
            {t('routing.cheapestOf', { kind: it })}
          </option>
        ))}
        {ROLES.filter((it) => it !== 'embedding' && it !== 'image').map((it) => (
          <option key={it} value={`role ${it}`}>
            {t('routing.modelOf', { role: t(`routing.role.${it}`) })}
          </option>
        ))}
        {known.map((it) => (
          <option key={it.id} value={`model ${it.id}`}>
            {it.id}
          </option>
        ))}
      </select>
    </li>
  );
}
