import type { ReactNode } from 'react';

export interface SettingRowProps {
  name: string;
  effect: string;
  htmlFor?: string;
  children: ReactNode;
}

/** One setting: its name, what it does, and its control. */
export function SettingRow({ name, effect, htmlFor, children }: SettingRowProps) {
  return (
    <div className="flex items-center justify-between gap-6 border-b border-line py-3.5 last:border-b-0 max-sm:flex-col max-sm:items-stretch max-sm:gap-2">
      <div className="min-w-0">
        {htmlFor ? (
          <label htmlFor={htmlFor} className="font-medium">
            {name}
          </label>
        ) : (
          <p className="font-medium">{name}</p>
        )}
        <p className="text-sm text-ink-3">{effect}</p>
      </div>
      <div className="flex shrink-0 justify-end max-sm:justify-start sm:max-w-80 [&>input]:sm:w-72">{children}</div>
    </div>
  );
}
