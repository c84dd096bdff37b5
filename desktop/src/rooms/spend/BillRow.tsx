import { ChevronRight, Trash2 } from 'lucide-react';
import { differencesOf, type Bill, type BillSide } from '../../kernel/bills';
import { IconButton } from '../../kit/Button';
import { Chip } from '../../kit/Chip';
import { classes } from '../../kit/classes';
import { moneyText } from '../../kit/format';
import { useText } from '../../kit/i18n/useText';
import { Amount } from './Amount';
import { Differences } from './Differences';

export interface BillRowProps {
  bill: Bill;
  open: boolean;
  busy: boolean;
  onToggle: () => void;
  onDelete: () => void;
}

/** One bill in a line; opened it shows where it and the ledger do not agree. */
export function BillRow({ bill, open, busy, onToggle, onDelete }: BillRowProps) {
  const { t, n } = useText();
  const differing = differencesOf(bill);
  return (
    <li>
      <div className="flex items-center gap-2 p-2 pl-3">
        <button
          type="button"
          aria-expanded={open}
          className="flex min-w-0 flex-1 items-center gap-2 rounded-sm text-left"
          onClick={onToggle}
        >
          <ChevronRight aria-hidden className={classes('size-4 shrink-0 text-ink-3', open && 'rotate-90')} />
          <span className="min-w-0 flex-1 truncate">
            <span className="font-mono text-sm">{bill.provider}</span> {bill.name}
          </span>
          <span className="font-mono text-sm whitespace-nowrap max-sm:hidden">
            <Amount side={bill.billed} /> / <Amount side={bill.ledger} />
          </span>
          <Chip tone={differing > 0 ? 'wait' : 'ok'}>
            {differing > 0 ? n('bills.differences', differing) : t('bills.same')}
          </Chip>
        </button>
        <IconButton size="dense" label={t('bills.deleteOf', { name: bill.name })} disabled={busy} onClick={onDelete}>
          <Trash2 />
        </IconButton>
      </div>
      {open && <Opened bill={bill} />}
    </li>
  );
}

function Opened({ bill }: { bill: Bill }) {
  const { t, n, language } = useText();
  return (
    <div className="grid gap-3 border-t border-line p-3">
      <table className="w-full table-fixed border-collapse text-sm">
        <caption className="sr-only">{t('bills.sums')}</caption>
        <thead>
          <tr className="text-ink-3">
            <th scope="col" className="h-7 text-left font-normal" />
            <th scope="col" className="text-right font-normal">
              {t('spend.cost')}
            </th>
            <th scope="col" className="text-right font-normal">
              {t('bills.tokensIn')}
            </th>
            <th scope="col" className="text-right font-normal">
              {t('bills.tokensOut')}
            </th>
          </tr>
        </thead>
        <tbody>
          <Side title={t('bills.billed')} side={bill.billed} />
          <Side title={t('bills.counted')} side={bill.ledger} />
        </tbody>
      </table>
      <p className="text-ink-2">
        {bill.difference != null && (
          <span className="mr-2 font-medium">
            {t('bills.difference', { amount: moneyText(bill.difference, language) })}
          </span>
        )}
        {n('bills.confirmed', bill.same)}
        {bill.unpriced_calls > 0 && <span className="ml-2 text-wait">{n('money.unpriced', bill.unpriced_calls)}</span>}
      </p>
      {differencesOf(bill) > 0 && <Differences bill={bill} />}
    </div>
  );
}

function Side({ title, side }: { title: string; side: BillSide }) {
  const { t, language } = useText();
  const count = (value: number | null | undefined) => value?.toLocaleString(language) ?? t('money.unknown');
  return (
    <tr className="h-7 border-t border-line">
      <th scope="row" className="text-left font-normal">
        {title}
      </th>
      <td className="text-right font-mono">
        <Amount side={side} />
      </td>
      <td className="text-right font-mono">{count(side.tokens_in)}</td>
      <td className="text-right font-mono">{count(side.tokens_out)}</td>
    </tr>
  );
}
