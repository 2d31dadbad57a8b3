/** Seconds that a signed request may be old: Discord never repeats one, so an old one is somebody else's. */
const MAX_AGE = 300;

/** Verifies a request by the headers and the bytes of its body. */
export type VerifyRequest = (headers: Headers, body: ArrayBuffer) => Promise<boolean>;

/** Throws a DataError when the key is none, so that a mistyped one stops the start. */
export async function createVerifyRequest(publicKey: string): Promise<VerifyRequest> {
  const bytes = Buffer.from(publicKey, 'hex');
  const key = await crypto.subtle.importKey('raw', bytes, 'Ed25519', false, ['verify']);
  return async (headers, body) => {
    const signature = headers.get('x-signature-ed25519') ?? '';
    const timestamp = headers.get('x-signature-timestamp') ?? '';
    // `Buffer.from` stops silently at the first character that is no hex digit.
    if (!/^[0-9a-f]{128}$/.test(signature) || !/^[0-9]{1,12}$/.test(timestamp)) return false;
    if (Math.abs(Date.now() / 1000 - Number(timestamp)) > MAX_AGE) return false;
    const message = Buffer.concat([Buffer.from(timestamp), Buffer.from(body)]);
    return crypto.subtle.verify('Ed25519', key, Buffer.from(signature, 'hex'), message);
  };
}
