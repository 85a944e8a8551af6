import { byId, duration, element, showSource } from './page.js';
import { Screen } from './screen.js';

export function codesDemo() {
  const list = byId('codes-list');
  const quiet = byId('codes-quiet');
  const video = byId('codes-video');
  const start = byId('codes-start');
  const screen = new Screen({ video, cover: byId('codes-cover'), alert: byId('codes-alert'), start, stop: byId('codes-stop') });
  start.addEventListener('click', () => {
    list.replaceChildren();
    quiet.hidden = false;
    let last;
    void screen.play('demo/codes/qr.webm', {
      mediaevent: ({ type, data }) => {
        if (data === last) {
          return; // the filter reports a code again while it stays in the picture
        }
        last = data;
        quiet.hidden = true;
        list.append(element('li', {}, data, element('small', {}, `${type} at ${duration(video.currentTime * 1000)}`)));
      },
    });
  });
  showSource('codes-code', 'CodeReader');
}
