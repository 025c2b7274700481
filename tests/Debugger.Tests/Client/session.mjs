// A session with `cell dap` through the client that Visual Studio Code tests debug adapters with.
//   node session.mjs <cell.dll> <life.cell>
// Prints a line for each thing that was seen; ends with an error at the first that was not.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const { DebugClient } = createRequire(import.meta.url)('@vscode/debugadapter-testsupport');
const [tool, program] = process.argv.slice(2);

const client = new DebugClient('dotnet', '', 'cell');
client.defaultTimeout = 120_000;

async function started() {
  // The library starts `dotnet <path>`; the command behind it is ours.
  const { spawn } = await import('node:child_process');
  const adapter = spawn('dotnet', [tool, 'dap'], { stdio: ['pipe', 'pipe', 'inherit'] });
  client.connect(adapter.stdout, adapter.stdin);
  return adapter;
}

const adapter = await started();
try {
  const capabilities = (await client.initializeRequest()).body;
  assert.ok(capabilities.supportsStepBack && capabilities.supportsConditionalBreakpoints);
  console.log('initialized');

  // The library's own check of a breakpoint: launch, set, run, and stand at the line.
  const discharge = 19;
  await client.hitBreakpoint({ program, experiment: 'first' }, { path: program, line: discharge });
  console.log('breakpoint hit');

  const stack = await client.stackTraceRequest({ threadId: 1 });
  assert.deepEqual(stack.body.stackFrames.map((frame) => frame.name), ['cycling: discharge#1', 'first']);
  console.log('stack');

  const scopes = (await client.scopesRequest({ frameId: stack.body.stackFrames[0].id })).body.scopes;
  const observation = scopes.find((scope) => scope.name === 'Observation');
  const seen = (await client.variablesRequest({ variablesReference: observation.variablesReference })).body.variables;
  assert.match(seen.find((each) => each.name === 'voltage').value, /^3\.\d+ V$/);
  console.log('variables');

  const [, back] = await Promise.all([
    client.customRequest('stepBack', { threadId: 1 }),
    client.assertStoppedLocation('step', { path: program, line: 15 }),
  ]);
  assert.equal(back.body.stackFrames[0].name, 'cycling: charge#1');
  console.log('stepped back');

  await Promise.all([
    client.continueRequest({ threadId: 1 }),
    client.assertStoppedLocation('breakpoint', { path: program, line: discharge }),
  ]);
  console.log('and on again');

  await client.setBreakpointsRequest({
    source: { path: program },
    breakpoints: [{ line: discharge, condition: 'voltage < 3.0 V' }],
  });
  await Promise.all([
    client.continueRequest({ threadId: 1 }),
    client.assertStoppedLocation('breakpoint', { path: program, line: discharge }),
  ]);
  const value = await client.evaluateRequest({ expression: 'voltage', frameId: 1 });
  assert.equal(value.body.result, '3 V');
  console.log('condition');

  await client.setBreakpointsRequest({ source: { path: program }, breakpoints: [] });
  await Promise.all([client.continueRequest({ threadId: 1 }), client.waitForEvent('terminated')]);
  await client.disconnectRequest();
  console.log('ended');
} catch (problem) {
  console.error(problem);
  process.exitCode = 1;
} finally {
  adapter.kill();
}
