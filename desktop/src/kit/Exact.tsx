import { EyeOff } from 'lucide-react';
import { glyphsOf, hidesSomething } from '../kernel/visible';
import { classes } from './classes';
import { useText } from './i18n/useText';

/** A text exactly as it stands: what a screen would hide or turn around is shown by its name. */
export function ExactText({ text }: { text: string }) {
  return (
    <bdi dir="ltr">
      {glyphsOf(text).map((glyph, place) =>
        'text' in glyph ? (
          glyph.text
        ) : (
          <mark
            key={place}
            className="mx-px rounded-sm bg-bad-wash px-0.5 align-[1px] font-mono text-xs text-bad outline outline-bad"
          >
            {glyph.name}
          </mark>
        ),
      )}
    </bdi>
  );
}

/** The bytes a person decides about, with a warning when some of them could not be seen. */
export function ExactBlock({ text, label }: { text: string; label: string }) {
  const { t } = useText();
  const diff = /^(@@|diff --git|--- )/m.test(text);
  return (
    <div>
      <pre
        tabIndex={0}
        aria-label={label}
        className="max-h-96 overflow-auto rounded-control border border-line bg-desk px-3 py-2.5 font-mono text-sm break-words whitespace-pre-wrap"
      >
        {diff ? <DiffLines text={text} /> : <ExactText text={text} />}
      </pre>
      {hidesSomething(text) && (
        <p role="alert" className="mt-2 flex items-center gap-1.5 text-sm text-bad">
          <EyeOff className="size-4 shrink-0" aria-hidden />
          {t('approval.hidden')}
        </p>
      )}
    </div>
  );
}

function DiffLines({ text }: { text: string }) {
  return text.split('\n').map((line, place) => (
    <span
      key={place}
      className={classes(
        '-mx-3 block min-h-[18px] px-3',
        line.startsWith('+') && !line.startsWith('+++') && 'bg-ok-wash text-ok',
        line.startsWith('-') && !line.startsWith('---') && 'bg-bad-wash text-bad',
        /^(@@|diff |\+\+\+|---)/.test(line) && 'text-ink-3',
      )}
    >
      <ExactText text={line} />
    </span>
  ));
}
