import { mock } from '@portal/mocks/msw';
import { worker } from './start-worker.ts';

// For what a developer types in the browser's console.
Object.assign(window, { mock, worker });
await import('./app.js');
