import { Undo2 } from 'lucide-react';
import { Fragment, useMemo } from 'react';
import { Button } from '../Button';
import { classes } from '../classes';
import { useText } from '../i18n/useText';
import { hunksOf, rowsOf, type DiffLine, type Hunk } from './patch';

export type DiffLook = 'side' | 'inline';

export interface DiffTextProps {
  patch: string;
  cut: boolean;
  look: DiffLook;
  label: string;
  /** Takes one hunk back; absent where that cannot be. */
  onRevert?: ((hunk: Hunk) => void) | undefined;
}

/** A unified diff, two columns beside each other or one below the other. */
export function DiffText({ patch, cut, look, label, onRevert }: DiffTextProps) {
  const { t } = useText();
  const hunks = useMemo(() => hunksOf(patch), [patch]);
  return (
    <div className="overflow-x-auto font-mono text-[12.5px] leading-5">
      <table className="w-full border-collapse" aria-label={label}>
        <tbody>
          {hunks.map((hunk, at) => (
            <Fragment key={`${hunk.oldStart}-${hunk.freshStart}`}>
              <tr data-hunk={at} tabIndex={-1} className="bg-raised text-ink-3">
                <td colSpan={4} className="px-3 py-0.5">
                  <span className="flex items-center justify-between gap-3">
                    <span>{t('diff.lines', { from: hunk.freshStart })}</span>
                    {onRevert && !cut && (
                      <Button size="dense" look="quiet" icon={<Undo2 />} onClick={() => onRevert(hunk)}>
                        {t('diff.revert')}
                      </Button>
                    )}
                  </span>
                </td>
              </tr>
              {look === 'side' ? <SideBySide hunk={hunk} /> : <Inline hunk={hunk} />}
            </Fragment>
          ))}
        </tbody>
      </table>
      {cut && <p className="px-3 py-2 font-sans text-sm text-ink-3">{t('diff.cut')}</p>}
    </div>
  );
}

function SideBySide({ hunk }: { hunk: Hunk }) {
  return rowsOf(hunk).map((row, at) => (
    <tr key={at}>
      <Cells line={row.left} number={row.left?.old ?? null} half />
      <Cells line={row.right} number={row.right?.fresh ?? null} half />
    </tr>
  ));
}

function Inline({ hunk }: { hunk: Hunk }) {
  return hunk.lines.map((line, at) => (
    <tr key={at}>
      <Number value={line.old} kind={line.kind} />
      <Cells line={line} number={line.fresh} />
    </tr>
  ));
}

const TINT: Record<DiffLine['kind'], string> = {
  same: '',
  removed: 'bg-bad/12',
  added: 'bg-ok/12',
};

const SIGN: Record<DiffLine['kind'], string> = { same: ' ', removed: '−', added: '+' };

function Number({ value, kind }: { value: number | null; kind: DiffLine['kind'] | undefined }) {
  return (
    <td className={classes('w-11 pr-2 pl-2 text-right align-top text-ink-3 select-none', kind && TINT[kind])}>
      {value}
    </td>
  );
}

function Cells({ line, number, half = false }: { line: DiffLine | null; number: number | null; half?: boolean }) {
  return (
    <>
      <Number value={number} kind={line?.kind} />
      <td
        {...(half ? {} : { colSpan: 2 })}
        className={classes(
          'pr-3 align-top wrap-anywhere whitespace-pre-wrap',
          half && 'w-1/2',
          line && TINT[line.kind],
        )}
      >
        {line && (
          <>
            <span className="mr-1.5 inline-block w-2 text-ink-3 select-none">{SIGN[line.kind]}</span>
            {line.text.replace(/\r?\n$/, '')}
          </>
        )}
      </td>
    </>
  );
}
