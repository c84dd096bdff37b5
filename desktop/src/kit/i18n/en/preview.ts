/** Files as what they are, in English. */
export const preview = {
  'preview.cut': 'Only the first megabyte is shown; download it to read on.',
  'preview.fit': 'Fit',
  'preview.larger': 'Larger',
  'preview.none': 'This can be saved, but not shown here.',
  'preview.ofPages.one': 'of {count}',
  'preview.ofPages.other': 'of {count}',
  'preview.page': 'Page',
  'preview.pageNumber': 'Page {number}',
  'preview.rows': '{rows} rows, {columns} columns',
  'preview.rowsCut': 'only the first {most} are shown',
  'preview.smaller': 'Smaller',
  'preview.whole': 'Show the whole picture',
} as const;
