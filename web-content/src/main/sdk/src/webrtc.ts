import { Content, ContentEvents, ContentOptions, EndCause } from './content.js';
import { elementOf } from './page.js';
import { withTimeLimit } from './transport.js';
import { Constraint, KaskadoError, StartResult } from './wire.js';

/** Options of {@link WebRtcContent}. */
export interface WebRtcOptions extends ContentOptions {
  /** A `<video>` element or its id for the own camera; it is muted. */
  localVideoTag?: string | HTMLMediaElement;
  /** A `<video>` element or its id for what the handler sends. */
  remoteVideoTag?: string | HTMLMediaElement;
  /** STUN and TURN servers; none by default: a Kaskado server has an address of its own. */
  iceServers?: RTCIceServer[];
  /** Frames per second asked of the camera, default 15. */
  maxFrameRate?: number;
  /** Send this instead of asking for camera and microphone. */
  localStream?: MediaStream;
}

/** Events of {@link WebRtcContent}. */
export interface WebRtcEvents extends ContentEvents {
  /** Camera and microphone are open. */
  localstream: { readonly stream: MediaStream };
  /** Media of the handler begins to arrive. */
  remotestream: { readonly stream: MediaStream };
}

const ICE_GATHERING_LIMIT_MS = 5_000;

/** A WebRTC session with a handler with `@WebRtcContentService`: one offer with all candidates, one answer. */
export class WebRtcContent extends Content<WebRtcEvents> {
  private readonly options: WebRtcOptions;
  private readonly local: HTMLMediaElement | undefined;
  private readonly remote: HTMLMediaElement | undefined;
  private peer: RTCPeerConnection | undefined;
  private opened: MediaStream | undefined;

  constructor(url: string | URL, options: WebRtcOptions = {}) {
    const local = elementOf<HTMLMediaElement>('localVideoTag', options.localVideoTag);
    const remote = elementOf<HTMLMediaElement>('remoteVideoTag', options.remoteVideoTag);
    super(url, options, 'sendrecv');
    this.options = options;
    this.local = local;
    this.remote = remote;
  }

  /** The connection under way, for statistics; undefined before `start` and after the end. */
  get peerConnection(): RTCPeerConnection | undefined {
    return this.peer;
  }

  protected override async startParams(): Promise<object> {
    const peer = new RTCPeerConnection({ iceServers: this.options.iceServers ?? [] });
    this.peer = peer;
    peer.addEventListener('track', (event) => this.arrived(event));
    peer.addEventListener('connectionstatechange', () => this.connectionChanged(peer));
    const stream = await this.localStream();
    this.addTransceiver(peer, 'audio', this.constraints.audio, stream);
    this.addTransceiver(peer, 'video', this.constraints.video, stream);
    await peer.setLocalDescription();
    await gathered(peer);
    return { constraints: this.constraints, sdp: peer.localDescription?.sdp };
  }

  protected override async onStarted(result: StartResult): Promise<void> {
    if (result.sdp === undefined) {
      throw new KaskadoError('The handler started a session without an SDP answer.');
    }
    await this.peer?.setRemoteDescription({ type: 'answer', sdp: result.sdp });
  }

  protected override onEnded(_cause: EndCause): void {
    this.peer?.close();
    this.peer = undefined;
    this.opened?.getTracks().forEach((track) => track.stop());
    this.opened = undefined;
    for (const element of [this.local, this.remote]) {
      if (element !== undefined) {
        element.srcObject = null;
      }
    }
  }

  private async localStream(): Promise<MediaStream | undefined> {
    const audio = this.constraints.audio.startsWith('send');
    const video = this.constraints.video.startsWith('send');
    if (!audio && !video) {
      return undefined;
    }
    const stream = this.options.localStream ?? (await this.openDevices(audio, video));
    if (this.local !== undefined) {
      this.local.muted = true;
      this.local.srcObject = stream;
    }
    this.emit('localstream', { stream });
    return stream;
  }

  private async openDevices(audio: boolean, video: boolean): Promise<MediaStream> {
    if (globalThis.navigator?.mediaDevices === undefined) {
      throw new KaskadoError('This page may not use camera and microphone; browsers allow it on https and localhost.');
    }
    const camera = video && { frameRate: { max: this.options.maxFrameRate ?? 15 } };
    this.opened = await navigator.mediaDevices.getUserMedia({ audio, video: camera });
    return this.opened;
  }

  private addTransceiver(peer: RTCPeerConnection, kind: string, direction: Constraint, stream?: MediaStream): void {
    if (direction === 'inactive') {
      return;
    }
    const track = direction.startsWith('send') ? stream?.getTracks().find((t) => t.kind === kind) : undefined;
    peer.addTransceiver(track ?? kind, { direction, streams: track && stream ? [stream] : [] });
  }

  private arrived(event: RTCTrackEvent): void {
    const stream = event.streams[0] ?? new MediaStream([event.track]);
    if (this.remote !== undefined && this.remote.srcObject !== stream) {
      this.remote.srcObject = stream;
    }
    this.emit('remotestream', { stream });
  }

  private connectionChanged(peer: RTCPeerConnection): void {
    if (peer === this.peer && peer.connectionState === 'failed') {
      const error = new KaskadoError(`No way for media between this browser and the server was found (ICE failed).${hint(this.url)}`);
      void this.terminate().then(() => this.emit('error', error));
    }
  }
}

/** Firefox pairs no loopback address with another one, so that a server that has no other is out of its reach. */
function hint(url: URL): string {
  const isLoopback = /^(localhost|127\.|\[::1\])/.test(url.hostname);
  const isFirefox = globalThis.navigator?.userAgent?.includes('Firefox/') ?? false;
  return isLoopback && isFirefox
    ? ' Firefox makes no media connection to a loopback address: name another one of the machine in kaskado.media.addresses.'
    : '';
}

/** Waits until the offer holds all candidates; what is there after the limit has to do. */
async function gathered(peer: RTCPeerConnection): Promise<void> {
  if (peer.iceGatheringState === 'complete') {
    return;
  }
  const complete = new Promise<void>((resolve) => {
    peer.addEventListener('icegatheringstatechange', () => {
      if (peer.iceGatheringState === 'complete') {
        resolve();
      }
    });
  });
  await withTimeLimit(complete, ICE_GATHERING_LIMIT_MS, 'The search for network candidates').catch(() => undefined);
}
