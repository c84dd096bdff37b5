import { expect, test } from 'vitest';
import { lookOf } from './looks';

test('content looks like what it is, whatever it is called', () => {
  expect(lookOf('image/png', 'a.txt')).toBe('picture');
  expect(lookOf('image/svg+xml', 'a.svg')).toBe('picture');
  expect(lookOf('image/tiff', 'a.tiff')).toBe('none');
  expect(lookOf('text/x-web-markdown; charset=utf-8', 'report.md')).toBe('markdown');
  expect(lookOf('text/plain', 'README.md')).toBe('markdown');
  expect(lookOf('text/csv', 'a.csv')).toBe('table');
  expect(lookOf('application/json', 'a.json')).toBe('text');
  expect(lookOf('text/html', 'page.html')).toBe('text');
  expect(lookOf('application/pdf', 'a.pdf')).toBe('pdf');
  expect(lookOf('audio/mpeg', 'a.mp3')).toBe('sound');
  expect(lookOf('video/mp4', 'a.mp4')).toBe('film');
  expect(lookOf('application/zip', 'a.md')).toBe('none');
});
