// Google's generated clients of Vertex AI, over REST, against the emulator: one life of a tuning job, in order.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { v1 } from '@google-cloud/aiplatform';
import { OAuth2Client } from 'google-auth-library';
import { startEmulator } from './emulator.mjs';

const PARENT = 'projects/conformance/locations/us-central1';
const BUCKET = 'conformance-data';
const PAIRS = [
  ['1', '2'], ['3', '4'], ['-3', '-2'], ['twenty two', 'twenty three'], ['two hundred', 'two hundred one'],
  ['ninety nine', 'one hundred'], ['8', '9'], ['-98', '-97'], ['1,000', '1,001'], ['10,100,000', '10,100,001'],
  ['thirteen', 'fourteen'], ['eighty', 'eighty one'], ['one', 'two'], ['three', 'four'], ['seven', 'eight'],
];
const LINES = PAIRS.map(([input, output]) => JSON.stringify({
  contents: [{ role: 'user', parts: [{ text: input }] }, { role: 'model', parts: [{ text: output }] }],
})).join('\n');

let emulator;
let hasData;
let tuning;
let models;
let endpoints;
let metadata;
let tensorboards;
let prediction;
let utility;
let job;

/** Options of a generated client that talks REST over plain http. */
function connect() {
  const { hostname, port } = emulator.address;
  const authClient = new OAuth2Client();
  authClient.setCredentials({ access_token: 'an-access-token' });
  return { authClient, projectId: 'conformance', fallback: true, protocol: 'http', apiEndpoint: hostname, servicePath: hostname, port: Number(port) };
}

/** Puts the training data where jobs can read them. */
async function upload() {
  const headers = { authorization: 'Bearer an-access-token', 'content-type': 'application/json' };
  const bucket = await fetch(new URL('/storage/v1/b?project=conformance', emulator.address), { method: 'POST', headers, body: JSON.stringify({ name: BUCKET }) });
  if (!bucket.ok) {
    return false;
  }
  const url = new URL(`/upload/storage/v1/b/${BUCKET}/o?uploadType=media&name=train.jsonl`, emulator.address);
  const object = await fetch(url, { method: 'POST', headers: { ...headers, 'content-type': 'application/jsonl' }, body: LINES });
  return object.ok;
}

function request() {
  return {
    parent: PARENT,
    tuningJob: {
      baseModel: 'gemini-2.5-flash',
      tunedModelDisplayName: 'Numbers',
      labels: { suite: 'conformance' },
      supervisedTuningSpec: {
        trainingDatasetUri: `gs://${BUCKET}/train.jsonl`,
        hyperParameters: { epochCount: 2, learningRateMultiplier: 1, adapterSize: 'ADAPTER_SIZE_FOUR' },
      },
    },
  };
}

/** A test of what needs the training data, and so Cloud Storage. */
function testWithData(name, body) {
  test(name, async (context) => (hasData ? body(context) : context.skip('This emulator has no Cloud Storage.')));
}

function splitVersion(model) {
  return model.slice(0, model.lastIndexOf('@'));
}

before(async () => {
  emulator = await startEmulator();
  hasData = await upload();
  tuning = new v1.GenAiTuningServiceClient(connect());
  models = new v1.ModelServiceClient(connect());
  endpoints = new v1.EndpointServiceClient(connect());
  metadata = new v1.MetadataServiceClient(connect());
  tensorboards = new v1.TensorboardServiceClient(connect());
  prediction = new v1.PredictionServiceClient(connect());
  utility = new v1.LlmUtilityServiceClient(connect());
});

after(async () => {
  for (const client of [tuning, models, endpoints, metadata, tensorboards, prediction, utility]) {
    await client?.close();
  }
  assert.equal(await emulator?.stop(), 0, 'the emulator stops cleanly');
});

test('a refusal names what is wrong', async () => {
  const wrong = request();
  wrong.tuningJob.supervisedTuningSpec.trainingDatasetUri = 'gs://no-such-bucket/train.jsonl';
  await assert.rejects(tuning.createTuningJob(wrong), (error) => {
    assert.equal(error.code, 400);
    assert.match(error.message, /gs:\/\/no-such-bucket\/train\.jsonl/);
    return true;
  });
  await assert.rejects(tuning.getTuningJob({ name: `${PARENT}/tuningJobs/1` }), { code: 404 });
});

test('a base model answers, in one piece and in several', async () => {
  const model = `${PARENT}/publishers/google/models/gemini-2.5-flash`;
  const contents = [{ role: 'user', parts: [{ text: 'eighty' }] }];
  const [response] = await prediction.generateContent({ model, contents, generationConfig: { temperature: 0 } });
  assert.equal(response.candidates[0].content.parts[0].text, 'eighty');
  assert.equal(response.candidates[0].finishReason, 'STOP');
  let text = '';
  for await (const piece of prediction.streamGenerateContent({ model, contents, generationConfig: { temperature: 0 } })) {
    text += piece.candidates[0].content.parts[0].text;
  }
  assert.equal(text, 'eighty');
  const [count] = await utility.countTokens({ endpoint: model, contents });
  assert.equal(count.totalTokens, 2);
});

test('an endpoint is made and deleted by operations', async () => {
  const [creation] = await endpoints.createEndpoint({ parent: PARENT, endpoint: { displayName: 'Empty', labels: { suite: 'conformance' } } });
  const [endpoint] = await creation.promise();
  assert.equal(endpoint.displayName, 'Empty');
  const [list] = await endpoints.listEndpoints({ parent: PARENT, filter: 'labels.suite=conformance' });
  assert.deepEqual(list.map((item) => item.name), [endpoint.name]);
  const [changed] = await endpoints.updateEndpoint({ endpoint: { name: endpoint.name, displayName: 'Still empty' }, updateMask: { paths: ['display_name'] } });
  assert.equal(changed.displayName, 'Still empty');
  const [deletion] = await endpoints.deleteEndpoint({ name: endpoint.name });
  await deletion.promise();
  await assert.rejects(endpoints.getEndpoint({ name: endpoint.name }), { code: 404 });
});

testWithData('a tuning job is created, polled and listed', async () => {
  [job] = await tuning.createTuningJob(request());
  assert.equal(job.state, 'JOB_STATE_PENDING');
  assert.equal(job.experiment, '');
  const seen = [];
  while (job.state === 'JOB_STATE_PENDING' || job.state === 'JOB_STATE_RUNNING') {
    await delay(50);
    [job] = await tuning.getTuningJob({ name: job.name });
    seen.push(job.state);
  }
  assert.equal(job.state, 'JOB_STATE_SUCCEEDED', job.error?.message);
  assert.ok(seen.includes('JOB_STATE_RUNNING'));
  assert.deepEqual(job.tunedModel.checkpoints.map((checkpoint) => checkpoint.checkpointId), ['1', '2']);
  assert.equal(Number(job.tuningDataStats.supervisedTuningDataStats.tuningDatasetExampleCount), PAIRS.length);
  const [list] = await tuning.listTuningJobs({ parent: PARENT, filter: 'state="JOB_STATE_SUCCEEDED"' });
  assert.deepEqual(list.map((item) => item.name), [job.name]);
});

testWithData('the experiment of a job leads to its loss curve', async () => {
  const [context] = await metadata.getContext({ name: job.experiment });
  const tensorboard = context.metadata.fields.backing_tensorboard_resource.stringValue;
  const parent = `${tensorboard}/experiments/${job.experiment.split('/').at(-1)}`;
  const [runs] = await tensorboards.listTensorboardRuns({ parent });
  const [series] = await tensorboards.listTensorboardTimeSeries({ parent: runs[0].name });
  const loss = series.find((item) => item.displayName === '/train_total_loss');
  const [data] = await tensorboards.batchReadTensorboardTimeSeriesData({ tensorboard, timeSeries: [loss.name] });
  const { values } = data.timeSeriesData[0];
  assert.equal(values.length, Number(job.tuningDataStats.supervisedTuningDataStats.tuningStepCount));
  assert.ok(values.every((point) => Number.isFinite(point.scalar.value)));
});

testWithData('the model is got, listed and changed, and its endpoint answers', async () => {
  const [model] = await models.getModel({ name: job.tunedModel.model });
  assert.equal(model.versionId, '1');
  assert.equal(model.displayName, 'Numbers');
  assert.equal(model.labels.suite, 'conformance');
  const [list] = await models.listModels({ parent: PARENT, filter: 'labels.tune-type:*' });
  assert.equal(list[0].name, splitVersion(job.tunedModel.model));
  const [changed] = await models.updateModel({ model: { name: list[0].name, description: 'Counts on' }, updateMask: { paths: ['description'] } });
  assert.equal(changed.description, 'Counts on');
  const [response] = await prediction.generateContent({ model: job.tunedModel.endpoint, contents: [{ role: 'user', parts: [{ text: 'eighty' }] }] });
  assert.equal(response.candidates[0].content.role, 'model');
});

testWithData('the model is deleted once its endpoints are gone', async () => {
  const name = splitVersion(job.tunedModel.model);
  await assert.rejects(models.deleteModel({ name }), (error) => {
    assert.equal(error.code, 400);
    assert.match(error.message, /undeploy/);
    return true;
  });
  for (const { endpoint } of job.tunedModel.checkpoints) {
    const [{ deployedModels }] = await endpoints.getEndpoint({ name: endpoint });
    const [undeployment] = await endpoints.undeployModel({ endpoint, deployedModelId: deployedModels[0].id });
    await undeployment.promise();
    const [deletion] = await endpoints.deleteEndpoint({ name: endpoint });
    await deletion.promise();
  }
  const [deletion] = await models.deleteModel({ name });
  await deletion.promise();
  await assert.rejects(models.getModel({ name }), { code: 404 });
  const [old] = await tuning.getTuningJob({ name: job.name });
  assert.equal(old.state, 'JOB_STATE_SUCCEEDED');
});

testWithData('a running job is cancelled', async () => {
  const [created] = await tuning.createTuningJob(request());
  await tuning.cancelTuningJob({ name: created.name });
  const [cancelled] = await tuning.getTuningJob({ name: created.name });
  assert.equal(cancelled.state, 'JOB_STATE_CANCELLED');
  assert.equal(cancelled.error.code, 1);
});
