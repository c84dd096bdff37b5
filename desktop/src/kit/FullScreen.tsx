import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { KeyboardEvent, ReactNode } from 'react';
import { IconButton } from './Button';
import { useText } from './i18n/useText';

export interface FullScreenProps {
  title: string;
  /** Before the title. */
  lead?: ReactNode;
  /** After the title. */
  actions?: ReactNode;
  onKeyDown?: (event: KeyboardEvent<HTMLDivElement>) => void;
  onClose: () => void;
  children: ReactNode;
}

/** One thing over everything else; on a phone it takes the whole screen. */
export function FullScreen({ title, lead, actions, onKeyDown, onClose, children }: FullScreenProps) {
  const { t } = useText();
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          onKeyDown={onKeyDown}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
          className="fixed inset-0 z-40 flex flex-col bg-panel focus:outline-none sm:inset-4 sm:rounded-window sm:border sm:border-line sm:shadow-float"
        >
          <header className="flex h-12 shrink-0 items-center gap-1 px-2">
            {lead}
            <Radix.Title className="min-w-0 flex-1 truncate px-1 text-lg font-semibold">{title}</Radix.Title>
            {actions}
            <Radix.Close asChild>
              <IconButton label={t('do.close')}>
                <X />
              </IconButton>
            </Radix.Close>
          </header>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
