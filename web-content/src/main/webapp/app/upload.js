import { ContentUploader } from '../sdk/kaskado.js';
import { byId, bytes, sdkOptions, showSource, tell } from './page.js';

/** @param onStored called when the repository has something new */
export function uploadDemo(onStored) {
  const view = {
    alert: byId('upload-alert'),
    bar: byId('upload-bar'),
    cancel: byId('upload-cancel'),
    done: byId('upload-done'),
    figures: byId('upload-figures'),
    name: byId('upload-name'),
    progress: byId('upload-progress'),
  };
  const area = byId('upload-drop');
  const input = byId('upload-input');
  const send = (files) => sendAll([...files], view, onStored);
  ContentUploader.initDragDrop(area);
  area.addEventListener('dragover', () => area.classList.add('over'));
  area.addEventListener('dragleave', () => area.classList.remove('over'));
  area.addEventListener('drop', (event) => {
    area.classList.remove('over');
    void send(event.dataTransfer.files);
  });
  input.addEventListener('change', async () => {
    await send(input.files);
    input.value = '';
  });
  byId('upload-sample').addEventListener('click', async () => {
    try {
      const clip = await (await fetch('demo/media/card.mp4')).blob();
      await send([new File([clip], 'card.mp4', { type: 'video/mp4' })]);
    } catch (thrown) {
      tell(view.alert, thrown);
    }
  });
  showSource('upload-code', 'FileUpload', 'LiveRecorder');
}

async function sendAll(files, view, onStored) {
  tell(view.alert);
  tell(view.done);
  for (const file of files) {
    try {
      await sendOne(file, view);
      tell(view.done, `“${file.name}” is in the repository`);
    } catch (thrown) {
      tell(view.alert, `“${file.name}”: ${thrown.message}`);
      break;
    } finally {
      view.progress.hidden = true;
      view.cancel.hidden = true;
      onStored();
    }
  }
}

async function sendOne(file, view) {
  const keep = document.querySelector('input[name=keep]:checked').value;
  const uploader = new ContentUploader(`demo/${keep}/${encodeURIComponent(file.name)}`, { ...sdkOptions, autostart: false });
  const began = performance.now();
  uploader.on('error', () => undefined); // told by the promise of send()
  uploader.on('progress', ({ loadedBytes, totalBytes }) => {
    const perSecond = (loadedBytes / Math.max(performance.now() - began, 1)) * 1000;
    view.bar.value = totalBytes === 0 ? 1 : loadedBytes / totalBytes;
    view.figures.textContent = `${bytes(loadedBytes)} of ${bytes(totalBytes)}, ${bytes(Math.round(perSecond))}/s`;
  });
  uploader.on('localfile', () => (view.figures.textContent = 'All bytes are there; the server finishes the file…'));
  view.name.textContent = file.name;
  view.bar.value = 0;
  view.figures.textContent = '';
  view.progress.hidden = false;
  view.cancel.hidden = false;
  view.cancel.onclick = () => void uploader.terminate({ code: 1, message: 'cancelled on the page' });
  await uploader.send(file);
}
