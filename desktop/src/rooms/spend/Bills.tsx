import { FileUp } from 'lucide-react';
import { useRef, useState, type DragEvent } from 'react';
import { Button } from '../../kit/Button';
import { classes } from '../../kit/classes';
import { ErrorCard } from '../../kit/ErrorCard';
import { useText } from '../../kit/i18n/useText';
import { Progress } from '../../kit/Progress';
import { SkeletonRows } from '../../kit/Skeleton';
import { BillRow } from './BillRow';
import { useBills, useBillWork, useProvidersOfLedger } from './useBills';

/** A provider's own file, held against what was counted here. */
export function Bills() {
  const { t } = useText();
  const [open, setOpen] = useState<string | null>(null);
  const bills = useBills();
  const { compare, remove, part } = useBillWork((it) => setOpen(it.id));
  const all = bills.data?.pages.flatMap((it) => it.bills) ?? [];
  return (
    <section aria-label={t('bills.title')} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <h2 className="font-medium">{t('bills.title')}</h2>
      <Bring busy={compare.isPending} part={part} onFile={(provider, file) => compare.mutate({ provider, file })} />
      {compare.error && <ErrorCard error={compare.error} />}
      {bills.isPending && <SkeletonRows rows={2} />}
      {bills.error && <ErrorCard error={bills.error} onRetry={() => void bills.refetch()} />}
      {all.length > 0 && (
        <ul className="divide-y divide-line rounded-panel border border-line bg-panel">
          {all.map((it) => (
            <BillRow
              key={it.id}
              bill={it}
              open={it.id === open}
              busy={remove.isPending}
              onToggle={() => setOpen(it.id === open ? null : it.id)}
              onDelete={() => remove.mutate(it)}
            />
          ))}
        </ul>
      )}
      {bills.hasNextPage && (
        <Button className="justify-self-start" onClick={() => void bills.fetchNextPage()}>
          {t('do.showMore')}
        </Button>
      )}
    </section>
  );
}

interface BringProps {
  busy: boolean;
  part: number;
  onFile: (provider: string, file: File) => void;
}

/** Where a file is dropped or chosen, once it is said whose it is. */
function Bring({ busy, part, onFile }: BringProps) {
  const { t } = useText();
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [chosen, setChosen] = useState('');
  const providers = useProvidersOfLedger().data ?? [];
  const provider = chosen || providers[0] || '';
  const take = (file: File | undefined) => file && provider && !busy && onFile(provider, file);
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(true);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <div
      className={classes(
        'grid gap-3 rounded-panel border border-dashed p-4',
        over ? 'border-ember bg-ember-wash' : 'border-line bg-panel',
      )}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <p className="text-ink-2">{t(providers.length > 0 ? 'bills.what' : 'bills.nothingYet')}</p>
      {providers.length > 0 && (
        <div className="flex flex-wrap items-center gap-2">
          <select
            aria-label={t('bills.whose')}
            className="field w-auto"
            value={provider}
            onChange={(event) => setChosen(event.target.value)}
          >
            {providers.map((it) => (
              <option key={it} value={it}>
                {it}
              </option>
            ))}
          </select>
          <Button icon={<FileUp />} disabled={busy} onClick={() => picker.current?.click()}>
            {t('bills.choose')}
          </Button>
          <input
            ref={picker}
            type="file"
            hidden
            accept=".csv,.tsv,.json,.txt"
            aria-label={t('bills.file')}
            onChange={({ target }) => {
              take(target.files?.[0]);
              target.value = '';
            }}
          />
        </div>
      )}
      {busy && <Progress part={part} label={t('bills.comparing')} />}
    </div>
  );
}
