import Papa from 'papaparse';

export interface Table {
  head: readonly string[];
  rows: readonly (readonly string[])[];
  /** Whether there are more rows than these. */
  cut: boolean;
}

/** More rows are not shown. */
export const MOST_ROWS = 100_000;

/** Comma, semicolon or tab separated values (RFC 4180), whichever it is; the first row names the columns. */
export function tableOf(text: string): Table {
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: 'greedy', preview: MOST_ROWS + 2 });
  const [head = [], ...rows] = data;
  return { head, rows: rows.slice(0, MOST_ROWS), cut: rows.length > MOST_ROWS };
}
