export { type ExampleFault, findExampleFaults, requireValidExamples } from './check-examples.ts';
export {
  CONTROLS_COOKIE,
  FAULTS,
  type Fault,
  type MockControls,
} from './controls.ts';
export { type AnswerEvent, createMock, type Mock, type MockOptions } from './create-mock.ts';
export { ConnectionReset } from './faults.ts';
export { isForeign, isLocalHost } from './local-origins.ts';
export type { MockBindings, MockMode } from './mock-state.ts';
