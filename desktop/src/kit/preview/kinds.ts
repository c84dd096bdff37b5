/** How a file is shown. */
export type PreviewKind = 'picture' | 'page' | 'pdf' | 'markdown' | 'table' | 'text' | 'sound' | 'film';

const KINDS: readonly [PreviewKind, RegExp][] = [
  ['picture', /\.(png|jpe?g|gif|webp|avif|bmp|ico|svg)$/i],
  ['page', /\.html?$/i],
  ['pdf', /\.pdf$/i],
  ['markdown', /\.(md|markdown)$/i],
  ['table', /\.(csv|tsv)$/i],
  ['sound', /\.(mp3|wav|ogg|oga|flac|m4a|opus)$/i],
  ['film', /\.(mp4|webm|mov|m4v|ogv)$/i],
];

/** How a file is shown, by its name; what is nothing else may be text. */
export function previewOf(path: string): PreviewKind {
  return KINDS.find(([, names]) => names.test(path))?.[0] ?? 'text';
}

/** Whether it is shown from its text, which has to be read for that. */
export function shownFromText(kind: PreviewKind): boolean {
  return kind === 'markdown' || kind === 'table' || kind === 'text';
}
