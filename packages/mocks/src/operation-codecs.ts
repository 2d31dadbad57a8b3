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
