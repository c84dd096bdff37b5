import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// A room's code is loaded when it is opened first, which takes its time on a busy machine.
configure({ asyncUtilTimeout: 30_000 });

afterEach(cleanup);
