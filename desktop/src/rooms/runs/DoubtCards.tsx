import { useMutation } from '@tanstack/react-query';
import type { Doubt, DoubtChoice, Run } from '../../kernel/objects';
import { Button } from '../../kit/Button';
import { ExactText } from '../../kit/Exact';
import { useText } from '../../kit/i18n/useText';
import { toast } from '../../kit/toasts';
import { useKernel } from '../../shell/kernelDoor';

const CHOICES: readonly DoubtChoice[] = ['retry', 'done', 'failed'];

/** The calls of a run whose outcome nobody knows, with what a person can decide about them. */
export function DoubtCards({ run }: { run: Run }) {
  const open = (run.doubts ?? []).filter((it) => !it.settled);
  return (
    <>
      {open.map((it) => (
        <DoubtCard key={it.call_id} doubt={it} />
      ))}
    </>
  );
}

function DoubtCard({ doubt }: { doubt: Doubt }) {
  const { t } = useText();
  const { api, queries } = useKernel();
  const settle = useMutation({
    mutationFn: (choice: DoubtChoice) => api.settleDoubt(doubt.run_id, doubt.call_id, choice),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['run', doubt.run_id] }),
    onError: (error) => toast({ text: 'runs.refused', values: { why: error.message }, tone: 'bad' }),
  });
  return (
    <section
      aria-label={t('doubt.title')}
      className="mb-3 max-w-200 rounded-panel border border-line bg-raised px-4 py-3"
    >
      <h2 className="font-medium text-wait">{t('doubt.title')}</h2>
      <p className="pt-1 text-ink-2">{t('doubt.what', { tool: doubt.tool })}</p>
      <pre className="my-2 overflow-x-auto rounded-control bg-desk p-2 font-mono text-sm">
        <ExactText text={JSON.stringify(doubt.arguments, null, 2)} />
      </pre>
      <div className="flex flex-wrap gap-2">
        {CHOICES.map((it) => (
          <Button key={it} size="dense" disabled={settle.isPending} onClick={() => settle.mutate(it)}>
            {t(`doubt.${it}`)}
          </Button>
        ))}
      </div>
    </section>
  );
}
