import type { preview as en } from '../en/preview';

/** Files as what they are, in Portuguese. */
export const preview: Record<keyof typeof en, string> = {
  'preview.cut': 'Só o primeiro megabyte aparece; baixe para ler o resto.',
  'preview.fit': 'Ajustar',
  'preview.larger': 'Maior',
  'preview.none': 'Dá para salvar, mas não para mostrar aqui.',
  'preview.ofPages.one': 'de {count}',
  'preview.ofPages.other': 'de {count}',
  'preview.page': 'Página',
  'preview.pageNumber': 'Página {number}',
  'preview.rows': '{rows} linhas, {columns} colunas',
  'preview.rowsCut': 'só as primeiras {most} são mostradas',
  'preview.smaller': 'Menor',
  'preview.whole': 'Mostrar a imagem inteira',
};
