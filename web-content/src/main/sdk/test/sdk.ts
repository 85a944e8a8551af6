import { pathToFileURL } from 'node:url';

/** The SDK as it is shipped: the joined module, not its parts. */
export const sdk = (await import(
  pathToFileURL(`${process.env['KASKADO_SDK']}/kaskado.js`).href
)) as typeof import('../src/kaskado.js');
