import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { useText } from '../i18n/useText';
import { MOST_ROWS, tableOf } from './table';

/** Rows and columns of a file of separated values; only what is in sight is drawn. */
export function TableView({ text, name }: { text: string; name: string }) {
  const { t } = useText();
  const table = useMemo(() => tableOf(text), [text]);
  const box = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing of it is handed on
  const virtual = useVirtualizer({
    count: table.rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => 28,
    overscan: 10,
    initialRect: { width: 800, height: 600 },
  });
  const shown = virtual.getVirtualItems();
  const above = shown[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div
        ref={box}
        role="region"
        aria-label={name}
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto focus-visible:-outline-offset-2"
      >
        <table aria-rowcount={table.rows.length + 1} className="border-separate border-spacing-0 text-sm">
          <thead>
            <tr>
              <th className={`${HEAD} text-right font-normal text-ink-3`}>#</th>
              {table.head.map((it, at) => (
                <th key={at} scope="col" className={`${HEAD} max-w-80 truncate text-left font-medium`}>
                  {it}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {above > 0 && <tr aria-hidden style={{ height: above }} />}
            {shown.map(({ index }) => (
              <tr key={index} aria-rowindex={index + 2} className="h-7">
                <td className={`${CELL} text-right text-ink-3`}>{index + 1}</td>
                {table.head.map((_, at) => (
                  <td key={at} title={table.rows[index]?.[at]} className={`${CELL} max-w-80 truncate`}>
                    {table.rows[index]?.[at]}
                  </td>
                ))}
              </tr>
            ))}
            {below > 0 && <tr aria-hidden style={{ height: below }} />}
          </tbody>
        </table>
      </div>
      <p className="flex h-7 shrink-0 items-center border-t border-line bg-panel px-3 text-xs text-ink-3">
        {t('preview.rows', { rows: table.rows.length, columns: table.head.length })}
        {table.cut && ` · ${t('preview.rowsCut', { most: MOST_ROWS })}`}
      </p>
    </div>
  );
}

const HEAD = 'sticky top-0 h-8 border-b border-r border-line bg-raised px-2 whitespace-nowrap';
const CELL = 'h-7 border-b border-r border-line px-2 whitespace-nowrap tabular-nums';
