import { toast } from './toasts';

/** Copies and says so; where the browser has no clipboard for this page, says that. */
export function copyText(text: string): void {
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (!clipboard) {
    toast({ text: 'done.notCopied', tone: 'bad' });
    return;
  }
  clipboard.writeText(text).then(
    () => toast({ text: 'done.copied' }),
    () => toast({ text: 'done.notCopied', tone: 'bad' }),
  );
}
