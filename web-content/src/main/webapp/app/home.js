import { broadcastDemo } from './broadcast.js';
import { callDemo } from './call.js';
import { codesDemo } from './codes.js';
import { loopbackDemo } from './loopback.js';
import { byId } from './page.js';
import { playDemo } from './play.js';
import { repositoryDemo } from './repository.js';
import { selfDemo } from './self.js';
import { uploadDemo } from './upload.js';

const refreshRepository = repositoryDemo();
loopbackDemo();
broadcastDemo();
callDemo();
selfDemo(refreshRepository);
playDemo();
codesDemo();
uploadDemo(refreshRepository);
void showStatus();

async function showStatus() {
  const place = byId('server-status');
  try {
    const { ok } = await fetch('health/ready');
    place.textContent = ok ? 'Server is ready' : 'Server is not ready yet';
    place.className = ok ? 'status good' : 'status bad';
  } catch {
    place.textContent = 'Server cannot be reached';
    place.className = 'status bad';
  }
  setTimeout(showStatus, 10_000);
}
