import { Content, ContentEvents, ContentOptions, EndCause } from './content.js';
import { elementOf } from './page.js';
import { KaskadoError, StartResult } from './wire.js';

/** Options of {@link ContentPlayer}. */
export interface PlayerOptions extends ContentOptions {
  /** A `<video>` or `<audio>` element, or its id; it plays what the handler gives. */
  remoteVideoTag?: string | HTMLMediaElement;
}

/** Events of {@link ContentPlayer}. */
export interface PlayerEvents extends ContentEvents {
  /** The address of the media is known. */
  remotestream: { readonly url: string };
}

/** Plays what a handler with `@HttpPlayerService` gives. When the element has played all of it the session is ended. */
export class ContentPlayer extends Content<PlayerEvents> {
  private readonly element: HTMLMediaElement | undefined;
  private detach: () => void = () => undefined;

  constructor(url: string | URL, options: PlayerOptions = {}) {
    const element = elementOf<HTMLMediaElement>('remoteVideoTag', options.remoteVideoTag);
    super(url, options, 'recvonly');
    this.element = element;
  }

  protected override async onStarted(result: StartResult): Promise<void> {
    if (result.url === undefined) {
      throw new KaskadoError('The handler started a session without an address to play from.');
    }
    if (this.element !== undefined) {
      this.attach(this.element, result.url);
    }
    this.emit('remotestream', { url: result.url });
  }

  protected override onEnded(cause: EndCause): void {
    this.detach();
    this.detach = () => undefined;
    if (cause === 'client' && this.element !== undefined && !this.element.ended) {
      this.element.removeAttribute('src');
      this.element.load();
    }
  }

  private attach(element: HTMLMediaElement, url: string): void {
    const onEnded = () => void this.terminate();
    const onError = () => this.failed(element);
    element.addEventListener('ended', onEnded);
    element.addEventListener('error', onError);
    this.detach = () => {
      element.removeEventListener('ended', onEnded);
      element.removeEventListener('error', onError);
    };
    element.src = url;
    if (element.autoplay) {
      element.play().catch((thrown: unknown) => console.debug('Kaskado: the browser did not start to play.', thrown));
    }
  }

  /** The server's own sentence is better than the browser's: it gets a moment to arrive. */
  private failed(element: HTMLMediaElement): void {
    const detail = element.error?.message ?? '';
    const sentence = `The browser cannot play this media${detail === '' ? '' : `: ${detail}`}.`;
    setTimeout(() => {
      if (this.isActive) {
        this.fail(new KaskadoError(sentence, element.error?.code));
      }
    }, 1_000);
  }
}
