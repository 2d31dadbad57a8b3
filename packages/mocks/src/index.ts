export { type ExampleFault, findExampleFaults, requireSoundExamples } from './check-examples.ts';
export {
  CONTROLS_COOKIE,
  FAULTS,
  type Fault,
  type MockControls,
} from './controls/mock-controls.ts';
export { createMock, type Mock, type MockOptions } from './create-mock.ts';
export type { MockMode } from './serve/answer-call.ts';
export type { MockAnswer, MockExchange } from './serve/exchange.ts';
export { ConnectionReset } from './serve/faults.ts';
export type { MockReply } from './serve/mock-reply.ts';
export type { MockRequest } from './serve/mock-request.ts';
