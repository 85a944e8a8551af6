import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import vm from 'node:vm';

test('the classic script makes the global kaskado and the older names', () => {
  const context = vm.createContext({ URL, console });
  vm.runInContext(fs.readFileSync(`${process.env['KASKADO_SDK']}/kaskado.global.js`, 'utf8'), context);
  const same = vm.runInContext(
    `[kaskado.ContentPlayer === kwsContentApi.KwsContentPlayer,
      kaskado.ContentUploader === kwsContentApi.KwsContentUploader,
      kaskado.WebRtcContent === kwsContentApi.KwsWebRtcContent].join()`,
    context,
  );
  assert.equal(same, 'true,true,true');
});
