// Google's generated client, over REST, against the emulator: one life of a tuned model, in order.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { v1beta } from '@google-ai/generativelanguage';
import { GoogleAuth, OAuth2Client } from 'google-auth-library';
import { startEmulator } from './emulator.mjs';

const BASE_MODEL = 'models/gemini-1.5-flash-001-tuning';
// What an operation answers is decoded without names for enumerations.
const ACTIVE = 2;
const PAIRS = [
  ['1', '2'], ['3', '4'], ['-3', '-2'], ['twenty two', 'twenty three'], ['two hundred', 'two hundred one'],
  ['ninety nine', 'one hundred'], ['8', '9'], ['-98', '-97'], ['1,000', '1,001'], ['10,100,000', '10,100,001'],
  ['thirteen', 'fourteen'], ['eighty', 'eighty one'], ['one', 'two'], ['three', 'four'], ['seven', 'eight'],
];
const examples = PAIRS.map(([textInput, output]) => ({ textInput, output }));

let emulator;
let models;
let generative;
let permissions;

/** Options of a generated client that talks REST over plain http. */
function connect(authentication) {
  const { hostname, port } = emulator.address;
  return { ...authentication, fallback: true, protocol: 'http', apiEndpoint: hostname, servicePath: hostname, port: Number(port) };
}

function withApiKey() {
  return { auth: new GoogleAuth({ apiKey: 'conformance-key' }) };
}

function withToken(token) {
  const authClient = new OAuth2Client();
  authClient.setCredentials({ access_token: token });
  return { authClient, projectId: 'conformance' };
}

/** Creates a tuned model and waits for it. */
async function tune(tunedModelId, tuningTask = {}) {
  const [operation] = await models.createTunedModel({
    tunedModelId,
    tunedModel: {
      displayName: `Conformance ${tunedModelId}`,
      baseModel: BASE_MODEL,
      tuningTask: { trainingData: { examples: { examples } }, ...tuningTask },
    },
  });
  await operation.promise();
}

before(async () => {
  emulator = await startEmulator();
  models = new v1beta.ModelServiceClient(connect(withApiKey()));
  generative = new v1beta.GenerativeServiceClient(connect(withApiKey()));
  permissions = new v1beta.PermissionServiceClient(connect(withToken('an-access-token')));
});

after(async () => {
  for (const client of [models, generative, permissions]) {
    await client?.close();
  }
  assert.equal(await emulator?.stop(), 0, 'the emulator stops cleanly');
});

test('the catalogue says which models can be tuned', async () => {
  const [all] = await models.listModels();
  const tunable = all.filter((model) => model.supportedGenerationMethods.includes('createTunedModel'));
  assert.ok(tunable.some((model) => model.name === BASE_MODEL));
  assert.ok(all.length > tunable.length);
  const [model] = await models.getModel({ name: BASE_MODEL });
  assert.equal(model.topK, 64);
});

test('a tuned model is created by an operation that reports its progress', async () => {
  const seen = [];
  const [operation, first] = await models.createTunedModel({
    tunedModelId: 'numbers',
    tunedModel: {
      displayName: 'Numbers',
      baseModel: BASE_MODEL,
      tuningTask: {
        hyperparameters: { epochCount: 5, batchSize: 2, learningRate: 0.001 },
        trainingData: { examples: { examples } },
      },
    },
  });
  operation.on('progress', (metadata) => seen.push(metadata.completedSteps));
  assert.match(first.name, /^tunedModels\/numbers\/operations\/[a-z0-9]{12}$/);
  const [tunedModel, metadata] = await operation.promise();
  assert.equal(tunedModel.name, 'tunedModels/numbers');
  assert.equal(tunedModel.state, ACTIVE);
  assert.equal(metadata.totalSteps, 38);
  assert.equal(metadata.completedSteps, 38);
  assert.equal(metadata.completedPercent, 100);
  assert.equal(metadata.snapshots.length, 38);
  assert.ok(metadata.snapshots.every((snapshot) => Number.isFinite(snapshot.meanLoss)));
  assert.deepEqual(seen, [...seen].sort((a, b) => a - b));
});

test('a tuned model is got as it is listed, page by page', async () => {
  await tune('second');
  await tune('third', { hyperparameters: { learningRateMultiplier: 2 } });
  const [tunedModel] = await models.getTunedModel({ name: 'tunedModels/numbers' });
  assert.equal(tunedModel.baseModel, BASE_MODEL);
  assert.equal(tunedModel.tuningTask.hyperparameters.batchSize, 2);
  assert.equal(tunedModel.tuningTask.trainingData, null);
  const [page, next] = await models.listTunedModels({ pageSize: 2 }, { autoPaginate: false });
  assert.equal(page.length, 2);
  assert.ok(next.pageToken);
  const names = [];
  for await (const item of models.listTunedModelsAsync({ pageSize: 2, filter: 'owner:me' })) {
    names.push(item.name);
  }
  assert.deepEqual(names.sort(), ['tunedModels/numbers', 'tunedModels/second', 'tunedModels/third']);
});

test('a tuned model answers, in one piece and in several', async () => {
  const request = { model: 'tunedModels/numbers', contents: [{ role: 'user', parts: [{ text: 'eighty' }] }], generationConfig: { temperature: 0, seed: 1 } };
  const [response] = await generative.generateContent(request);
  const [candidate] = response.candidates;
  assert.equal(candidate.content.role, 'model');
  assert.equal(candidate.finishReason, 'STOP');
  const { promptTokenCount, candidatesTokenCount, totalTokenCount } = response.usageMetadata;
  assert.equal(totalTokenCount, promptTokenCount + candidatesTokenCount);
  let text = '';
  let last;
  for await (const piece of generative.streamGenerateContent(request)) {
    text += piece.candidates[0].content.parts[0].text;
    last = piece;
  }
  assert.equal(text, candidate.content.parts[0].text);
  assert.equal(last.candidates[0].finishReason, 'STOP');
  const [count] = await generative.countTokens({ model: BASE_MODEL, contents: request.contents });
  assert.ok(count.totalTokens > 0);
});

test('a masked update changes what the mask names', async () => {
  const [tunedModel] = await models.getTunedModel({ name: 'tunedModels/numbers' });
  tunedModel.displayName = 'Not in the mask';
  tunedModel.description = 'Counts on';
  const [updated] = await models.updateTunedModel({ tunedModel, updateMask: { paths: ['description'] } });
  assert.equal(updated.description, 'Counts on');
  assert.equal(updated.displayName, 'Numbers');
  const [again] = await models.updateTunedModel({
    tunedModel: { name: tunedModel.name, displayName: 'Numerals', topK: 3 },
    updateMask: { paths: ['display_name', 'top_k'] },
  });
  assert.equal(again.displayName, 'Numerals');
  assert.equal(again.topK, 3);
  assert.equal(again.description, 'Counts on');
});

test('permissions are made, read, changed and deleted with an access token', async () => {
  const parent = 'tunedModels/numbers';
  const [created] = await permissions.createPermission({
    parent,
    permission: { granteeType: 'USER', emailAddress: 'reader@example.com', role: 'READER' },
  });
  assert.equal(created.role, 'READER');
  assert.equal(created.granteeType, 'USER');
  const [got] = await permissions.getPermission({ name: created.name });
  assert.equal(got.emailAddress, 'reader@example.com');
  const [all] = await permissions.listPermissions({ parent, pageSize: 1 });
  assert.deepEqual(all.map((permission) => permission.role).sort(), ['OWNER', 'READER']);
  const [changed] = await permissions.updatePermission({
    permission: { name: created.name, role: 'WRITER' },
    updateMask: { paths: ['role'] },
  });
  assert.equal(changed.role, 'WRITER');
  await permissions.deletePermission({ name: created.name });
  await assert.rejects(permissions.getPermission({ name: created.name }), { code: 404 });
});

test('everyone has one permission, without an address, and an owner has theirs for good', async () => {
  const parent = 'tunedModels/numbers';
  const everyone = { parent, permission: { granteeType: 'EVERYONE', role: 'READER' } };
  const [created] = await permissions.createPermission(everyone);
  assert.equal(created.granteeType, 'EVERYONE');
  assert.equal(created.emailAddress || null, null);
  await assert.rejects(permissions.createPermission(everyone), { code: 409 });
  const [all] = await permissions.listPermissions({ parent });
  const owner = all.find((permission) => permission.role === 'OWNER');
  await assert.rejects(permissions.deletePermission({ name: owner.name }), { code: 400 });
  await permissions.deletePermission({ name: created.name });
});

test('permissions refuse an API key', async () => {
  const withKey = new v1beta.PermissionServiceClient(connect(withApiKey()));
  await assert.rejects(withKey.listPermissions({ parent: 'tunedModels/numbers' }), (error) => {
    assert.equal(error.code, 401);
    assert.match(error.message, /API keys are not supported/);
    return true;
  });
  await withKey.close();
});

test('a new owner takes over and the old one may still write', async () => {
  await permissions.transferOwnership({ name: 'tunedModels/second', emailAddress: 'new-owner@example.com' });
  const [all] = await permissions.listPermissions({ parent: 'tunedModels/second' });
  const roles = Object.fromEntries(all.map((permission) => [permission.emailAddress, permission.role]));
  assert.deepEqual(roles, { 'me@example.com': 'WRITER', 'new-owner@example.com': 'OWNER' });
  await assert.rejects(permissions.transferOwnership({ name: 'tunedModels/second', emailAddress: 'me@example.com' }), (error) => {
    assert.equal(error.code, 403);
    assert.match(error.message, /You need to be the owner/);
    return true;
  });
});

test('a refusal names what is wrong', async () => {
  const tunedModel = { baseModel: BASE_MODEL, displayName: 'x'.repeat(41), tuningTask: { trainingData: { examples: { examples: [] } } } };
  await assert.rejects(models.createTunedModel({ tunedModel }), (error) => {
    assert.equal(error.code, 400);
    assert.match(error.message, /\* CreateTunedModelRequest\.tuned_model\.display_name: /);
    assert.match(error.message, /\* CreateTunedModelRequest\.tuned_model\.tuning_task\.training_data/);
    return true;
  });
});

test('what is deleted is gone', async () => {
  await models.deleteTunedModel({ name: 'tunedModels/numbers' });
  await assert.rejects(models.getTunedModel({ name: 'tunedModels/numbers' }), (error) => {
    assert.equal(error.code, 404);
    assert.match(error.message, /Tuned model tunedModels\/numbers does not exist\./);
    return true;
  });
});
