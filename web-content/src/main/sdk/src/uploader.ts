import { Content, ContentEvents, ContentOptions, EndCause } from './content.js';
import { elementOf } from './page.js';
import { withTimeLimit } from './transport.js';
import { refusal, sendByXhr, Sender, uploadBlob, UploadProgress } from './upload.js';
import { KaskadoError, StartResult } from './wire.js';

/** Options of {@link ContentUploader}. */
export interface UploaderOptions extends ContentOptions {
  /** Send all files in one multipart/form-data POST instead of one resumable PUT for each. */
  useFormData?: boolean;
  /** An `<input type="file">` or its id; chosen files are sent. */
  inputTag?: string | HTMLInputElement;
  /** An element or its id; files dropped on it are sent. */
  dragdropTag?: string | HTMLElement;
  /** How long the server may take to finish a recording after its last byte, in milliseconds; default 30000. */
  finishTimeoutMs?: number;
}

/** Progress of one file among those of one `send`. */
export interface FileProgress extends UploadProgress {
  readonly file: Blob;
  /** Number of the file, from 0. */
  readonly index: number;
  readonly count: number;
}

/** Events of {@link ContentUploader}. */
export interface UploaderEvents extends ContentEvents {
  /** The address of the upload is known. */
  remotestream: { readonly url: string };
  /** Bytes have left. */
  progress: FileProgress;
  /** A file is with the server, whole. */
  localfile: { readonly file: Blob; readonly index: number; readonly count: number };
}

/**
 * Uploads files to a handler with `@HttpRecorderService`. Each file is a session of its own; a broken upload goes on
 * where it stopped. Without `autostart: false` the first session starts at once, further ones with their files.
 */
export class ContentUploader extends Content<UploaderEvents> {
  private readonly useFormData: boolean;
  private readonly finishTimeoutMs: number;
  private readonly retries: number;
  private readonly sender: Sender;
  private uploadUrl: string | undefined;
  private cancel = new AbortController();
  private queue: Promise<void> = Promise.resolve();
  private failure: KaskadoError | undefined;

  /** @param sender how bodies are sent; replaced in tests only */
  constructor(url: string | URL, options: UploaderOptions = {}, sender: Sender = sendByXhr) {
    const input = elementOf<HTMLInputElement>('inputTag', options.inputTag);
    const area = elementOf<HTMLElement>('dragdropTag', options.dragdropTag);
    super(url, options, 'sendonly');
    this.useFormData = options.useFormData ?? false;
    this.finishTimeoutMs = options.finishTimeoutMs ?? 30_000;
    this.retries = options.retries ?? 10;
    this.sender = sender;
    input?.addEventListener('change', () => this.sendQuietly(input.files));
    if (area !== undefined) {
      ContentUploader.initDragDrop(area);
      area.addEventListener('drop', (event) => this.sendQuietly(event.dataTransfer?.files ?? null));
    }
  }

  /** Lets files be dropped on an element instead of being opened by the browser. */
  static initDragDrop(tag: string | HTMLElement): void {
    const area = elementOf<HTMLElement>('dragdropTag', tag);
    for (const name of ['dragenter', 'dragover', 'drop'] as const) {
      area?.addEventListener(name, (event) => event.preventDefault());
    }
  }

  /**
   * Sends files one after the other, after those of earlier calls. Resolves when the server has all of them; fails
   * (after an `error` event) at the first that it does not take.
   */
  send(files: Blob | Iterable<Blob> | ArrayLike<Blob>): Promise<void> {
    const list = files instanceof Blob ? [files] : Array.from(files as ArrayLike<Blob>);
    const sent = this.queue.then(() => (this.useFormData ? this.sendForm(list) : this.sendEach(list)));
    this.queue = sent.catch(() => undefined);
    return sent;
  }

  protected override async onStarted(result: StartResult): Promise<void> {
    if (result.url === undefined) {
      throw new KaskadoError('The handler started a session without an address to upload to.');
    }
    this.uploadUrl = result.url;
    this.cancel = new AbortController();
    this.emit('remotestream', { url: result.url });
  }

  /** The server may tell the end of a session before its answer to the last byte comes: that one is waited for. */
  protected override onEnded(cause: EndCause): void {
    if (cause !== 'server') {
      this.cancel.abort();
    }
    this.uploadUrl = undefined;
  }

  protected override fail(error: KaskadoError): KaskadoError {
    this.failure = error;
    return super.fail(error);
  }

  private sendQuietly(files: FileList | null): void {
    if (files !== null && files.length > 0) {
      void this.send(files).catch(() => undefined);
    }
  }

  private async sendEach(files: readonly Blob[]): Promise<void> {
    for (const [index, file] of files.entries()) {
      const place = { file, index, count: files.length };
      const finished = await this.transfer((url, signal) =>
        uploadBlob(file, this.sender, {
          url,
          signal,
          retries: this.retries,
          firstRetryDelayMs: 250,
          onProgress: (progress) => this.emit('progress', { ...progress, ...place }),
        }),
      );
      this.emit('localfile', place);
      await finished();
    }
  }

  private async sendForm(files: readonly Blob[]): Promise<void> {
    const form = new FormData();
    files.forEach((file, index) => form.append('file', file, file instanceof File ? file.name : `file-${index}`));
    const totalBytes = files.reduce((sum, file) => sum + file.size, 0);
    const finished = await this.transfer(async (url, signal) => {
      const onSent = (bytes: number) => {
        const loadedBytes = Math.min(bytes, totalBytes);
        this.emit('progress', { file: files[0] ?? new Blob(), index: 0, count: files.length, loadedBytes, totalBytes });
      };
      const answer = await this.sender({ method: 'POST', url, headers: {} }, form, onSent, signal);
      if (answer.status >= 300) {
        throw refusal(answer);
      }
    });
    files.forEach((file, index) => this.emit('localfile', { file, index, count: files.length }));
    await finished();
  }

  /** Runs one session around a transfer; gives back what waits for the end of the session. */
  private async transfer(work: (url: string, signal: AbortSignal) => Promise<void>): Promise<() => Promise<void>> {
    const url = await this.startedUrl();
    const ended = this.ended;
    const { signal } = this.cancel;
    try {
      await work(url, signal);
    } catch (thrown) {
      throw this.failure ?? this.fail(KaskadoError.of(thrown, 'The upload failed'));
    }
    return () => this.waitFor(ended);
  }

  private async startedUrl(): Promise<string> {
    this.failure = undefined;
    await this.whenActive();
    if (this.uploadUrl === undefined) {
      throw new KaskadoError('The upload session ended before the upload began.');
    }
    return this.uploadUrl;
  }

  private async waitFor(ended: Promise<void>): Promise<void> {
    try {
      await withTimeLimit(ended, this.finishTimeoutMs, 'The end of the recording');
    } catch {
      await this.terminate();
    }
  }
}
