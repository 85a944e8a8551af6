export { Emitter, type Listener } from './emitter.js';
export {
  KaskadoError,
  type Constraint,
  type ControlEvent,
  type EventBundle,
  type MediaEvent,
  type Reason,
  type StartResult,
} from './wire.js';
export type { TransportKind } from './transport.js';
export {
  Content,
  REASON_SERVER_ENDED_SESSION,
  REASON_USER_ENDED_SESSION,
  type ContentEvents,
  type ContentOptions,
  type ExecuteCallback,
} from './content.js';
export { ContentPlayer, type PlayerEvents, type PlayerOptions } from './player.js';
export { uploadBlob, type Exchange, type Sender, type UploadConfig, type UploadProgress } from './upload.js';
export { ContentUploader, type FileProgress, type UploaderEvents, type UploaderOptions } from './uploader.js';
export { WebRtcContent, type WebRtcEvents, type WebRtcOptions } from './webrtc.js';
