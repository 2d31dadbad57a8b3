import {
  createOperationCodec,
  type OperationCodec,
  type OperationId,
  operations,
} from '@portal/contract';

const codecs = new Map<OperationId, OperationCodec>();

/** The codec of an operation, compiled at first use and then shared by every mock. */
export function operationCodec(id: OperationId): OperationCodec {
  const known = codecs.get(id);
  if (known !== undefined) return known;
  const codec = createOperationCodec(operations[id]);
  codecs.set(id, codec);
  return codec;
}

const exampleTexts = new WeakMap<object, string>();

/** The text of an example's outcome, encoded at first use: it is the same each time. */
export function encodeExample(id: OperationId, outcome: { readonly value: unknown }): string {
  const known = exampleTexts.get(outcome);
  if (known !== undefined) return known;
  const text = operationCodec(id).encodeOutput(outcome.value);
  exampleTexts.set(outcome, text);
  return text;
}
