import { codesDemo } from './codes.js';
import { byId } from './page.js';
import { playDemo } from './play.js';
import { repositoryDemo } from './repository.js';
import { uploadDemo } from './upload.js';

playDemo();
codesDemo();
uploadDemo(repositoryDemo());
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
