import type { ReactNode } from 'react';

export interface FieldProps {
  label: string;
  htmlFor: string;
  /** What it does or what it takes, beneath the control. */
  hint?: string | undefined;
  children: ReactNode;
}

/** One labelled control of a dialog. */
export function Field({ label, htmlFor, hint, children }: FieldProps) {
  return (
    <div className="min-w-0">
      <label htmlFor={htmlFor} className="mb-1 block text-sm text-ink-2">
        {label}
      </label>
      {children}
      {hint && <p className="mt-1 text-sm text-ink-3">{hint}</p>}
    </div>
  );
}
