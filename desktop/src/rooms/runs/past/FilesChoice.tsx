import { useId } from 'react';
import type { ForkFiles } from '../../../kernel/past';
import { classes } from '../../../kit/classes';
import { useText } from '../../../kit/i18n/useText';

export interface FilesChoiceProps<T extends ForkFiles> {
  value: T;
  options: readonly T[];
  onChange: (files: T) => void;
}

/** In which files a fork works, each with what that means. */
export function FilesChoice<T extends ForkFiles>({ value, options, onChange }: FilesChoiceProps<T>) {
  const { t } = useText();
  const name = useId();
  return (
    <fieldset>
      <legend className="text-ink-2">{t('fork.files')}</legend>
      <div className="mt-1 grid gap-1.5">
        {options.map((it) => (
          <label
            key={it}
            className={classes(
              'flex min-h-9 items-start gap-2.5 rounded-control border px-3 py-2',
              it === value ? 'border-ember bg-ember-wash' : 'border-line hover:bg-hover',
            )}
          >
            <input
              type="radio"
              name={name}
              className="mt-0.5 accent-(--ember)"
              checked={it === value}
              onChange={() => onChange(it)}
            />
            <span>
              <span className="block font-medium">{t(`fork.files.${it}`)}</span>
              <span className="block text-sm text-ink-2">{t(`fork.files.${it}.why`)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
