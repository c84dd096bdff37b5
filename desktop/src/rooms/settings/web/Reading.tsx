import type { UseMutationResult } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { WebChange, WebSettings } from '../../../kernel/web';
import { Button } from '../../../kit/Button';
import { useText } from '../../../kit/i18n/useText';
import { Segments } from '../../../kit/Segments';
import { Field } from '../Field';
import { SettingRow } from '../SettingRow';
import { linesOf } from './engineOrder';

export interface ReadingProps {
  web: WebSettings;
  save: UseMutationResult<WebSettings, Error, WebChange>;
}

const MEGABYTE = 1 << 20;
const SIZES = [1, 2, 4] as const;
const TIMES = [15, 30, 60, 120] as const;

/** What agents read of the web, and how much of it. */
export function Reading({ web, save }: ReadingProps) {
  const { t } = useText();
  return (
    <section aria-label={t('web.reading')} className="mt-8">
      <h2 className="font-medium">{t('web.reading')}</h2>
      <SettingRow name={t('web.bytes')} effect={t('web.bytesWhy')}>
        <Segments
          label={t('web.bytes')}
          value={String(web.max_bytes / MEGABYTE)}
          options={SIZES.map((it) => ({ value: String(it), label: t('web.megabytes', { count: String(it) }) }))}
          onChange={(it) => save.mutate({ max_bytes: Number(it) * MEGABYTE })}
        />
      </SettingRow>
      <SettingRow name={t('web.time')} effect={t('web.timeWhy')}>
        <Segments
          label={t('web.time')}
          value={String(web.timeout_seconds)}
          options={TIMES.map((it) => ({ value: String(it), label: t('web.seconds', { count: String(it) }) }))}
          onChange={(it) => save.mutate({ timeout_seconds: Number(it) })}
        />
      </SettingRow>
      <Lines
        key={`robots ${web.robots_ignored.join(' ')}`}
        label={t('web.robots')}
        hint={t('web.robotsWhy')}
        lines={web.robots_ignored}
        busy={save.isPending}
        onSave={(robots_ignored) => save.mutate({ robots_ignored })}
      />
      <Lines
        key={`own ${web.own_addresses.join(' ')}`}
        label={t('web.own')}
        hint={t('web.ownWhy')}
        lines={web.own_addresses}
        busy={save.isPending}
        onSave={(own_addresses) => save.mutate({ own_addresses })}
      />
    </section>
  );
}

interface LinesProps {
  label: string;
  hint: string;
  lines: readonly string[];
  busy: boolean;
  onSave: (lines: string[]) => void;
}

function Lines({ label, hint, lines, busy, onSave }: LinesProps) {
  const { t } = useText();
  const id = useId();
  const [text, setText] = useState(lines.join('\n'));
  return (
    <div className="mt-4">
      <Field label={label} htmlFor={id} hint={hint}>
        <textarea
          id={id}
          rows={Math.max(2, lines.length + 1)}
          spellCheck={false}
          className="field h-auto py-1.5 font-mono text-sm"
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </Field>
      <Button
        size="dense"
        className="mt-2"
        aria-label={`${t('do.save')}: ${label}`}
        disabled={busy || linesOf(text).join('\n') === lines.join('\n')}
        onClick={() => onSave(linesOf(text))}
      >
        {t('do.save')}
      </Button>
    </div>
  );
}
