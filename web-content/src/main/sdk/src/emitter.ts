/** Called with the payload of one event. */
export type Listener<P> = (payload: P) => void;

/**
 * A small typed event emitter in the manner of Node's: listeners run in the order in which they were added, one that
 * throws is reported and does not keep the others from being called.
 */
export class Emitter<Events extends object> {
  private readonly listeners = new Map<keyof Events, Listener<never>[]>();

  /** Adds a listener; the same function may be added more than once. */
  on<K extends keyof Events>(event: K, listener: Listener<Events[K]>): this {
    const known = this.listeners.get(event) ?? [];
    this.listeners.set(event, [...known, listener as Listener<never>]);
    return this;
  }

  /** Adds a listener that is removed before its first call. */
  once<K extends keyof Events>(event: K, listener: Listener<Events[K]>): this {
    const once: Listener<Events[K]> = (payload) => {
      this.off(event, once);
      listener(payload);
    };
    return this.on(event, once);
  }

  /** Removes one earlier `on` of this function; unknown functions are ignored. */
  off<K extends keyof Events>(event: K, listener: Listener<Events[K]>): this {
    const known = this.listeners.get(event) ?? [];
    const at = known.indexOf(listener as Listener<never>);
    if (at >= 0) {
      this.listeners.set(event, known.filter((_, i) => i !== at));
    }
    return this;
  }

  /** The same as `on`. */
  addListener<K extends keyof Events>(event: K, listener: Listener<Events[K]>): this {
    return this.on(event, listener);
  }

  /** The same as `off`. */
  removeListener<K extends keyof Events>(event: K, listener: Listener<Events[K]>): this {
    return this.off(event, listener);
  }

  /** True when somebody listens for the event. */
  hasListener(event: keyof Events): boolean {
    return (this.listeners.get(event) ?? []).length > 0;
  }

  /** Calls the listeners of an event; true when there was one. */
  emit<K extends keyof Events>(event: K, payload: Events[K]): boolean {
    const known = this.listeners.get(event) ?? [];
    for (const listener of known) {
      try {
        (listener as unknown as Listener<Events[K]>)(payload);
      } catch (thrown) {
        console.error(`A listener of the event '${String(event)}' failed:`, thrown);
      }
    }
    return known.length > 0;
  }
}
