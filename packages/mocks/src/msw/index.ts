export { createHandlers, type HandlerOptions } from './create-handlers.ts';
export {
  type ExampleOverride,
  type ExampleOverrides,
  mock,
  type OverrideOptions,
  viewAs,
} from './overrides.ts';
