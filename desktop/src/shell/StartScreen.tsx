import { useLate } from '../kit/Skeleton';
import { useText } from '../kit/i18n/useText';
import type { TextKey } from '../kit/i18n/text';
import { Progress } from '../kit/Progress';
import { Mark } from './Mark';

export interface StartScreenProps {
  part: number;
  words: TextKey;
  trouble?: boolean;
}

/** Shown until the desktop can be: how far the start is, in truth. */
export function StartScreen({ part, words, trouble = false }: StartScreenProps) {
  const { t } = useText();
  const late = useLate();
  return (
    <main className="flex h-full flex-col items-center justify-center gap-5 p-6">
      {late && (
        <>
          <Mark size={36} />
          <div className="w-64">
            <Progress part={part} label={t('start.progress')} />
          </div>
          <p role="status" className={trouble ? 'max-w-80 text-center text-wait' : 'text-ink-2'}>
            {t(words)}
          </p>
        </>
      )}
    </main>
  );
}
