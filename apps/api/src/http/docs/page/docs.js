import { findToken, sessionCookiePlugin } from './session-cookie.js';

// @ts-expect-error swagger-ui-bundle.js makes it, and has no types
const ui = globalThis.SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#docs',
  plugins: [sessionCookiePlugin],
  // Left out, it would send the document's address to validator.swagger.io.
  validatorUrl: null,
  withCredentials: true,
  deepLinking: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
  onComplete() {
    const token = findToken();
    if (token) ui.preauthorizeApiKey('session', token);
  },
});

const darkness = matchMedia('(prefers-color-scheme: dark)');
darkness.addEventListener('change', followColours);
followColours();

function followColours() {
  document.documentElement.classList.toggle('dark-mode', darkness.matches);
}
