import { leaveProcess } from './leave-process.ts';

leaveProcess();
