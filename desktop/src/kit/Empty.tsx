import type { ReactNode } from 'react';

export type Drawing = 'anvil' | 'folder' | 'inbox' | 'strand' | 'speech' | 'search' | 'lock' | 'prompt';

const LINES: Record<Drawing, ReactNode> = {
  anvil: (
    <>
      <path d="M10 22h30c0 6-6 10-14 10v6h8v6H18v-6h6v-6c-8 0-14-4-14-10Z" />
      <path d="M40 22h12l-6 6H38" />
      <path d="M30 6v6M22 9l3 4M38 9l-3 4" className="stroke-(--ember)" />
    </>
  ),
  folder: (
    <>
      <path d="M8 14h16l4 5h28v29H8Z" />
      <path d="M20 34h24M20 40h14" />
    </>
  ),
  inbox: (
    <>
      <path d="M14 10h36l6 24v16H8V34Z" />
      <path d="M8 34h14l4 6h12l4-6h14" />
      <path d="m26 20 5 5 8-9" className="stroke-(--ok)" />
    </>
  ),
  strand: (
    <>
      <path d="M20 6v48" />
      <circle cx="20" cy="16" r="4" />
      <circle cx="20" cy="32" r="4" />
      <circle cx="20" cy="48" r="4" className="stroke-(--ember)" />
      <path d="M32 16h20M32 32h14M32 48h18" />
    </>
  ),
  speech: (
    <>
      <path d="M8 10h48v32H30L20 52V42H8Z" />
      <path d="M20 22h24M20 30h16" />
    </>
  ),
  search: (
    <>
      <circle cx="28" cy="28" r="16" />
      <path d="m40 40 14 14M21 28h14" />
    </>
  ),
  prompt: (
    <>
      <path d="M8 12h48v36H8ZM8 20h48" />
      <path d="m16 28 6 5-6 5" className="stroke-(--ember)" />
      <path d="M28 40h12" />
    </>
  ),
  lock: (
    <>
      <path d="M14 28h36v26H14Z" />
      <path d="M22 28v-8a10 10 0 0 1 20 0v8M32 38v6" />
    </>
  ),
};

export interface EmptyProps {
  drawing: Drawing;
  sentence: string;
  action?: ReactNode;
}

/** Nothing is here yet: one sentence, one thing to do, a small drawing. */
export function Empty({ drawing, sentence, action }: EmptyProps) {
  return (
    <div className="flex h-full min-h-48 flex-col items-center justify-center gap-4 p-6 text-center">
      <svg
        viewBox="0 0 64 60"
        className="h-14 w-16 fill-none stroke-(--ink-3) stroke-[1.5]"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden
      >
        {LINES[drawing]}
      </svg>
      <p className="max-w-80 text-balance text-ink-2">{sentence}</p>
      {action}
    </div>
  );
}
