import { visit } from './visit.ts';

const [, , url = '', cookie = ''] = process.argv;
const report = await visit(url, (request) => {
  request.headers.set('cookie', cookie);
  return fetch(request);
});
console.log(JSON.stringify(report));
