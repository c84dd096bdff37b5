import { expect, test } from 'vitest';
import { glyphsOf, hidesSomething } from './visible';

const names = (text: string) => glyphsOf(text).flatMap((it) => ('name' in it ? [it.name] : []));

test('a plain text is left alone', () => {
  const text = 'rm -r build\n\techo "olá, 世界 🔥"';

  expect(glyphsOf(text)).toEqual([{ text }]);
  expect(hidesSomething(text)).toBe(false);
});

test('controls, direction marks and characters without width get a name', () => {
  expect(names('a\u202eb\u200bc\u001b[31m\u0000')).toEqual(['RLO', 'ZWSP', 'ESC', 'NUL']);
  expect(names('\u2066\u2069\ufeff\u00a0\r\u007f')).toEqual(['LRI', 'PDI', 'BOM', 'NBSP', 'CR', 'DEL']);
});

test('tags, fillers, variation selectors and odd spaces get one too', () => {
  expect(names('\u{e0041}\u3164\ufe0f\u2003\u2800\u034f')).toEqual([
    'U+E0041',
    'U+3164',
    'U+FE0F',
    'U+2003',
    'U+2800',
    'U+034F',
  ]);
});

test('nothing of the text is lost', () => {
  const text = '\u202eab\u200b\u200bcd\u0007';

  expect(
    glyphsOf(text)
      .map((it) => ('hidden' in it ? it.hidden : it.text))
      .join(''),
  ).toBe(text);
});
