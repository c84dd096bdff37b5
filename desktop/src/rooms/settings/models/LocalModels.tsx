import { Downloads } from './Downloads';
import { InMemory } from './InMemory';
import { ModelFileList } from './ModelFileList';

/** The models of this machine: downloaded, in memory, and as files. */
export function LocalModels() {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <Downloads />
      <InMemory />
      <ModelFileList />
    </div>
  );
}
