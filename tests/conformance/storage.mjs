// Google's storage client against the emulator: buckets, uploads, downloads and lists.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { Storage } from '@google-cloud/storage';
import { startEmulator } from './emulator.mjs';

const NAME = 'training/größe & mehr.jsonl';
// More than one piece of a resumable upload, and the last one not whole.
const PIECE = 256 * 1024;
const content = randomBytes(2 * PIECE + 1000);

let emulator;
let storage;
let bucket;

before(async () => {
  emulator = await startEmulator();
  storage = new Storage({ apiEndpoint: emulator.address.origin, projectId: 'conformance' });
  bucket = storage.bucket('conformance-data');
});

after(async () => {
  assert.equal(await emulator?.stop(), 0, 'the emulator stops cleanly');
});

test('a bucket is created and found', async () => {
  assert.deepEqual(await bucket.exists(), [false]);
  const [created] = await storage.createBucket(bucket.name, { location: 'europe-west4' });
  assert.equal(created.metadata.location, 'EUROPE-WEST4');
  assert.deepEqual(await bucket.exists(), [true]);
  const [buckets] = await storage.getBuckets();
  assert.deepEqual(buckets.map((item) => item.name), [bucket.name]);
  await assert.rejects(storage.createBucket(bucket.name), { code: 409 });
  const [permissions] = await bucket.iam.testPermissions(['storage.objects.create']);
  assert.deepEqual(permissions, { 'storage.objects.create': true });
});

test('a simple upload is read back, and the client finds its checksum right', async () => {
  const file = bucket.file('simple/text.txt');
  await file.save('hello', { resumable: false, contentType: 'text/plain', metadata: { metadata: { purpose: 'test' } } });
  assert.equal(file.metadata.size, '5');
  assert.equal(file.metadata.metadata.purpose, 'test');
  const [text] = await file.download({ validation: 'crc32c' });
  assert.equal(text.toString(), 'hello');
});

test('a resumable upload in one piece makes an object', async () => {
  const file = bucket.file(NAME);
  await file.save(content, { resumable: true, contentType: 'application/jsonl', validation: 'md5' });
  const [metadata] = await file.getMetadata();
  assert.equal(metadata.name, NAME);
  assert.equal(metadata.contentType, 'application/jsonl');
  assert.equal(metadata.size, String(content.length));
  assert.ok(metadata.mediaLink.includes('training%2F'));
  const [copy] = await file.download();
  assert.ok(content.equals(copy));
});

test('a resumable upload in several pieces makes the same object', async () => {
  const file = bucket.file('training/pieces.bin');
  await file.save(content, { resumable: true, chunkSize: PIECE });
  const [copy] = await file.download();
  assert.ok(content.equals(copy));
});

test('an upload that was begun goes on where it stopped', async () => {
  const file = bucket.file('training/resumed.bin');
  const [uri] = await file.createResumableUpload();
  const half = await fetch(uri, { method: 'PUT', body: content.subarray(0, PIECE), headers: { 'Content-Range': `bytes 0-${PIECE - 1}/*` }, redirect: 'manual' });
  assert.equal(half.status, 308);
  await new Promise((resolve, reject) => {
    const stream = file.createWriteStream({ uri, offset: PIECE, resumable: true, isPartialUpload: false, resumeCRC32C: undefined, validation: false });
    stream.on('error', reject).on('finish', resolve);
    stream.end(content.subarray(PIECE));
  });
  const [copy] = await file.download();
  assert.ok(content.equals(copy));
});

test('a compressed upload is sent back compressed, and the client undoes that', async () => {
  const file = bucket.file('simple/compressed.txt');
  await file.save('hello '.repeat(100), { gzip: true, resumable: false });
  assert.equal(file.metadata.contentEncoding, 'gzip');
  const [text] = await file.download();
  assert.equal(text.toString(), 'hello '.repeat(100));
});

test('a part of an object is downloaded', async () => {
  const [part] = await bucket.file(NAME).download({ start: 1000, end: 1999 });
  assert.ok(content.subarray(1000, 2000).equals(part));
  await assert.rejects(bucket.file(NAME).download({ start: content.length + 1 }), { code: 416 });
});

test('a list has the folders of one level', async () => {
  const [files, , response] = await bucket.getFiles({ delimiter: '/', autoPaginate: false });
  assert.deepEqual(files, []);
  assert.deepEqual(response.prefixes, ['simple/', 'training/']);
  const [inside] = await bucket.getFiles({ prefix: 'training/', delimiter: '/' });
  assert.deepEqual(inside.map((file) => file.name), [NAME, 'training/pieces.bin', 'training/resumed.bin']);
  const names = [];
  let query = { maxResults: 2, autoPaginate: false };
  while (query) {
    const [page, next] = await bucket.getFiles(query);
    names.push(...page.map((file) => file.name));
    query = next;
  }
  assert.equal(names.length, 5);
});

test('metadata is changed, copied and guarded by conditions', async () => {
  const file = bucket.file('simple/text.txt');
  const [changed] = await file.setMetadata({ cacheControl: 'no-cache', metadata: { purpose: null, other: 'x' } });
  assert.equal(changed.cacheControl, 'no-cache');
  assert.deepEqual(changed.metadata, { other: 'x' });
  await assert.rejects(file.save('again', { resumable: false, preconditionOpts: { ifGenerationMatch: 0 } }), { code: 412 });
  const [copy] = await file.copy(bucket.file('simple/copy.txt'));
  const [metadata] = await copy.getMetadata();
  assert.equal(metadata.cacheControl, 'no-cache');
  await bucket.combine(['simple/text.txt', 'simple/copy.txt'], 'simple/both.txt');
  const [both] = await bucket.file('simple/both.txt').download();
  assert.equal(both.toString(), 'hellohello');
});

test('what the client may not do is refused in a way that it understands', async () => {
  await assert.rejects(storage.bucket('forbidden-data').file('x').download(), { code: 403 });
  await assert.rejects(storage.bucket('no-such-bucket').getFiles(), (error) => {
    assert.equal(error.code, 404);
    assert.equal(error.errors[0].reason, 'notFound');
    assert.match(error.message, /The specified bucket does not exist\./);
    return true;
  });
  await assert.rejects(bucket.file('none').getMetadata(), { code: 404, message: /No such object: conformance-data\/none/ });
});

test('what is deleted is gone', async () => {
  await assert.rejects(bucket.delete(), { code: 409 });
  await bucket.deleteFiles();
  const [files] = await bucket.getFiles();
  assert.deepEqual(files, []);
  await bucket.delete();
  assert.deepEqual(await bucket.exists(), [false]);
});
