/** How content is shown whose media type is known. */
export type Look = 'picture' | 'markdown' | 'table' | 'text' | 'pdf' | 'sound' | 'film' | 'none';

const PICTURES = /^image\/(png|jpeg|gif|webp|avif|bmp|x-ms-bmp|svg\+xml|x-icon|vnd\.microsoft\.icon)$/;
const TEXTS = /^application\/(json|xml|javascript|yaml|x-yaml|toml|x-sh|sql|x-sql|xhtml\+xml|x-ndjson|.*\+(json|xml))$/;

/** By the media type; where that is only text, by the name's ending too. */
export function lookOf(mediaType: string, name: string): Look {
  const type = mediaType.split(';')[0]?.trim().toLowerCase() ?? '';
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  if (PICTURES.test(type)) return 'picture';
  if (type === 'application/pdf') return 'pdf';
  if (type.startsWith('audio/')) return 'sound';
  if (type.startsWith('video/')) return 'film';
  if (!type.startsWith('text/') && !TEXTS.test(type)) return 'none';
  if (/^(md|markdown)$/.test(ending) || type.includes('markdown')) return 'markdown';
  if (/^(csv|tsv)$/.test(ending) || /^text\/(csv|tab-separated-values)$/.test(type)) return 'table';
  return 'text';
}
