import { createMock } from '@portal/mocks';
import { visit } from './visit.ts';

const portal = createMock({ mode: 'live' });
const report = await visit('http://portal', (request) => portal.fetch(request, 'psession=any'));
console.log(JSON.stringify(report));
