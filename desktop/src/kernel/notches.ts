/** What is marked on the rail without being work. */
export type NotchLabel =
  | 'resumed'
  | 'waiting'
  | 'paused'
  | 'continued'
  | 'retrying'
  | 'adjusted'
  | 'stepLimit'
  | 'compacted'
  | 'settled'
  | 'refused'
  | 'chosen'
  | 'fellBack'
  | 'nearlyUsed'
  | 'usedUp'
  | 'inherited'
  | 'imported'
  | 'kept';
