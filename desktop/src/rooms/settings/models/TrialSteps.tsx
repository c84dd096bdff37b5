import { CircleCheck, CircleX } from 'lucide-react';
import type { ProviderTrial } from '../../../kernel/models';
import { Button } from '../../../kit/Button';
import { useText } from '../../../kit/i18n/useText';

export interface TrialStepsProps {
  trial: ProviderTrial;
  onAskForAWord: () => void;
}

/** What came of trying a provider: every step that was taken, and where it failed what to do. */
export function TrialSteps({ trial, onAskForAWord }: TrialStepsProps) {
  const { t } = useText();
  const spoke = trial.steps.some((it) => it.step === 'first_token');
  return (
    <div className="mt-3 border-t border-line pt-2.5">
      <p className="mb-1 font-medium">{trial.ok ? t('trial.ok') : t('trial.failed')}</p>
      {trial.steps.length === 0 && <p className="text-sm text-ink-2">{trial.message}</p>}
      <ol aria-label={t('trial.steps')}>
        {trial.steps.map((it) => (
          <li key={it.step} className="flex items-start gap-2 py-0.5 text-sm">
            {it.ok ? (
              <CircleCheck className="mt-0.5 size-3.5 shrink-0 text-ok" role="img" aria-label={t('trial.passed')} />
            ) : (
              <CircleX className="mt-0.5 size-3.5 shrink-0 text-bad" role="img" aria-label={t('trial.stopped')} />
            )}
            <span className="w-24 shrink-0 text-ink-2">{t(`trial.step.${it.step}`)}</span>
            <span className={it.ok ? 'min-w-0 break-words text-ink-3' : 'min-w-0 break-words text-ink'}>
              {it.message}
            </span>
          </li>
        ))}
      </ol>
      {trial.ok && !spoke && trial.model && (
        <Button size="dense" className="mt-2" title={t('trial.askWhy')} onClick={onAskForAWord}>
          {t('trial.ask', { model: trial.model })}
        </Button>
      )}
    </div>
  );
}
