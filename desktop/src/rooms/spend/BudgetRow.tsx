import { Pencil, Trash2 } from 'lucide-react';
import type { Budget, BudgetState } from '../../kernel/spend';
import { IconButton } from '../../kit/Button';
import { Chip } from '../../kit/Chip';
import { classes } from '../../kit/classes';
import { Time } from '../../kit/Facts';
import { compactNumber, durationText, moneyText } from '../../kit/format';
import { useText } from '../../kit/i18n/useText';
import { useSubjects } from './useSubjects';

export interface BudgetRowProps {
  budget: Budget;
  onEdit: () => void;
  onDelete: () => void;
  busy: boolean;
}

/** One budget: for whom, how much, and how full it is. */
export function BudgetRow({ budget, onEdit, onDelete, busy }: BudgetRowProps) {
  const { t } = useText();
  const nameOf = useSubjects(budget.scope);
  const whom = budget.subject ? nameOf(budget.subject) : t(`budget.each.${budget.scope}`);
  const name = `${whom}, ${t(`budget.period.${budget.period}`)}`;
  const { state } = budget;
  return (
    <li className="flex items-start gap-3 px-3 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{name}</span>
          {state && state.status !== 'ok' && (
            <Chip tone={state.status === 'exceeded' ? 'bad' : 'wait'}>{t(`budget.${state.status}`)}</Chip>
          )}
        </p>
        {state && <Fullness state={state} name={name} />}
        <p className="mt-1 flex flex-wrap gap-x-3 text-sm text-ink-2">
          <Limits budget={budget} />
          {state && !budget.subject && budget.scope !== 'org' && state.subject && (
            <span>{t('budget.mostBy', { name: nameOf(state.subject) })}</span>
          )}
          {state && (
            <span className="text-ink-3">
              {t('budget.resets')} <Time at={state.resets_at} />
            </span>
          )}
        </p>
      </div>
      <span className="flex shrink-0">
        <IconButton size="dense" label={t('budget.editOf', { name })} onClick={onEdit}>
          <Pencil />
        </IconButton>
        <IconButton size="dense" label={t('budget.deleteOf', { name })} disabled={busy} onClick={onDelete}>
          <Trash2 />
        </IconButton>
      </span>
    </li>
  );
}

const FILLS = { ok: 'bg-ember', warned: 'bg-wait', exceeded: 'bg-bad' };

/** How full a budget is, with marks where it warns and where it ends. */
function Fullness({ state, name }: { state: BudgetState; name: string }) {
  const { t } = useText();
  return (
    <div className="mt-1.5 flex items-center gap-2">
      <div
        role="progressbar"
        aria-label={name}
        aria-valuenow={Math.min(state.percent, 100)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={t('budget.percent', { percent: state.percent })}
        className="relative h-1.5 min-w-0 flex-1 overflow-hidden rounded-full bg-hover"
      >
        <div
          className={classes('h-full origin-left transition-transform duration-180', FILLS[state.status])}
          style={{ transform: `scaleX(${Math.min(state.percent, 100) / 100})` }}
        />
        <span aria-hidden className="absolute inset-y-0 left-4/5 w-px bg-desk" />
      </div>
      <span className="w-12 shrink-0 text-right font-mono text-sm text-ink-2">{state.percent}%</span>
    </div>
  );
}

/** Each thing that is limited: what is used of it, where that is known, and how much there may be. */
function Limits({ budget }: { budget: Budget }) {
  const { t, language } = useText();
  const { state } = budget;
  const of = (used: string | undefined, most: string) => (used ? t('budget.of', { used, most }) : most);
  const money = (it: string) => moneyText(it, language);
  const count = (it: number) => compactNumber(it, language);
  const parts: string[] = [];
  if (budget.max_cost !== undefined) parts.push(of(state ? money(state.cost) : undefined, money(budget.max_cost)));
  if (budget.max_tokens !== undefined)
    parts.push(t('bar.tokensShort', { count: of(state ? count(state.tokens) : undefined, count(budget.max_tokens)) }));
  if (budget.max_steps !== undefined)
    parts.push(t('budget.stepsOf', { count: of(state ? count(state.steps) : undefined, count(budget.max_steps)) }));
  if (budget.max_wall_ms !== undefined)
    parts.push(
      of(state ? durationText(state.wall_ms, language) : undefined, durationText(budget.max_wall_ms, language)),
    );
  return parts.map((it) => (
    <span key={it} className="font-mono">
      {it}
    </span>
  ));
}
