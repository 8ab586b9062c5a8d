import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../src/GeminiTuning.Emulator', import.meta.url));

/** Starts the emulator on a free port; the address is in the first line that it prints. */
export async function startEmulator(...args) {
  const options = ['run', '--project', project, '--', '--port', '0', '--tuning-duration', '1', ...args];
  const child = spawn('dotnet', options, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  const address = await new Promise((resolve, reject) => {
    child.stdout.on('data', (text) => {
      output += text;
      const match = /listens on (http:\S+)/.exec(output);
      if (match) {
        resolve(new URL(match[1]));
      }
    });
    child.on('exit', (code) => reject(new Error(`The emulator ended with ${code}. ${output}`)));
  });
  return {
    address,
    async stop() {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      const [code] = await exit;
      return code;
    },
  };
}
