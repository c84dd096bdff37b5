import type { Bill, BillDifferenceList, BillList } from './bills';
import { withQuery, type Http } from './http';

const PATH = '/v1/usage/bills';

/** Bills of providers: brought, looked at, forgotten. */
export function billsOf({ get, send, upload }: Http) {
  return {
    bills: (cursor?: string) => get<BillList>(PATH, { cursor }),
    importBill: (provider: string, file: File, onProgress: (part: number) => void) => {
      const form = new FormData();
      form.append('file', file, file.name);
      return upload<Bill>(withQuery(PATH, { provider }), form, onProgress);
    },
    billDifferences: (id: string, cursor?: string) => get<BillDifferenceList>(`${PATH}/${id}/differences`, { cursor }),
    removeBill: (id: string) => send<undefined>('DELETE', `${PATH}/${id}`),
  };
}
