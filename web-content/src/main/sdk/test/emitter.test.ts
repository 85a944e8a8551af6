import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sdk } from './sdk.js';

interface Events {
  tick: number;
}

test('listeners are called in the order in which they were added', () => {
  const emitter = new sdk.Emitter<Events>();
  const seen: string[] = [];
  emitter.on('tick', (n) => seen.push(`a${n}`)).on('tick', (n) => seen.push(`b${n}`));
  assert.equal(emitter.emit('tick', 7), true);
  assert.deepEqual(seen, ['a7', 'b7']);
});

test('once listens once, off removes, and nobody listening is false', () => {
  const emitter = new sdk.Emitter<Events>();
  const seen: number[] = [];
  const listener = (n: number) => seen.push(n);
  emitter.once('tick', listener).on('tick', listener);
  emitter.emit('tick', 1);
  emitter.emit('tick', 2);
  emitter.off('tick', listener);
  assert.deepEqual(seen, [1, 1, 2]);
  assert.equal(emitter.emit('tick', 3), false);
});

test('a listener that throws does not keep the next from being called', (t) => {
  t.mock.method(console, 'error', () => undefined);
  const emitter = new sdk.Emitter<Events>();
  const seen: number[] = [];
  emitter.on('tick', () => {
    throw new Error('on purpose');
  });
  emitter.on('tick', (n) => seen.push(n));
  emitter.emit('tick', 1);
  assert.deepEqual(seen, [1]);
});
