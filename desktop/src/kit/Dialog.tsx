import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { useState, type SubmitEvent, type ReactNode } from 'react';
import { Button, IconButton } from './Button';
import { classes } from './classes';
import { useText } from './i18n/useText';

export interface DialogProps {
  title: string;
  description?: string;
  onClose: () => void;
  wide?: boolean;
  /** The content is only read, so the keyboard scrolls the box itself. */
  readOnly?: boolean;
  children: ReactNode;
}

export function Dialog({ title, description, onClose, wide = false, readOnly = false, children }: DialogProps) {
  const { t } = useText();
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 animate-fade bg-scrim" />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={classes(
            'fixed top-[12vh] left-1/2 z-50 flex max-h-[80vh] w-[calc(100vw-24px)] -translate-x-1/2 flex-col',
            'rounded-window border border-line bg-panel shadow-float focus:outline-none',
            wide ? 'max-w-180' : 'max-w-110',
          )}
        >
          <header className="py-2.5 pr-12 pl-4">
            <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
          </header>
          {description && <Radix.Description className="px-4 pb-2 text-ink-2">{description}</Radix.Description>}
          <div
            className="min-h-0 overflow-y-auto px-4 pt-1 pb-4 focus-visible:-outline-offset-2"
            {...(readOnly ? { tabIndex: 0, role: 'region', 'aria-label': title } : {})}
          >
            {children}
          </div>
          <Radix.Close asChild>
            <IconButton size="dense" label={t('do.close')} className="absolute top-2.5 right-2.5">
              <X />
            </IconButton>
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export interface ConfirmDialogProps {
  title: string;
  description: string;
  verb: string;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog({ title, description, verb, onConfirm, onClose }: ConfirmDialogProps) {
  const { t } = useText();
  return (
    <Dialog title={title} description={description} onClose={onClose}>
      <div className="flex justify-end gap-2 pt-2">
        <Button onClick={onClose}>{t('do.cancel')}</Button>
        <Button
          look="danger"
          onClick={() => {
            onConfirm();
            onClose();
          }}
        >
          {verb}
        </Button>
      </div>
    </Dialog>
  );
}

export interface NameDialogProps {
  title: string;
  label: string;
  verb: string;
  initial?: string;
  onName: (name: string) => void;
  onClose: () => void;
}

/** Asks for one name. */
export function NameDialog({ title, label, verb, initial = '', onName, onClose }: NameDialogProps) {
  const { t } = useText();
  const [name, setName] = useState(initial);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onName(name.trim());
    onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit}>
        <label className="block text-ink-2">
          {label}
          <input autoFocus className="field mt-1" value={name} onChange={(event) => setName(event.target.value)} />
        </label>
        <div className="flex justify-end gap-2 pt-4">
          <Button onClick={onClose}>{t('do.cancel')}</Button>
          <Button look="primary" type="submit" disabled={!name.trim() || name.trim() === initial}>
            {verb}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
