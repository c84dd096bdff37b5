import { useEffect } from 'react';
import { useKernel } from '../kernelDoor';
import { useInbox } from '../queries';

/** Takes the inbox as read while the person looks at its conversation. */
export function useReading(conversation: string | null, shown: boolean): void {
  const { api, queries } = useKernel();
  const { data } = useInbox();
  const unread = shown && data?.conversation_id === conversation ? data.unread_count : 0;
  useEffect(() => {
    if (unread === 0) return;
    void api.readInbox().then((inbox) => queries.setQueryData(['inbox'], inbox));
  }, [unread, api, queries]);
}
