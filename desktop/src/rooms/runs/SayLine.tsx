import { useMutation } from '@tanstack/react-query';
import { SendHorizontal } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import type { Run } from '../../kernel/objects';
import { IconButton } from '../../kit/Button';
import { useText } from '../../kit/i18n/useText';
import { toast } from '../../kit/toasts';
import { useKernel } from '../../shell/kernelDoor';

/** Says something to a run at work; its agent reads it before its next answer. */
export function SayLine({ run }: { run: Run }) {
  const { t } = useText();
  const { api } = useKernel();
  const [text, setText] = useState('');
  const say = useMutation({
    mutationFn: () => api.messageRun(run.id, text.trim()),
    onSuccess: () => setText(''),
    onError: (error) => toast({ text: 'runs.refused', values: { why: error.message }, tone: 'bad' }),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (text.trim() && !say.isPending) say.mutate();
  };
  return (
    <form onSubmit={submit} className="flex items-center gap-2 border-t border-line px-4 py-2">
      <input
        aria-label={t('runs.say')}
        placeholder={t('runs.say')}
        maxLength={32000}
        className="field min-w-0 flex-1"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <IconButton type="submit" label={t('do.send')} disabled={!text.trim() || say.isPending}>
        <SendHorizontal />
      </IconButton>
    </form>
  );
}
